//! How much of everything is allowed.

use schemars::JsonSchema;

use super::reader::Section;

/// How much of everything is allowed. Past a limit people get an answer that names it.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Limits {
    /// Megabytes of one recording.
    pub(crate) upload_mb: u32,
    /// Minutes of one recording.
    pub(crate) recording_minutes: u32,
    /// Requests a minute from one address.
    pub(crate) requests_per_address: u32,
    /// Requests a minute of one account.
    pub(crate) requests_per_account: u32,
    /// Requests a minute of all people of one org.
    pub(crate) requests_per_org: u32,
    /// Recordings of one org that wait or are being worked on.
    pub(crate) queued_sessions_per_org: u32,
    /// Recordings that one org may send at the same time, to one server.
    pub(crate) uploads_per_org: u32,
    /// Live listeners of one server, over sockets and event streams together.
    pub(crate) listeners: u32,
    /// Live listeners of one account, to one server.
    pub(crate) listeners_per_account: u32,
    /// Megabytes of recordings that may never touch the disk, held in memory until they are measured.
    pub(crate) memory_audio_mb: u32,
}

impl Limits {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            upload_mb: section.number("upload_mb", 500, 1..=10_000),
            recording_minutes: section.number("recording_minutes", 90, 1..=1440),
            requests_per_address: section.number("requests_per_address", 600, 1..=10_000_000),
            requests_per_account: section.number("requests_per_account", 600, 1..=10_000_000),
            requests_per_org: section.number("requests_per_org", 6000, 1..=10_000_000),
            queued_sessions_per_org: section.number("queued_sessions_per_org", 200, 1..=100_000),
            uploads_per_org: section.number("uploads_per_org", 8, 1..=1000),
            listeners: section.number("listeners", 5000, 1..=100_000),
            listeners_per_account: section.number("listeners_per_account", 20, 1..=100_000),
            memory_audio_mb: section.number("memory_audio_mb", 512, 1..=100_000),
        }
    }
}
