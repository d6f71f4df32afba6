//! Which kinds of jobs there are: one table of what each file in `work/` says about its own.

use std::time::Duration;

use crate::work::{align, asr, attempt, drill, erase, fluency, ingest, prosody, report, rescore, score};

/// How many jobs of a kind one process does at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtOnce {
    /// One: its engine takes all the cores by itself.
    One,
    /// As many as there are cores.
    Cores,
}

/// What a job's subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A session.
    Session,
    /// A report.
    Report,
    /// An attempt at a sentence.
    Attempt,
    /// The org itself, or something that is gone.
    Org,
}

/// What is known of a kind of job before any of them is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name in the table `jobs`, in metrics and in settings.
    pub name: &'static str,
    /// On which subject of the bus workers are woken for it: what has happened when it can be done.
    pub subject: &'static str,
    /// What it works on.
    pub of: Of,
    /// Jobs of a later stage go first, so that what was begun is finished before something else is begun.
    pub stage: i32,
    /// How often it is tried before it is parked.
    pub tries: i32,
    /// How long one try may take. Its lease is far shorter and is renewed while it runs.
    pub timeout: Duration,
    /// How many at a time.
    pub at_once: AtOnce,
}

/// Every kind, in the order in which a recording meets them.
pub const KINDS: [Kind; 11] = [
    ingest::KIND,
    asr::KIND,
    prosody::KIND,
    align::KIND,
    fluency::KIND,
    score::KIND,
    drill::KIND,
    report::KIND,
    attempt::KIND,
    erase::KIND,
    rescore::KIND,
];

impl Kind {
    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.name == name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{KINDS, Kind};

    #[test]
    fn names_and_subjects_are_each_their_own() {
        let names: BTreeSet<_> = KINDS.iter().map(|kind| kind.name).collect();
        let subjects: BTreeSet<_> = KINDS.iter().map(|kind| kind.subject).collect();
        assert_eq!((names.len(), subjects.len()), (KINDS.len(), KINDS.len()));
    }

    #[test]
    fn a_kind_is_found_by_its_name() {
        for kind in KINDS {
            assert_eq!(Kind::named(kind.name), Some(kind));
        }
        assert_eq!(Kind::named("juggling"), None);
    }

    #[test]
    fn what_follows_has_a_later_stage() {
        let stage = |name| Kind::named(name).unwrap().stage;
        for pair in ["ingest", "asr", "align", "fluency", "score", "drill"].windows(2) {
            assert!(stage(pair[0]) < stage(pair[1]), "{pair:?}");
        }
        assert!(stage("prosody") < stage("fluency"));
    }
}
