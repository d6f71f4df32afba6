//! What people may do with what is kept of them.

pub(crate) mod export;
