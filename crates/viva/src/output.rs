//! Files that a command writes: whole under their final name, or not there.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// A folder to write results into.
pub(crate) struct Output {
    folder: PathBuf,
}

impl Output {
    /// Makes the folder where it is missing, and makes sure that it can be written to before any long work starts.
    pub(crate) fn prepare(folder: &Path) -> Result<Self, Failure> {
        let refused = |error| fault(folder, &error, "choose another folder with --out");
        fs::create_dir_all(folder).map_err(refused)?;
        temporary(folder).map_err(refused)?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// Writes one file beside its final name, makes sure that it is on the disk, and renames it into place.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
        let path = self.folder.join(name);
        let write = || {
            let mut file = temporary(&self.folder)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            file.persist(&path).map_err(|error| error.error)
        };
        write().map_err(|error| {
            fault(
                &path,
                &error,
                "free some space or choose another folder with --out",
            )
        })?;
        Ok(path)
    }
}

fn temporary(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".viva-");
    // A report is for sharing: it gets the permissions that any new file of this person gets.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn fault(path: &Path, error: &std::io::Error, advice: &str) -> Failure {
    Failure::ours(format!(
        "{} could not be written ({error}): {advice}",
        path.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::Output;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let output = Output::prepare(&folder.path().join("new/folder")).unwrap();
        output.write("report.json", b"old").unwrap();
        let path = output.write("report.json", b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_a_file_is_refused_before_any_work() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(Output::prepare(file.path()).is_err());
    }
}
