//! Who is in an org, and as what.

pub(crate) mod body;
pub(crate) mod change;
pub(crate) mod erase;
pub(crate) mod list;
pub(crate) mod remove;
