//! Drills: what to practise.

pub(crate) mod body;
pub(crate) mod change;
