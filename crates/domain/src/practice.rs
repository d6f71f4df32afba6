//! Reading aloud: sentences to say, what came of saying one, and how it goes over time.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{CefrLevel, Interval, Language, Span, Timing};

/// A sentence to read aloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Sentence {
    /// Its meaning, such as `b1-017`: the same in every language. With `language` it names the sentence.
    pub id: String,
    /// How hard it is.
    pub level: CefrLevel,
    /// The language it is in.
    pub language: Language,
    /// The sentence.
    pub text: String,
    /// The same in other languages.
    pub translations: Vec<Translation>,
}

/// What a sentence means, said in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Translation {
    /// The other language.
    pub language: Language,
    /// The sentence in it.
    pub text: String,
}

/// One saying of a sentence, held against the sentence.
///
/// Scores of single sounds will stand beside each heard word; until they do, [`HeardWord::index`] leads to the word of the
/// transcript and with it to its phones as they were aligned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Attempt {
    /// The sentence that was to be said.
    pub expected: String,
    /// What was heard, as transcribed.
    pub heard: String,
    /// How much of the sentence was said, and how little besides: 0 to 100, one decimal.
    pub accuracy: f64,
    /// Whether `accuracy` is 80 or more.
    pub correct: bool,
    /// Word by word, in the order of the sentence, with what was added at its place.
    pub words: Vec<AttemptWord>,
}

/// How a word of the sentence came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WordState {
    /// The word was heard.
    Right,
    /// A word much like it was heard.
    Close,
    /// Another word was heard.
    Changed,
    /// Nothing was heard for it.
    LeftOut,
    /// Heard, but not in the sentence.
    Added,
    /// Heard once more than the sentence has it: it was read twice.
    Repeated,
}

/// One word of an attempt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct AttemptWord {
    /// The word as it is written in the sentence, with its punctuation; `None` when added.
    pub expected: Option<String>,
    /// What was heard for it; `None` when left out.
    pub heard: Option<HeardWord>,
    /// How the two compare.
    pub state: WordState,
}

/// What was heard in place of a word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct HeardWord {
    /// The word or words.
    pub text: String,
    /// Index in the transcript of the first of them.
    pub index: usize,
    /// When they were said.
    pub span: Span,
    /// Where the span comes from.
    pub timing: Timing,
}

/// An attempt as far as statistics need it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PastAttempt {
    /// Days from 1 January 1970 to the day of the attempt, in the learner's own time zone.
    pub day: i32,
    /// The language of the sentence.
    pub language: Language,
    /// [`Attempt::accuracy`].
    pub accuracy: f64,
    /// [`Attempt::correct`].
    pub correct: bool,
}

/// How reading aloud goes over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct PracticeStatistics {
    /// All attempts.
    pub total: PracticeTally,
    /// Days with practice, the earliest first.
    pub by_day: Vec<PracticeDay>,
    /// Languages practised, the most practised first.
    pub by_language: Vec<PracticeLanguage>,
    /// Where accuracy goes, over all languages; `None` with under three days of practice.
    pub trend: Option<PracticeTrend>,
    /// Days in a row.
    pub streak: Streak,
}

/// Attempts counted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct PracticeTally {
    /// How many.
    pub attempts: usize,
    /// How many of them correct.
    pub correct: usize,
    /// Their mean accuracy, 0 to 100; `None` without attempts.
    pub mean_accuracy: Option<f64>,
}

/// One day with practice.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct PracticeDay {
    /// As in [`PastAttempt::day`].
    pub day: i32,
    /// Its attempts.
    pub tally: PracticeTally,
}

/// One language practised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct PracticeLanguage {
    /// Which.
    pub language: Language,
    /// Its attempts.
    pub tally: PracticeTally,
    /// The last day it was practised.
    pub last_day: i32,
    /// Where accuracy in it goes; `None` with under three days of practice.
    pub trend: Option<PracticeTrend>,
}

/// Where accuracy goes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct PracticeTrend {
    /// Change of accuracy in a week, in points: the slope of a straight line through the means of the days.
    pub per_week: f64,
    /// 80 % interval of `per_week`.
    pub interval: Interval,
    /// What that comes to.
    pub direction: Direction,
    /// Days with practice behind it.
    pub days: usize,
}

/// Which way something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The whole interval is above zero.
    Up,
    /// The whole interval is below zero.
    Down,
    /// The interval holds zero: no change can be told from chance.
    NoChange,
}

/// Days of practice in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Streak {
    /// Up to today, or up to yesterday while today is still without practice.
    pub current: u32,
    /// The longest there was.
    pub longest: u32,
}
