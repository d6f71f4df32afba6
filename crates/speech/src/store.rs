//! The model store: which files a model is made of, where they may come from, and that they are the right ones.
//!
//! A store is a folder, HOME. An artefact's files lie in `HOME/models/NAME/`; a file under its final name is whole and
//! was right when it was put there. What is being fetched lies beside it as `FILE.part`, and in `HOME/models/.pull/`.
//! The sha256 of each file stands in the manifest, so that it does not matter which source the bytes came from.

mod error;
mod event;
mod fetch;
mod manifest;
mod pull;
mod target;
mod verify;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

pub use error::Error;
pub use event::{Event, Listener, Phase, Step};
pub use manifest::{
    Artefact, Hub, Manifest, ManifestError, ModelFile, Name, Package, PackageName, Place, Sha256, Source,
    Version, Wheel,
};
pub use pull::{HUB, PullOptions};
pub use verify::{Verdict, Verified};

/// A folder of models, with the manifest of what belongs in it.
#[derive(Clone, Debug)]
pub struct Store {
    home: PathBuf,
    manifest: Manifest,
}

impl Store {
    /// The user's store: in `VIVA_HOME`, else `XDG_DATA_HOME/vivavoce`, else `~/.local/share/vivavoce`. Nothing is
    /// created.
    ///
    /// # Errors
    /// [`Error::NoHome`] when none of these is set, and those of [`Store::open`].
    pub fn from_env() -> Result<Self, Error> {
        let set = |name| {
            env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let home = set("VIVA_HOME")
            .or_else(|| set("XDG_DATA_HOME").map(|data| data.join("vivavoce")))
            .or_else(|| set("HOME").map(|home| home.join(".local/share/vivavoce")));
        Self::open(home.ok_or(Error::NoHome)?)
    }

    /// The store in `home`: what Vivavoce ships with, and what `home/models.toml` adds to it where there is such a file.
    ///
    /// # Errors
    /// [`Error::Manifest`] when `home/models.toml` is not a manifest, [`Error::Disk`] when it cannot be read.
    pub fn open(home: impl Into<PathBuf>) -> Result<Self, Error> {
        let home = home.into();
        let mut manifest = Manifest::built_in();
        let path = home.join("models.toml");
        match fs::read_to_string(&path) {
            Ok(text) => {
                let own = text.parse().and_then(|own| manifest.extend(own));
                own.map_err(|reason| Error::Manifest { path, reason })?;
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::disk("read", &path, error)),
        }
        Ok(Self::with_manifest(home, manifest))
    }

    /// The store in `home` with a manifest of one's own.
    #[must_use]
    pub fn with_manifest(home: impl Into<PathBuf>, manifest: Manifest) -> Self {
        Self {
            home: home.into(),
            manifest,
        }
    }

    /// The folder of the whole store.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// What can be in the store on this machine, in the order of the manifest.
    #[must_use]
    pub fn artefacts(&self) -> &[Artefact] {
        self.manifest.artefacts()
    }

    /// The artefact with this name.
    ///
    /// # Errors
    /// [`Error::Unknown`] when the manifest has no such artefact for this machine.
    pub fn artefact(&self, name: &str) -> Result<&Artefact, Error> {
        let found = self.artefacts().iter().find(|artefact| artefact.name == name);
        found.ok_or_else(|| Error::Unknown {
            name: name.to_owned(),
            known: self
                .artefacts()
                .iter()
                .map(|artefact| artefact.name.to_string())
                .collect(),
        })
    }

    /// Where the files of `name` are, or would be.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        self.home.join("models").join(name)
    }

    /// The folder of `name`, when all its files are there with the right sizes. Contents are checked when files are
    /// fetched and by `verify`, not here: this is quick.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Missing`], or [`Error::WrongSize`]; the last two say what to run.
    pub fn require(&self, name: &str) -> Result<PathBuf, Error> {
        let artefact = self.artefact(name)?;
        let folder = self.folder(name);
        for file in &artefact.files {
            let path = folder.join(file.path.as_str());
            match size_of(&path) {
                Some(size) if size == file.size => {}
                Some(got) => {
                    return Err(Error::WrongSize {
                        name: name.to_owned(),
                        path,
                        expected: file.size,
                        got,
                    });
                }
                None => {
                    return Err(Error::Missing {
                        name: name.to_owned(),
                        path,
                    });
                }
            }
        }
        Ok(folder)
    }

    /// Those of `names` that are not wholly there, in the given order.
    ///
    /// # Errors
    /// [`Error::Unknown`] when the manifest has no such artefact.
    pub fn missing(&self, names: &[&str]) -> Result<Vec<&Artefact>, Error> {
        let artefacts: Vec<_> = names
            .iter()
            .map(|name| self.artefact(name))
            .collect::<Result<_, _>>()?;
        Ok(artefacts
            .into_iter()
            .filter(|artefact| !self.is_present(artefact))
            .collect())
    }

    /// Whether all files of the artefact are there with the right sizes.
    #[must_use]
    pub fn is_present(&self, artefact: &Artefact) -> bool {
        let folder = self.folder(&artefact.name);
        artefact
            .files
            .iter()
            .all(|file| size_of(&folder.join(file.path.as_str())) == Some(file.size))
    }
}

/// The size of a plain file in bytes; `None` when there is no such file.
fn size_of(path: &Path) -> Option<u64> {
    fs::metadata(path)
        .ok()
        .filter(fs::Metadata::is_file)
        .map(|found| found.len())
}
