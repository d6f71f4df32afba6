//! Bytes to samples: decode, remove delay, resample, slice.
//!
//! Whatever a recording is stored as, what comes out is 16 kHz mono, samples between −1 and 1, with times that refer to
//! the original: what the codec and the container put in front of the sound is taken off again (`delay`). Nothing here
//! listens to what is in the sound; `prosody` and the engines do.
//!
//! Decoding streams: beside the result itself, only a few packets are held. Sound is laid end to end as it was decoded;
//! gaps that a container's timestamps claim are not filled.

mod decode;
mod delay;
mod error;
mod levels;
mod limits;
mod mix;
mod notices;
mod open;
mod recording;
mod resample;
mod slice;
mod sniff;
mod wav;
mod waveform;

pub use error::Error;
pub use levels::Levels;
pub use limits::{Limits, MIN_SECONDS, PIPE_BYTES};
pub use mix::Downmix;
pub use notices::notices;
pub use open::{open, read};
pub use recording::Recording;
pub use slice::slice;
pub use wav::to_wav_bytes;
pub use waveform::waveform;

/// Samples a second of every [`Recording`].
pub const SAMPLE_RATE: u32 = 16_000;
