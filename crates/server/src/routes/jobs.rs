//! Jobs that were tried as often as they may be, and wait for a person.

pub(crate) mod list;
pub(crate) mod retry;
