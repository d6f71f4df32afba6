//! Exercises made from one recording.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Span;

/// What kind of exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DrillKind {
    /// Say a passage at a target rate.
    Pacing,
    /// Pause at marked places.
    Pausing,
    /// Say a sentence without its fillers.
    WithoutFillers,
    /// Imitate an intonation.
    Intonation,
    /// Vary loudness.
    Loudness,
    /// Say a sentence in one go, without repeating or restarting.
    InOneGo,
    /// Say a sentence again with its grammar put right.
    Grammar,
    /// Say it with other words.
    Vocabulary,
}

/// How a next recording is held against a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// The measure is to be `target` or more.
    AtLeast,
    /// The measure is to be `target` or less.
    AtMost,
}

/// What a next recording is checked against. A band is two goals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Goal {
    /// The measure's key, as in [`crate::Evidence::measure`].
    pub measure: String,
    /// Which side of the target is good.
    pub comparison: Comparison,
    /// The target, in the measure's unit.
    pub target: f64,
    /// The measure in this recording.
    pub now: f64,
    /// The goal in words.
    pub text: String,
}

/// One exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Drill {
    /// What kind.
    pub kind: DrillKind,
    /// Key of the criterion it works on.
    pub criterion: String,
    /// A title for people.
    pub title: String,
    /// Why this exercise: what was heard, one or two sentences.
    pub why: String,
    /// The text to say, with `|` where to pause, where the exercise has one.
    pub text: Option<String>,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// When it is done well.
    pub goals: Vec<Goal>,
    /// The moments of this recording it comes from.
    pub moments: Vec<Span>,
}
