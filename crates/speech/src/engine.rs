//! The traits that engines implement, and what passes through them.

use domain::{Language, ModelVersion, Pronunciation, Span, Transcript};

use crate::Window;

/// Samples a second of all sound that engines take.
pub const SAMPLE_RATE: usize = 16_000;

/// What an engine can answer instead of a result.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A model's files are not what the engine needs: the person should get other files.
    #[error("the model {model} cannot be used: {reason}")]
    Model {
        /// Which model or file.
        model: String,
        /// What is wrong with it and what to do.
        reason: String,
    },
    /// The engine failed on good files and good sound: ours to mend.
    #[error("{engine} failed: {reason}")]
    Engine {
        /// Which engine.
        engine: &'static str,
        /// What it said.
        reason: String,
    },
}

/// Finds the stretches in which somebody speaks.
pub trait VoiceDetector: Send {
    /// Stretches of speech in order, not overlapping, in seconds from the start of `samples`.
    ///
    /// # Errors
    /// [`Error::Engine`] when the model fails.
    fn speech(&mut self, samples: &[f32]) -> Result<Vec<Span>, Error>;

    /// Which model this is.
    fn version(&self) -> ModelVersion;
}

/// How to transcribe.
#[derive(Clone, Debug, Default)]
pub struct TranscribeOptions {
    /// The language spoken; `None` to detect it.
    pub language: Option<Language>,
    /// Words to expect (names, the text to be read); steers the recogniser, never replaces what it hears.
    pub prompt: Option<String>,
}

/// What a recogniser heard, before alignment.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The language that was given or detected.
    pub language: Language,
    /// How sure the detection was, 0 to 1; `None` when the language was given.
    pub language_probability: Option<f64>,
    /// Windows in order of time.
    pub windows: Vec<HeardWindow>,
}

/// What was heard in one window.
#[derive(Clone, Debug, PartialEq)]
pub struct HeardWindow {
    /// Where in the recording the window's sound comes from.
    pub window: Window,
    /// Words in order.
    pub words: Vec<HeardWord>,
}

/// One word as the recogniser writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct HeardWord {
    /// The written form with its punctuation, no spaces.
    pub text: String,
    /// Product of the probabilities of the word's tokens, 0 to 1.
    pub confidence: f64,
    /// Roughly when, in seconds from the start of the recording (the recogniser's own segment, spread over its
    /// words). For showing words as they come; alignment measures the real times.
    pub rough: Span,
}

/// Turns sound into words.
pub trait Transcriber: Send {
    /// Transcribes 16 kHz mono `samples`, given the stretches of `speech` in it. `heard` gets each word as soon as it
    /// is final, with the share of the speech that is done (0 to 1).
    ///
    /// # Errors
    /// [`Error::Engine`] when the model fails.
    fn transcribe(
        &mut self,
        samples: &[f32],
        speech: &[Span],
        options: &TranscribeOptions,
        heard: &mut dyn FnMut(&HeardWord, f64),
    ) -> Result<Heard, Error>;

    /// Which model this is.
    fn version(&self) -> ModelVersion;
}

/// Finds when each word and phone was said.
pub trait Aligner: Send {
    /// Aligns what was heard to the sound, window by window. Words in a language without a phone model get estimated
    /// times. `done` gets the share of the windows that are done (0 to 1).
    ///
    /// # Errors
    /// [`Error::Engine`] when the model fails.
    fn align(
        &mut self,
        samples: &[f32],
        speech: &[Span],
        heard: &Heard,
        done: &mut dyn FnMut(f64),
    ) -> Result<Transcript, Error>;

    /// Which model this is.
    fn version(&self) -> ModelVersion;
}

/// Says how well English was said, sound by sound: a known text that was read aloud, or free speech.
pub trait PronunciationScorer: Send {
    /// Scores 16 kHz mono `samples` in which `words`, as they are written, were to be said; `speech` are the stretches in
    /// which somebody speaks. What cannot be scored is answered with the reason, not with an error.
    ///
    /// # Errors
    /// [`Error::Engine`] when the model fails.
    fn score(&mut self, samples: &[f32], speech: &[Span], words: &[&str]) -> Result<Pronunciation, Error>;

    /// Scores free speech: 16 kHz mono `samples` with what was heard in them. Words that the recogniser is not sure of are
    /// left out and counted. `done` gets the share of the words that are done (0 to 1).
    ///
    /// # Errors
    /// [`Error::Engine`] when the model fails.
    fn score_talk(
        &mut self,
        samples: &[f32],
        heard: &Transcript,
        done: &mut dyn FnMut(f64),
    ) -> Result<Pronunciation, Error>;

    /// Which scorer this is. Scores of different versions are not comparable.
    fn version(&self) -> ModelVersion;
}
