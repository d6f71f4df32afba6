//! The endpoints, one a file, by noun.

pub(crate) mod health;
