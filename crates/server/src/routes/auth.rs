//! Signing in and out, and what proves who somebody is.

pub(crate) mod keys;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod password_reset;
pub(crate) mod password_reset_confirm;
pub(crate) mod refresh;
pub(crate) mod second_factor;
pub(crate) mod setup;
pub(crate) mod verify;
