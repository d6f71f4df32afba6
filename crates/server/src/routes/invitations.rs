//! Invitations into an org, by mail.

pub(crate) mod accept;
pub(crate) mod body;
pub(crate) mod create;
pub(crate) mod list;
pub(crate) mod revoke;
