//! Reports: one session, on paper or as data.

pub(crate) mod body;
pub(crate) mod create;
pub(crate) mod file;
pub(crate) mod get;
