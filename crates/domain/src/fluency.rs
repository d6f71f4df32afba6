//! How the speech flows, and which words get in its way.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Span;

/// Everything that words and sound together say about fluency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Fluency {
    /// Words counted, filled pauses left out.
    pub word_count: usize,
    /// Syllables of those words.
    pub syllable_count: usize,
    /// Seconds from the first word's start to the last word's end.
    pub speaking_seconds: f64,
    /// Words per minute over `speaking_seconds`; `None` with under 3 s of speech.
    pub words_per_minute: Option<f64>,
    /// Syllables per minute over `speaking_seconds`.
    pub syllables_per_minute: Option<f64>,
    /// Words per minute for each minute of the recording (the last one may be short).
    pub by_minute: Vec<MinuteRate>,
    /// Silent pauses with their place.
    pub pauses: Vec<PauseInSpeech>,
    /// Filled pauses, in order.
    pub filled_pauses: Vec<FilledPause>,
    /// Filled pauses a minute of `speaking_seconds`.
    pub filled_pauses_per_minute: Option<f64>,
    /// Mean number of syllables between pauses of 0.25 s or more.
    pub mean_length_of_run: Option<f64>,
    /// Share of `speaking_seconds` in which there is sound, 0 to 1.
    pub phonation_share: Option<f64>,
    /// Repetitions, restarts, hedges, crutch phrases, grammar: what a rule found, in order of time.
    pub findings: Vec<Finding>,
    /// The kinds that this language has rules for. That nothing of another kind was found means nothing.
    #[serde(default)]
    pub looked_for: Vec<FindingKind>,
    /// The words used.
    pub vocabulary: Vocabulary,
}

/// Pace within one minute of the recording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct MinuteRate {
    /// The minute, cut at the end of speech.
    pub span: Span,
    /// Words per minute in it.
    pub words_per_minute: f64,
    /// Syllables per minute in it.
    pub syllables_per_minute: f64,
}

/// Where a silent pause stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PausePlace {
    /// Inside a phrase, where a listener does not expect it.
    Inside,
    /// Between phrases or sentences.
    Between,
    /// The times of the words are not measured, so the place is not known.
    Unknown,
}

/// A silent pause and its place among the words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct PauseInSpeech {
    /// When.
    pub span: Span,
    /// Where it stands.
    pub place: PausePlace,
    /// Index of the word after it, where the times are measured and a word follows.
    pub before_word: Option<usize>,
}

/// How a filled pause was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FoundBy {
    /// The recogniser wrote it.
    Words,
    /// A voiced, steady, flat stretch that no word explains.
    Sound,
}

/// A filled pause: um, uh, eh, este.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct FilledPause {
    /// When.
    pub span: Span,
    /// How it was found.
    pub found_by: FoundBy,
    /// What was written, when found in the words.
    pub text: Option<String>,
    /// Its word, when found in the words.
    pub word: Option<usize>,
}

/// What kind of thing a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FindingKind {
    /// The same word or words again ("the the").
    Repetition,
    /// Broken off and begun anew ("I want I wanted").
    Restart,
    /// A word that weakens ("sort of", "I think").
    Hedge,
    /// A phrase leaned on ("you know", "basically").
    Crutch,
    /// A slip of grammar.
    Grammar,
}

/// One thing that one rule found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Finding {
    /// What kind of thing.
    pub kind: FindingKind,
    /// The rule's name, kebab-case.
    pub rule: String,
    /// Index of the first word concerned.
    pub first_word: usize,
    /// Index after the last word concerned.
    pub end_word: usize,
    /// From the first word's start to the last word's end.
    pub span: Span,
    /// The words concerned, as transcribed.
    pub text: String,
    /// What to know about it, one sentence.
    pub message: String,
    /// What could have been said instead, where the rule knows.
    pub suggestion: Option<String>,
}

/// Level of a word in the Common European Framework.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, ToSchema,
)]
#[allow(missing_docs)]
pub enum CefrLevel {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
}

impl CefrLevel {
    /// From the easiest.
    pub const ALL: [Self; 6] = [Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2];
}

/// The range of words used.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Vocabulary {
    /// Different words.
    pub distinct_words: usize,
    /// Moving-average type–token ratio over 50 words (Covington & McFall 2010), 0 to 1; `None` under 50 words.
    pub mattr: Option<f64>,
    /// Words used most, with their counts, function words left out, most frequent first, ten at most.
    pub most_used: Vec<(String, usize)>,
    /// Counts of distinct words by level, where a word list for the language is present; else empty.
    pub by_level: Vec<(CefrLevel, usize)>,
}
