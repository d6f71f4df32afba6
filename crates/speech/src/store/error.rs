//! What can go wrong with the store, said to the person who has to mend it.

use std::{
    fmt,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use super::manifest::ManifestError;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No folder for the store is known.
    #[error("there is no place for the model store: set VIVA_HOME to a folder")]
    NoHome,
    /// No artefact has this name.
    #[error("there is no model named {name:?} for this machine; there are: {}", known.join(", "))]
    Unknown {
        /// What was asked for.
        name: String,
        /// What the manifest has.
        known: Vec<String>,
    },
    /// A file is not there.
    #[error("the model {name} is not here ({} is missing): run `viva models pull {name}`", path.display())]
    Missing {
        /// The artefact.
        name: String,
        /// The first file that is missing.
        path: PathBuf,
    },
    /// A file is there, but cannot be the right one.
    #[error(
        "the model {name} is damaged ({} has {got} bytes instead of {expected}): run `viva models pull {name}`",
        path.display()
    )]
    WrongSize {
        /// The artefact.
        name: String,
        /// The file.
        path: PathBuf,
        /// Its size in the manifest, in bytes.
        expected: u64,
        /// Its size on the disk, in bytes.
        got: u64,
    },
    /// The user's own manifest is not one.
    #[error("{} is not a list of models: {reason}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: ManifestError,
    },
    /// This machine's disk refused; no other source could help.
    #[error("cannot {doing} {}: {}", path.display(), advice(reason))]
    Disk {
        /// A verb: `read`, `write`, …
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
    /// No source had the artefact.
    #[error("{name} could not be fetched from any source:{}", Listed(failures))]
    Sources {
        /// The artefact.
        name: String,
        /// The sources in the order in which they were tried, each with what went wrong.
        failures: Vec<(String, String)>,
    },
}

impl Error {
    pub(super) fn disk(doing: &'static str, path: &Path, reason: io::Error) -> Self {
        Self::Disk {
            doing,
            path: path.to_owned(),
            reason,
        }
    }
}

/// What the system said, and what to do about it.
fn advice(reason: &io::Error) -> String {
    match reason.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the disk is full: free some space, or set VIVA_HOME to a folder on another disk".to_owned()
        }
        ErrorKind::PermissionDenied => {
            "permission denied: change its permissions, or set VIVA_HOME to a folder of your own".to_owned()
        }
        ErrorKind::ReadOnlyFilesystem => {
            "the disk is read-only: set VIVA_HOME to a folder that can be written to".to_owned()
        }
        _ => reason.to_string(),
    }
}

struct Listed<'a>(&'a [(String, String)]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return write!(out, " none is listed in the manifest");
        }
        self.0
            .iter()
            .try_for_each(|(source, reason)| write!(out, "\n  {source}: {reason}"))
    }
}
