//! What decoding gives.

use domain::MediaFormat;

use crate::{Downmix, Levels, SAMPLE_RATE};

/// A recording, decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// 16 kHz mono, −1 to 1, never NaN. Index 0 is the first moment of the original.
    pub samples: Vec<f32>,
    /// How it was stored.
    pub format: MediaFormat,
    /// How several channels became one.
    pub downmix: Downmix,
    /// How loud it is, and whether it was clipped.
    pub levels: Levels,
    /// The file ended before its container said it would; what was there is in `samples`.
    pub truncated: bool,
    /// Packets that could not be decoded; each became silence of its length, so that later times stay right.
    pub damaged_packets: usize,
}

impl Recording {
    /// Length in seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.samples.len() as f64 / f64::from(SAMPLE_RATE)
    }
}
