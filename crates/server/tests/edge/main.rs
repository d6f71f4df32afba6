//! What people and strangers meet at the server's door: recordings that come in, news that go out, requests that come
//! twice, too often or with ill intent. Each file holds one part; every story is told on SQLite and on PostgreSQL.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test stops at the first thing that is not as it should be, and a story is told in one go"
)]

#[path = "../common/mod.rs"]
mod common;
mod recordings;
mod wire;

mod consents;
mod cursors;
mod door;
mod forms;
mod limits;
mod live;
mod live_end;
mod names;
mod once;
mod pieces;
mod playing;
mod seen;
mod straight;
mod tags;
mod traces;
mod uploads;
mod watching;
