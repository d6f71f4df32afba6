//! Files of a folder that a killed process left half written. `object_store` writes beside the place of a blob, under its
//! name with `#` and a number, and moves the file there when all of it is written.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Removes those below `folder` that were last written before `before`, and gives how many there were.
pub(super) fn forget(folder: &Path, before: SystemTime) -> io::Result<u64> {
    let mut gone = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in there(fs::read_dir(&folder))?.into_iter().flatten() {
            let entry = entry?;
            let Some(kind) = there(entry.file_type())? else {
                continue;
            };
            if kind.is_dir() {
                folders.push(entry.path());
            } else if is_unfinished(&entry.path()) {
                gone += u64::from(forget_one(&entry.path(), before)?);
            }
        }
    }
    Ok(gone)
}

fn is_unfinished(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.to_str())
        .and_then(|name| name.rsplit_once('#'))
        .is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn forget_one(path: &PathBuf, before: SystemTime) -> io::Result<bool> {
    let Some(found) = there(fs::metadata(path))? else {
        return Ok(false);
    };
    Ok(found.modified()? < before && there(fs::remove_file(path))?.is_some())
}

/// What may be gone by now, since others write and delete meanwhile.
fn there<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
