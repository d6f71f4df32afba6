//! What the store tells while it works, for whoever draws it.

use std::fmt;

use super::Artefact;

/// Something happened to an artefact.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// The artefact.
    pub artefact: &'a Artefact,
    /// What happened.
    pub step: Step<'a>,
}

/// What happens to an artefact, roughly in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// All its files are there and right: nothing is left to do.
    Here,
    /// Another process is fetching it; this one waits.
    Waiting,
    /// This source is tried now.
    Trying {
        /// The source, for people.
        source: &'a str,
    },
    /// Bytes went by.
    Bytes {
        /// What is being done with them.
        phase: Phase,
        /// How many so far.
        done: u64,
        /// How many there will be.
        total: u64,
    },
    /// This source did not help; the next one is tried.
    Failed {
        /// The source, for people.
        source: &'a str,
        /// What went wrong.
        reason: &'a str,
    },
    /// All its files came from this source and are right.
    Fetched {
        /// The source, for people.
        source: &'a str,
    },
}

/// What is being done with an artefact's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Files or an archive come over the network.
    Downloading,
    /// Files come out of an archive.
    Unpacking,
    /// Files come from a folder.
    Copying,
    /// Hashes are computed.
    Checking,
}

impl fmt::Display for Phase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Downloading => "downloading",
            Self::Unpacking => "unpacking",
            Self::Copying => "copying",
            Self::Checking => "checking",
        })
    }
}

/// Who is told.
pub type Listener<'a> = dyn FnMut(&Event<'_>) + 'a;
