//! Recordings that come in pieces: begun, continued as often as the line breaks, completed.

pub(crate) mod append;
pub(crate) mod begin;
pub(crate) mod body;
pub(crate) mod complete;
pub(crate) mod get;
