//! What is wrong with the settings: every fault at once, each with where it stands and what to do.

use std::fmt;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// A line of the file, from 1.
    Line(usize),
    /// An environment variable.
    Variable(String),
    /// Nobody gave one.
    Unset,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// `section.key`, or what was found in its place.
    pub(crate) key: String,
    /// Where it stands.
    pub(crate) origin: Origin,
    /// What is wrong and what to do. Never the value of a secret.
    pub(crate) reason: String,
}

/// Everything that is wrong. There is at least one fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) struct Faults {
    /// The file that was read, for people.
    pub(crate) file: Option<String>,
    /// In the order of their places.
    pub(crate) faults: Vec<Fault>,
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let many = self.faults.len();
        let noun = if many == 1 { "fault" } else { "faults" };
        write!(f, "the settings have {many} {noun}")?;
        for fault in &self.faults {
            write!(f, "\n  {}", fault.key)?;
            match (&fault.origin, &self.file) {
                (Origin::Line(line), Some(file)) => write!(f, " ({file}, line {line})")?,
                (Origin::Line(line), None) => write!(f, " (line {line})")?,
                (Origin::Variable(name), _) => write!(f, " (variable {name})")?,
                (Origin::Unset, _) => {}
            }
            write!(f, ": {}", fault.reason)?;
        }
        Ok(())
    }
}
