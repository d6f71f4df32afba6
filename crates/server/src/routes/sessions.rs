//! Sessions: one take each.

pub(crate) mod body;
pub(crate) mod consent;
pub(crate) mod consent_withdraw;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod events;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod process;
pub(crate) mod rescore;
