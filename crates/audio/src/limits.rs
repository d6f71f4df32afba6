//! How much is taken in.

/// Shorter than this nothing can be said about how someone speaks, seconds.
pub const MIN_SECONDS: f64 = 0.3;

/// Most bytes that are held of a pipe. A pipe cannot be read twice, and containers keep what is needed first at their
/// end, so it is held whole while it is decoded.
pub const PIPE_BYTES: u64 = 512 << 20;

/// How much of a recording is taken in. Past a limit there is an error, never a cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Longest recording, minutes. An hour of decoded sound takes 230 MB of memory.
    pub max_minutes: f64,
    /// Largest file, bytes; for a pipe [`PIPE_BYTES`] where that is less.
    pub max_bytes: u64,
}

impl Default for Limits {
    /// Two hours, 2 GiB.
    fn default() -> Self {
        Self {
            max_minutes: 120.0,
            max_bytes: 2 << 30,
        }
    }
}
