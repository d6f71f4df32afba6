//! What happens to every request, whichever route it takes.

pub(crate) mod headers;
pub(crate) mod measure;
pub(crate) mod once;
pub(crate) mod problems;
pub(crate) mod rate;
pub(crate) mod request_id;
pub(crate) mod trace;
pub(crate) mod unread;
