//! What can be wrong with a rubric's text.

use std::fmt;

/// One thing wrong in a rubric's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line, counted from 1.
    pub line: usize,
    /// Where in the rubric, such as `criteria[2].weight`; empty for the text as a whole.
    pub place: String,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.place.is_empty() {
            write!(f, ", {}", self.place)?;
        }
        write!(f, ": {}", self.what)
    }
}

/// Everything wrong in a rubric's text, in order of lines; never empty, at most 50 faults.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct RubricError(pub Vec<Fault>);

impl fmt::Display for RubricError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [only] => write!(f, "the rubric cannot be used: {only}"),
            many => {
                write!(f, "the rubric cannot be used for {} reasons:", many.len())?;
                many.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
            }
        }
    }
}
