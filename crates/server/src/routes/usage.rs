//! How much an org uses.

pub(crate) mod get;
