//! Scores by rubric, each with its interval and its evidence.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{ModelVersion, Span};

/// A range that holds the true value with probability `level`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Probability, 0.8 for every score.
    pub level: f64,
}

/// Which rubric, and which version of it: scores of different versions are not comparable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct RubricRef {
    /// The rubric's name, kebab-case.
    pub name: String,
    /// Its version.
    pub version: u32,
}

/// All scores of one recording by one rubric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct ScoreCard {
    /// By which rubric.
    pub rubric: RubricRef,
    /// The rubric's title for people.
    pub title: String,
    /// The models and rules whose output the scores stand on.
    pub models: Vec<ModelVersion>,
    /// Weighted mean of the criteria that were scored.
    pub overall: Outcome,
    /// One for each criterion, in the rubric's order.
    pub criteria: Vec<CriterionScore>,
}

/// A score, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Scored.
    Scored(Score),
    /// Not scored: one sentence that says why and what would help.
    NotScored(String),
}

/// A number with its interval and its band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Score {
    /// 0 to 100.
    pub value: f64,
    /// 80 % interval, within 0 to 100.
    pub interval: Interval,
    /// The band that `value` falls in.
    pub band: Band,
}

/// A step of a rubric, with what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Band {
    /// Its name, such as `Strong`.
    pub name: String,
    /// What a recording in this band is like.
    pub descriptor: String,
}

/// The score of one criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct CriterionScore {
    /// The criterion's key, kebab-case.
    pub key: String,
    /// Its title for people.
    pub title: String,
    /// Its share of the overall score, 0 to 1; the weights of a rubric sum to 1.
    pub weight: f64,
    /// The score, or why there is none.
    pub outcome: Outcome,
    /// What the score stands on.
    pub evidence: Vec<Evidence>,
    /// What should have fed the score and could not be measured: one sentence each. Its weight went to the rest.
    #[serde(default)]
    pub left_out: Vec<String>,
}

/// One measurement behind a score, with the moments that show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Evidence {
    /// The measure's key, such as `words_per_minute`.
    pub measure: String,
    /// The measure's name for people.
    pub title: String,
    /// Its value.
    pub value: f64,
    /// Its unit for people, such as `words/min`; empty for a bare number.
    pub unit: String,
    /// 80 % interval of the value.
    pub interval: Option<Interval>,
    /// What it gives on its own, 0 to 100.
    pub points: f64,
    /// One sentence that says what the value means.
    pub comment: String,
    /// Where to hear it, worst or most typical first, at most five.
    pub moments: Vec<Span>,
}
