//! What an engine for speech must do (traits), and the model store.
//!
//! No engine lives here: `speech-onnx` has those. All sound is 16 kHz mono, samples between −1 and 1.

mod engine;
pub mod store;
mod window;

pub use engine::{
    Aligner, Error, Heard, HeardWindow, HeardWord, PronunciationScorer, SAMPLE_RATE, TranscribeOptions,
    Transcriber, VoiceDetector,
};
pub use window::Window;
