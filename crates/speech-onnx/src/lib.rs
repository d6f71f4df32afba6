//! Speech engines over ONNX Runtime: Whisper, phone posteriors, voice activity, pronunciation.

mod aligner;
mod graph;
mod mel;
mod pack;
pub mod phones;
mod pronunciation;
mod runtime;
#[cfg(test)]
mod testing;
mod vad;
mod whisper;

pub use aligner::{DOUBTFUL_BELOW, PhoneAligner};
pub use pack::{FIRST_WINDOW_SECONDS, WINDOW_SECONDS, pack_windows};
pub use pronunciation::PhoneScorer;
pub use runtime::Runtime;
pub use vad::SileroVad;
pub use whisper::Whisper;
