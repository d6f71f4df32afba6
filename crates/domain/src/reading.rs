//! A reading held against the text that was to be read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How what was heard compares with the text that the person meant to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Reading {
    /// The text that was to be read.
    pub reference: String,
    /// Its number of words.
    pub expected_words: usize,
    /// Words left out, added or changed, over `expected_words`; 0 when all is as written, above 1 with many added.
    /// The recogniser's own errors are in it.
    pub word_error_rate: f64,
    /// Where the two differ, in order.
    pub differences: Vec<Difference>,
}

/// What kind of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// In the text, not heard.
    LeftOut,
    /// Heard, not in the text.
    Added,
    /// Another word was heard.
    Changed,
}

/// One difference between the text and what was heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Difference {
    /// What kind.
    pub kind: DifferenceKind,
    /// The word of the text; `None` when added.
    pub expected: Option<String>,
    /// The word that was heard; `None` when left out.
    pub heard: Option<String>,
    /// Index in the transcript of the word heard, or of the word before which one was left out.
    pub word: usize,
}
