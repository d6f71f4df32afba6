//! How much is worked on at once.

use schemars::JsonSchema;

use super::reader::Section;

/// How many jobs of each kind one process works on at once.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Workers {
    /// Decoding recordings.
    pub(crate) ingest: u32,
    /// Hearing words. One engine hears one recording at a time, on several threads.
    pub(crate) asr: u32,
    /// Timing words.
    pub(crate) align: u32,
    /// Measuring voices.
    pub(crate) prosody: u32,
    /// Everything that takes little: rules, scores, drills, reports.
    pub(crate) light: u32,
    /// Megabytes of decoded sound kept between the jobs of a recording, so that it is decoded once.
    pub(crate) sound_cache_mb: u32,
}

impl Workers {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            ingest: section.number("ingest", 2, 1..=64),
            asr: section.number("asr", 1, 1..=16),
            align: section.number("align", 1, 1..=16),
            prosody: section.number("prosody", 1, 1..=64),
            light: section.number("light", 4, 1..=64),
            sound_cache_mb: section.number("sound_cache_mb", 256, 16..=100_000),
        }
    }
}
