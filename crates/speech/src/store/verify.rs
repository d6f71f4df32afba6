//! Hashing what is in the store again: disks forget, and people copy files.

use std::path::PathBuf;

use super::{
    Artefact, Error, Event, Listener, Phase, Step, Store,
    target::{Target, hash},
};

/// One file of the store and what is known about it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The artefact it belongs to.
    pub name: String,
    /// Where it is, or would be.
    pub path: PathBuf,
    /// What was found.
    pub verdict: Verdict,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Size and sha256 are those of the manifest.
    Right,
    /// It is not there.
    Missing,
    /// It is there and is not the right one.
    Wrong {
        /// In what way.
        reason: String,
    },
}

impl Store {
    /// Hashes all files of `names`.
    ///
    /// # Errors
    /// [`Error::Unknown`] before anything is done. A file that cannot be read is [`Verdict::Wrong`].
    pub fn verify(&self, names: &[&str], listener: &mut Listener<'_>) -> Result<Vec<Verified>, Error> {
        let artefacts: Vec<_> = names
            .iter()
            .map(|name| self.artefact(name))
            .collect::<Result<_, _>>()?;
        Ok(artefacts
            .into_iter()
            .flat_map(|artefact| self.verify_one(artefact, listener))
            .collect())
    }

    fn verify_one(&self, artefact: &Artefact, listener: &mut Listener<'_>) -> Vec<Verified> {
        let total = artefact.size();
        let mut before = 0;
        let targets = Target::all(&self.folder(&artefact.name), artefact).into_iter();
        let check = |target: Target| {
            let mut tell = |done: u64| {
                let step = Step::Bytes {
                    phase: Phase::Checking,
                    done: (before + done).min(total),
                    total,
                };
                listener(&Event { artefact, step });
            };
            let verdict = verdict(&target, &mut tell);
            before += target.file.size;
            Verified {
                name: artefact.name.to_string(),
                path: target.path,
                verdict,
            }
        };
        targets.map(check).collect()
    }
}

fn verdict(target: &Target, done: &mut dyn FnMut(u64)) -> Verdict {
    let wrong = |reason| Verdict::Wrong { reason };
    let Some(size) = super::size_of(&target.path) else {
        return Verdict::Missing;
    };
    if size != target.file.size {
        return wrong(format!("it has {size} bytes, expected {}", target.file.size));
    }
    match hash(&target.path, done) {
        Ok(got) if got == target.file.sha256 => Verdict::Right,
        Ok(got) => wrong(format!("its sha256 is {got}, expected {}", target.file.sha256)),
        Err(error) => wrong(format!("it cannot be read: {error}")),
    }
}
