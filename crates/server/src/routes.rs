//! The endpoints, one a file, by noun.

pub(crate) mod auth;
pub(crate) mod health;
pub(crate) mod me;
pub(crate) mod users;
