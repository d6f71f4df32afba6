//! Pitch, intensity, voice quality, pauses and speech rate by Praat's definitions.
//!
//! [`measure`] is all of it with settings that suit the speaker. The modules hold the single measures with explicit
//! settings, so that numbers can be compared with Praat's at its own. Everything is computed from the published
//! definitions (Boersma 1993; the Praat manual); [`parity`] says how close we come.
//!
//! Pure: samples in, numbers out. Samples are of one channel, -1 to 1, and read where they are; what is kept besides grows
//! with the number of frames only.

mod fft;
pub mod harmonicity;
pub mod intensity;
mod measure;
pub mod parity;
pub mod pauses;
pub mod periods;
pub mod phrases;
pub mod pitch;
pub mod rate;
mod sinc;
mod sound;
mod stats;
pub mod steady;
pub mod voice;

pub use measure::measure;
