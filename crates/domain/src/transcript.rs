//! What was said, and when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Language, Phone, Span, Stress};

/// Where a time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Timing {
    /// Found in the sound by forced alignment.
    Measured,
    /// Spread over a stretch of speech by the length of the words. Nothing may treat it as measured.
    Estimated,
}

/// Everything that was said in a recording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Transcript {
    /// The language the words are in.
    pub language: Language,
    /// How sure the language detection was, 0 to 1; `None` when the person chose the language.
    pub language_probability: Option<f64>,
    /// Words in the order they were said; spans do not overlap.
    pub words: Vec<Word>,
    /// Sentences or stretches between long silences; together they cover `words` in order.
    pub utterances: Vec<Utterance>,
    /// Stretches in which somebody speaks, by voice activity.
    pub speech: Vec<Span>,
}

/// One utterance: the words `first_word..end_word` of the transcript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Utterance {
    /// From the first word's start to the last word's end.
    pub span: Span,
    /// Index of the first word.
    pub first_word: usize,
    /// Index after the last word.
    pub end_word: usize,
}

/// One word as it is written, with the time when it was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Word {
    /// The written form with its punctuation, no spaces (`3.5`, `don't`, `Well,`).
    pub text: String,
    /// When it was said.
    pub span: Span,
    /// Where the span comes from.
    pub timing: Timing,
    /// How sure the recogniser was, 0 to 1: the product of the probabilities of the word's tokens.
    pub confidence: f64,
    /// How well the sound fits the word's phones: mean over frames of the log posterior of the expected phone minus
    /// that of the best phone, in nats, 0 (perfect) and below. `None` without alignment.
    pub fit: Option<f64>,
    /// The sound does not fit the word: it may not have been said, or not like this.
    pub doubtful: bool,
    /// The phones as aligned, in order; empty without alignment.
    pub phones: Vec<TimedPhone>,
}

/// One phone of a word, with the time when it was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct TimedPhone {
    /// Which phone.
    pub phone: Phone,
    /// Stress, for vowels.
    pub stress: Option<Stress>,
    /// When it was said.
    pub span: Span,
    /// As in [`Word::fit`], over this phone's frames.
    pub fit: f64,
}

impl Word {
    /// The word without surrounding punctuation, in lower case, for comparing and counting.
    #[must_use]
    pub fn normal(&self) -> String {
        self.text
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
            .replace('’', "'")
    }

    /// Whether a sentence ends with this word, by its punctuation.
    #[must_use]
    pub fn ends_sentence(&self) -> bool {
        self.text
            .trim_end_matches(['"', '”', '»', ')', '\'', '’'])
            .ends_with(['.', '?', '!', '…', '。', '？', '！'])
    }
}

impl Transcript {
    /// The text, words separated by spaces.
    #[must_use]
    pub fn text(&self) -> String {
        self.words
            .iter()
            .map(|word| word.text.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The words of one utterance; empty when the indices do not fit.
    #[must_use]
    pub fn words_of(&self, utterance: &Utterance) -> &[Word] {
        self.words
            .get(utterance.first_word..utterance.end_word)
            .unwrap_or_default()
    }

    /// Whether every word's time was measured. Rates of single words and places of pauses need this.
    #[must_use]
    pub fn is_measured(&self) -> bool {
        self.words.iter().all(|word| word.timing == Timing::Measured)
    }
}
