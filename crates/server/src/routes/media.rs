//! The recording of a session.

pub(crate) mod confirm;
pub(crate) mod form;
pub(crate) mod get;
pub(crate) mod presign;
pub(crate) mod put;
