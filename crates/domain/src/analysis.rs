//! One recording with everything that was found in it: what a report shows and what is written as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Drill, Fluency, Pronunciation, Prosody, Reading, ScoreCard, Transcript};

/// Version of the JSON document. A field that is removed or changes its meaning makes a new one.
pub const ANALYSIS_VERSION: u32 = 1;

/// Stands in every report.
pub const DISCLAIMER: &str = "For practice. Not for clinical use.";

/// Everything about one recording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Analysis {
    /// [`ANALYSIS_VERSION`] when it was written.
    pub version: u32,
    /// Version of Vivavoce that wrote it.
    pub vivavoce: String,
    /// [`DISCLAIMER`].
    pub disclaimer: String,
    /// The recording.
    pub recording: Recording,
    /// The models behind the numbers.
    pub models: Vec<ModelVersion>,
    /// What was said; without words when there was no speech.
    pub transcript: Transcript,
    /// What was said against the text the person meant to say, when they gave one.
    pub reading: Option<Reading>,
    /// How well its sounds were said, when it is in English.
    #[serde(default)]
    pub pronunciation: Option<Pronunciation>,
    /// How it was said.
    pub prosody: Prosody,
    /// How it flows.
    pub fluency: Fluency,
    /// What it is worth.
    pub scores: ScoreCard,
    /// What to practise.
    pub drills: Vec<Drill>,
    /// What the reader should know about this recording, such as clipping or an uncertain language.
    pub notices: Vec<Notice>,
    /// For drawing.
    pub waveform: Waveform,
}

/// The recording as it came in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Recording {
    /// The file's name without folders; `stdin` for a pipe.
    pub name: String,
    /// Length in seconds.
    pub seconds: f64,
    /// How it was stored.
    pub format: MediaFormat,
}

/// How a recording was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct MediaFormat {
    /// Container, such as `wav`, `ogg`, `webm`, `m4a`.
    pub container: String,
    /// Codec, such as `pcm_s16le`, `opus`, `aac`.
    pub codec: String,
    /// Samples a second in the file.
    pub sample_rate: u32,
    /// Channels in the file.
    pub channels: u16,
}

/// A model or a set of rules, with its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct ModelVersion {
    /// What it does: `words`, `phones`, `voice activity`, `prosody`, `fluency rules`.
    pub role: String,
    /// Its name.
    pub name: String,
    /// Its version, or the start of the sha256 of its file.
    pub version: String,
}

/// Something to know about a recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Notice {
    /// Key, kebab-case, such as `clipped`.
    pub key: String,
    /// One sentence for people.
    pub text: String,
}

/// Lowest and highest sample of equal stretches of the recording, for drawing. Both have the same length.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Waveform {
    /// Seconds that one point covers.
    pub step: f64,
    /// Lowest sample, −1 to 1.
    pub low: Vec<f32>,
    /// Highest sample, −1 to 1.
    pub high: Vec<f32>,
}
