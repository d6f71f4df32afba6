//! Accounts, as people and programs meet them, on both engines. Run with `scripts/servers/with.sh cargo test`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

mod access_tokens;
mod cookies;
mod housekeeping;
mod keys;
mod mail;
mod me;
mod passwords;
mod refresh_tokens;
mod registration;
mod second_factor;
mod secrets;
mod signing_in;
