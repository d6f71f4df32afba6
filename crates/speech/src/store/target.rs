//! A file on its way into the store: it grows as `FILE.part`, and gets its own name only when it is whole and right.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256 as Hasher};

use super::{Artefact, Error, ModelFile, Sha256, size_of};

/// Bytes that are read at once.
const CHUNK: usize = 256 * 1024;

/// Why a source did not give a file.
#[derive(Debug)]
pub(super) enum Fault {
    /// The source is at fault; another may do better.
    Source(String),
    /// This machine is at fault; no source can help.
    Local(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Local(error)
    }
}

/// A file that is wanted.
pub(super) struct Target {
    pub(super) file: ModelFile,
    /// Where it will be.
    pub(super) path: PathBuf,
    /// Where it grows.
    part: PathBuf,
}

impl Target {
    pub(super) fn new(folder: &Path, file: &ModelFile) -> Self {
        let path = folder.join(file.path.as_str());
        let mut part = path.clone().into_os_string();
        part.push(".part");
        Self {
            file: file.clone(),
            path,
            part: part.into(),
        }
    }

    pub(super) fn all(folder: &Path, artefact: &Artefact) -> Vec<Self> {
        artefact
            .files
            .iter()
            .map(|file| Self::new(folder, file))
            .collect()
    }

    /// Whether the file is there with the right size.
    pub(super) fn is_there(&self) -> bool {
        size_of(&self.path) == Some(self.file.size)
    }

    /// Bytes of an earlier, interrupted attempt.
    pub(super) fn begun(&self) -> u64 {
        size_of(&self.part).unwrap_or(0)
    }

    /// Forgets an earlier attempt.
    pub(super) fn restart(&self) -> Result<(), Fault> {
        match fs::remove_file(&self.part) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Error::disk("delete", &self.part, error).into())
            }
            _ => Ok(()),
        }
    }

    /// Takes the whole file from `bytes`, checks it and puts it in place. `done` gets the number of bytes so far.
    pub(super) fn receive(&self, bytes: &mut dyn Read, done: &mut dyn FnMut(u64)) -> Result<(), Fault> {
        self.restart()?;
        self.append(bytes, done)?;
        self.settle()
    }

    /// Appends `bytes` to those of an earlier attempt. What came stays when the source breaks off.
    pub(super) fn append(&self, bytes: &mut dyn Read, done: &mut dyn FnMut(u64)) -> Result<(), Fault> {
        let refused = |error| Fault::Local(Error::disk("write", &self.part, error));
        if let Some(parent) = self.part.parent() {
            fs::create_dir_all(parent).map_err(|error| Error::disk("create", parent, error))?;
        }
        let mut part = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.part)
            .map_err(refused)?;
        let mut written = self.begun();
        let mut chunk = vec![0; CHUNK];
        loop {
            let got = match bytes.read(&mut chunk) {
                Ok(0) => break,
                Ok(got) => got,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(Fault::Source(self.broken_off(written, &error.to_string()))),
            };
            written += got as u64;
            if written > self.file.size {
                self.restart()?;
                return Err(Fault::Source(format!(
                    "{} has more than its {} bytes",
                    self.file.path, self.file.size
                )));
            }
            part.write_all(&chunk[..got]).map_err(refused)?;
            done(written);
        }
        part.sync_all().map_err(refused)?;
        if written < self.file.size {
            return Err(Fault::Source(self.broken_off(written, "the end came too early")));
        }
        Ok(())
    }

    fn broken_off(&self, written: u64, reason: &str) -> String {
        format!(
            "{} broke off after {written} of {} bytes: {reason}",
            self.file.path, self.file.size
        )
    }

    /// Checks the whole file and puts it in place; deletes it when it is not the right one.
    pub(super) fn settle(&self) -> Result<(), Fault> {
        let got = hash(&self.part, &mut |_| {}).map_err(|error| Error::disk("read", &self.part, error))?;
        if got != self.file.sha256 {
            self.restart()?;
            return Err(Fault::Source(format!(
                "{} was refused and deleted: its sha256 is {got}, expected {}",
                self.file.path, self.file.sha256
            )));
        }
        fs::rename(&self.part, &self.path).map_err(|error| Error::disk("write", &self.path, error))?;
        // The name is on the disk once the folder is; systems that cannot sync a folder do it on their own.
        if let Some(parent) = self.path.parent().and_then(|parent| File::open(parent).ok()) {
            let _ = parent.sync_all();
        }
        Ok(())
    }
}

/// The sha256 of a file. `done` gets the number of bytes so far.
pub(super) fn hash(path: &Path, done: &mut dyn FnMut(u64)) -> io::Result<Sha256> {
    let mut file = File::open(path)?;
    let mut hasher = Hasher::new();
    let mut chunk = vec![0; CHUNK];
    let mut total = 0;
    loop {
        match file.read(&mut chunk) {
            Ok(0) => return Ok(Sha256(hasher.finalize().into())),
            Ok(got) => {
                hasher.update(&chunk[..got]);
                total += got as u64;
                done(total);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, ModelFile, Sha256, Target};

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_this_machines_fault_and_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let path = "model.onnx".to_owned().try_into().unwrap();
        let target = Target::new(
            folder.path(),
            &ModelFile {
                path,
                size: 10,
                sha256: Sha256([0; 32]),
            },
        );
        std::os::unix::fs::symlink("/dev/full", folder.path().join("model.onnx.part")).unwrap();
        let fault = target.append(&mut &[0; 10][..], &mut |_| {}).unwrap_err();
        let Fault::Local(error) = fault else {
            panic!("{fault:?}")
        };
        assert!(
            error
                .to_string()
                .contains("the disk is full: free some space, or set VIVA_HOME"),
            "{error}"
        );
    }
}
