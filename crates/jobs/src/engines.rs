//! What the jobs need of engines. Which engines do the work is decided where the product is put together.

use domain::{ModelVersion, Pronunciation, Span, Transcript};
use speech::{Error, Heard, HeardWord, TranscribeOptions};

/// Who waits for an engine: a long recording should not keep a person waiting who has read one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Recordings of minutes and hours, one after the other.
    Recordings,
    /// Single sentences that somebody waits for. With one engine for both lanes, they wait for the recording.
    Attempts,
}

/// Everything that listens, shared by all jobs of a process.
///
/// Each call blocks until it is done, also while another call uses the same engine; jobs call from threads made for
/// that. An implementation loads an engine when it is first needed. The functions handed in (`heard`, `done`) may
/// unwind to stop the work when its result is no longer wanted: an implementation must stay usable after that, for
/// example by not minding a poisoned lock, or by loading the engine anew.
///
/// All sound is 16 kHz mono.
pub trait Engines: Send + Sync + 'static {
    /// Stretches of speech, as [`speech::VoiceDetector::speech`].
    ///
    /// # Errors
    /// When an engine cannot be loaded or fails.
    fn speech(&self, samples: &[f32]) -> Result<Vec<Span>, Error>;

    /// Words, as [`speech::Transcriber::transcribe`].
    ///
    /// # Errors
    /// When an engine cannot be loaded or fails.
    fn transcribe(
        &self,
        lane: Lane,
        samples: &[f32],
        speech: &[Span],
        options: &TranscribeOptions,
        heard: &mut dyn FnMut(&HeardWord, f64),
    ) -> Result<Heard, Error>;

    /// Times, as [`speech::Aligner::align`].
    ///
    /// # Errors
    /// When an engine cannot be loaded or fails.
    fn align(
        &self,
        lane: Lane,
        samples: &[f32],
        speech: &[Span],
        heard: &Heard,
        done: &mut dyn FnMut(f64),
    ) -> Result<Transcript, Error>;

    /// How well known English `words` were said, as [`speech::PronunciationScorer::score`].
    ///
    /// # Errors
    /// When an engine cannot be loaded or fails.
    fn pronounce(&self, samples: &[f32], speech: &[Span], words: &[&str]) -> Result<Pronunciation, Error>;

    /// How well free English speech was said, as [`speech::PronunciationScorer::score_talk`].
    ///
    /// # Errors
    /// When an engine cannot be loaded or fails.
    fn pronounce_talk(
        &self,
        samples: &[f32],
        heard: &Transcript,
        done: &mut dyn FnMut(f64),
    ) -> Result<Pronunciation, Error>;

    /// Name and version of each model that listens, voice activity first. Loads what is not loaded yet.
    ///
    /// # Errors
    /// When an engine cannot be loaded.
    fn versions(&self) -> Result<Vec<ModelVersion>, Error>;
}
