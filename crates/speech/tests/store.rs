//! The store as a person meets it: real folders, real HTTP on this machine, real processes, real `pip`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at the first thing that is wrong"
)]

#[path = "store/help.rs"]
mod help;
#[path = "store/server.rs"]
mod server;

#[path = "store/folder.rs"]
mod folder;
#[path = "store/hub.rs"]
mod hub;
#[path = "store/packages.rs"]
mod packages;
#[path = "store/processes.rs"]
mod processes;
#[path = "store/verify.rs"]
mod verify;
