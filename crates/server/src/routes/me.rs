//! One's own account.

pub(crate) mod change;
pub(crate) mod erase;
pub(crate) mod password;
pub(crate) mod read;
pub(crate) mod recovery_codes;
pub(crate) mod sign_in_end;
pub(crate) mod sign_ins;
pub(crate) mod totp_begin;
pub(crate) mod totp_confirm;
pub(crate) mod totp_end;
