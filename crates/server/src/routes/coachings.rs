//! Who coaches whom.

pub(crate) mod add;
pub(crate) mod body;
pub(crate) mod list;
pub(crate) mod remove;
