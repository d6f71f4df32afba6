//! The manifest: a strict reading of `models.toml`. What passes here is safe to join to a folder or to hand to `npm` and
//! `pip` as an argument: names and paths are checked once, by the types that hold them.

mod sha256;
mod source;
mod words;

use std::{collections::HashSet, str::FromStr};

use serde::Deserialize;

pub use sha256::Sha256;
pub use source::{Hub, Package, PackageName, Source, Version, Wheel};
pub use words::{Name, Place};

/// What Vivavoce ships with.
const BUILT_IN: &str = include_str!("../../models.toml");

/// Most bytes of a manifest.
const MAX_BYTES: usize = 1 << 20;

/// Most bytes of one model file: past this a manifest is taken for a mistake.
const MAX_FILE_BYTES: u64 = 64 << 30;

/// Why a text is not a manifest.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// Not the shape of a manifest.
    #[error("{0}")]
    Shape(#[from] toml::de::Error),
    /// The shape is right, what it says is not.
    #[error("{0}")]
    Content(String),
}

/// The artefacts that a store can hold on this machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    artefacts: Vec<Artefact>,
}

/// A model, or another large file that Vivavoce needs: its files lie together in one folder.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Artefact {
    /// Its name in commands, and its folder's name.
    pub name: Name,
    /// What it is, for people.
    pub title: String,
    /// What Vivavoce does with it.
    pub used_for: String,
    /// The licence, for people.
    pub licence: String,
    /// Whether it is fetched when no names are given.
    #[serde(default)]
    pub default: bool,
    /// The only kind of machine it is for (`linux-x86_64`); any when absent.
    #[serde(default)]
    pub platform: Option<String>,
    /// Its files, at least one.
    pub files: Vec<ModelFile>,
    /// Where they may come from, in the order in which to try.
    #[serde(default)]
    pub sources: Vec<Source>,
}

impl Artefact {
    /// Bytes of all files together.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    fn is_for_this_machine(&self) -> bool {
        let here = format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH);
        self.platform.as_ref().is_none_or(|platform| *platform == here)
    }
}

/// One file of an artefact.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelFile {
    /// Where it lies in the artefact's folder.
    pub path: Place,
    /// Its size in bytes.
    pub size: u64,
    /// The sha256 of its bytes.
    pub sha256: Sha256,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    artefact: Vec<Artefact>,
}

impl Manifest {
    /// The manifest that Vivavoce ships with.
    #[must_use]
    pub fn built_in() -> Self {
        #[expect(clippy::expect_used, reason = "a constant text, and a test reads it")]
        BUILT_IN.parse().expect("the built-in manifest is right")
    }

    /// The artefacts for this machine, in order.
    #[must_use]
    pub fn artefacts(&self) -> &[Artefact] {
        &self.artefacts
    }

    /// Adds the artefacts of another manifest.
    ///
    /// # Errors
    /// When both have an artefact of the same name.
    pub fn extend(&mut self, other: Self) -> Result<(), ManifestError> {
        self.artefacts.extend(other.artefacts);
        distinct(
            "model",
            self.artefacts.iter().map(|artefact| artefact.name.as_str()),
        )
    }
}

impl FromStr for Manifest {
    type Err = ManifestError;

    fn from_str(text: &str) -> Result<Self, ManifestError> {
        if text.len() > MAX_BYTES {
            return Err(ManifestError::Content(format!(
                "it has more than {MAX_BYTES} bytes"
            )));
        }
        let mut artefacts = toml::from_str::<Document>(text)?.artefact;
        artefacts.iter().try_for_each(check)?;
        artefacts.retain(Artefact::is_for_this_machine);
        let mut manifest = Self {
            artefacts: Vec::new(),
        };
        manifest.extend(Self { artefacts })?;
        Ok(manifest)
    }
}

fn check(artefact: &Artefact) -> Result<(), ManifestError> {
    let wrong = |what: String| Err(ManifestError::Content(format!("{}: {what}", artefact.name)));
    if artefact.files.is_empty() {
        return wrong("it has no files".to_owned());
    }
    if let Some(file) = artefact
        .files
        .iter()
        .find(|file| file.size == 0 || file.size > MAX_FILE_BYTES)
    {
        return wrong(format!("{} has a size of {} bytes", file.path, file.size));
    }
    let unknown = artefact
        .sources
        .iter()
        .find_map(|source| source.stray_member(&artefact.files));
    if let Some(member) = unknown {
        return wrong(format!(
            "a source has a member for {member}, which is not one of the files"
        ));
    }
    let paths = artefact.files.iter().map(|file| file.path.as_str());
    distinct(&format!("{}: file", artefact.name), paths.clone())?;
    // `a` and `a/b` cannot both be files; nor can a file be where another's unfinished bytes lie.
    for outer in paths.clone() {
        let clash =
            |inner: &str| inner.starts_with(&format!("{outer}/")) || *inner == *format!("{outer}.part");
        if let Some(inner) = paths.clone().find(|inner| clash(inner)) {
            return wrong(format!("the files {outer} and {inner} are in each other's way"));
        }
    }
    Ok(())
}

fn distinct<'a>(what: &str, names: impl Iterator<Item = &'a str>) -> Result<(), ManifestError> {
    let mut seen = HashSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(ManifestError::Content(format!(
                "{what} {name} stands there twice"
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
