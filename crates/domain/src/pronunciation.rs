//! How well sounds and words were said, held against how English experts judge it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Interval, ModelVersion, Phone, Span, Stress};

/// A reading of a known text, or free speech, scored sound by sound; or why it was not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Pronunciation {
    /// What scored it. Scores of different versions are not comparable.
    pub scorer: ModelVersion,
    /// Why there are no scores; `None` when there are.
    pub not_scored: Option<NotScored>,
    /// The whole reading; `None` when it was not scored, and for free speech: experts have judged readings only.
    pub whole: Option<WholeScores>,
    /// How much of free speech the scores stand on; `None` for a reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The words of the text in order, or for free speech those of the transcript; empty when it was not scored.
    pub words: Vec<ScoredWord>,
}

/// How much of free speech was scored: the words that the recogniser is sure of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Basis {
    /// Words that were heard.
    pub words_heard: usize,
    /// Those that were scored.
    pub words_scored: usize,
    /// Time that the words heard take, seconds.
    pub seconds_heard: f64,
    /// Time that those scored take, seconds.
    pub seconds_scored: f64,
}

/// Why a reading was not scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct NotScored {
    /// For programs.
    pub reason: NotScoredReason,
    /// One sentence that says why and what would help.
    pub text: String,
}

/// Reasons for no scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotScoredReason {
    /// Nobody speaks in the recording: silence, noise or music.
    NoSpeech,
    /// The text has nothing that can be said in English.
    NoWords,
    /// There are more sounds in the text than the recording has room for.
    TextTooLong,
    /// The speech is longer than can be scored at a time.
    SpeechTooLong,
    /// What was said does not go with the text: something else was said, or in another language.
    DoesNotMatch,
    /// Free speech in a language other than English.
    NotEnglish,
    /// Free speech in which hardly a word was understood for sure.
    NotUnderstood,
}

/// A score from 0 to 100 with its 80 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Rated {
    /// 0 to 100.
    pub value: f64,
    /// 80 % interval, within 0 to 100.
    pub interval: Interval,
}

/// Scores of a whole reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct WholeScores {
    /// How right the sounds are.
    pub accuracy: Rated,
    /// How smoothly it flows: no needless pauses, repetitions and stammers.
    pub fluency: Rated,
    /// Intonation, speed and rhythm.
    pub prosody: Rated,
    /// All of it together, as an expert would mark it.
    pub total: Rated,
    /// Share of the words that were said at all, 0 to 100. Counted, so it has no interval.
    pub completeness: f64,
}

/// One word of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct ScoredWord {
    /// As it is written in the text.
    pub text: String,
    /// When it was said, seconds from the start of the recording; `None` for what has no sound, such as a dash.
    pub span: Option<Span>,
    /// How well; `None` for what has no sound, and for what was not scored.
    pub score: Option<Rated>,
    /// What came of it.
    pub state: ScoredWordState,
    /// Whether no dictionary has it, so that its sounds are a guess from its letters.
    pub guessed: bool,
    /// Its sounds in order.
    pub phones: Vec<ScoredPhone>,
}

/// What came of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScoredWordState {
    /// Well said.
    Good,
    /// Said, but with sounds to work on.
    Mispronounced,
    /// Not heard.
    LeftOut,
    /// It has no sound.
    Silent,
    /// Not scored: the recogniser is not sure that it was said, or it is masked. Only in free speech.
    NotScored,
}

/// One sound of a word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct ScoredPhone {
    /// Which sound it should be.
    pub phone: Phone,
    /// Stress that the dictionary gives it, for vowels.
    pub stress: Option<Stress>,
    /// When, seconds from the start of the recording.
    pub span: Span,
    /// How well.
    pub score: Rated,
    /// What is off about it.
    pub state: ScoredPhoneState,
    /// Sounds that it may have been instead, the likeliest first; only those with a probability of 0.05 or more.
    pub heard: Vec<HeardPhone>,
    /// Probability that nothing was said in its place.
    pub left_out: f64,
}

/// What is off about a sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScoredPhoneState {
    /// Nothing.
    Good,
    /// It is the right sound, with an accent.
    Accented,
    /// It is more like another sound; the first of [`ScoredPhone::heard`].
    OtherSound,
    /// It was not said.
    LeftOut,
}

/// A sound with the probability that it is what was said.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct HeardPhone {
    /// Which sound.
    pub phone: Phone,
    /// 0 to 1.
    pub probability: f64,
}
