//! What happens to every request, whichever route it takes.

pub(crate) mod headers;
pub(crate) mod request_id;
