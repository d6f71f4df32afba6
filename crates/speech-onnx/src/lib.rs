//! Speech engines over ONNX Runtime: Whisper, phone posteriors, voice activity.

mod mel;
mod runtime;

pub use runtime::Runtime;
