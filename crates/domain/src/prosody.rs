//! How it was said: pitch, loudness, voice quality, pauses and rate, by Praat's definitions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Span;

/// Everything measured in the sound without knowing the words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Prosody {
    /// The pitch track.
    pub pitch: Pitch,
    /// What the pitch track comes to; `None` with too few voiced frames (under 0.5 s).
    pub pitch_summary: Option<PitchSummary>,
    /// The loudness track.
    pub intensity: Intensity,
    /// Standard deviation of intensity over the speaking stretches, dB; `None` without speech.
    pub loudness_variation_db: Option<f64>,
    /// Jitter, shimmer and harmonicity.
    pub voice: Voice,
    /// Silent pauses between the first and the last sound of speech, in order.
    pub pauses: Vec<Pause>,
    /// Rates from syllable nuclei.
    pub rate: SpeechRate,
    /// Stretches between pauses, with their intonation.
    pub phrases: Vec<Phrase>,
    /// Voiced stretches of even pitch, level and spectrum, such as a held vowel or a filled pause.
    pub steady: Vec<SteadyStretch>,
}

/// F0 by frame (Boersma 1993; Praat: Sound: To Pitch (ac)...).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Pitch {
    /// Time of the first frame's centre, seconds.
    pub start: f64,
    /// Seconds between frames.
    pub step: f64,
    /// Lowest F0 looked for, Hz.
    pub floor_hz: f64,
    /// Highest F0 looked for, Hz; chosen for the speaker.
    pub ceiling_hz: f64,
    /// F0 in Hz, `None` where unvoiced.
    pub f0_hz: Vec<Option<f64>>,
}

/// The pitch track in a few numbers, over voiced frames.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct PitchSummary {
    /// Median F0, Hz.
    pub median_hz: f64,
    /// Mean F0, Hz.
    pub mean_hz: f64,
    /// Lowest and highest, Hz, without the extreme 5 % at each end.
    pub low_hz: f64,
    /// See `low_hz`.
    pub high_hz: f64,
    /// From `low_hz` to `high_hz`, semitones.
    pub range_semitones: f64,
    /// Standard deviation around the mean, semitones.
    pub sd_semitones: f64,
    /// Share of frames that are voiced, 0 to 1.
    pub voiced_share: f64,
}

/// Loudness by frame (Praat: Sound: To Intensity...).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Intensity {
    /// Time of the first frame's centre, seconds.
    pub start: f64,
    /// Seconds between frames.
    pub step: f64,
    /// dB relative to 2·10⁻⁵ (as Praat, taking samples as pascals; not calibrated).
    pub db: Vec<f64>,
}

/// Voice quality. Each value is `None` when there is too little voiced sound to measure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Voice {
    /// Cycle-to-cycle variation of period.
    pub jitter: Jitter,
    /// Cycle-to-cycle variation of amplitude.
    pub shimmer: Shimmer,
    /// Harmonics-to-noise ratio.
    pub harmonicity: Harmonicity,
}

/// Praat: Voice 2. Jitter. Fractions (0.01 is 1 %).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Jitter {
    /// Jitter (local).
    pub local: Option<f64>,
    /// Jitter (rap).
    pub rap: Option<f64>,
    /// Jitter (ppq5).
    pub ppq5: Option<f64>,
}

/// Praat: Voice 3. Shimmer. Fractions (0.01 is 1 %).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Shimmer {
    /// Shimmer (local).
    pub local: Option<f64>,
    /// Shimmer (apq3).
    pub apq3: Option<f64>,
    /// Shimmer (apq5).
    pub apq5: Option<f64>,
}

/// Praat: Sound: To Harmonicity (cc)..., over frames that are not silent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Harmonicity {
    /// Mean, dB.
    pub mean_db: Option<f64>,
    /// Standard deviation, dB.
    pub sd_db: Option<f64>,
}

/// A silent pause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Pause {
    /// When nothing is heard.
    pub span: Span,
}

/// Rates without words, from syllable nuclei (De Jong & Wempe 2009).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct SpeechRate {
    /// Times of the syllable nuclei, seconds.
    pub nuclei: Vec<f64>,
    /// Seconds of sound between pauses.
    pub phonation_seconds: f64,
    /// Syllables per second of the whole speaking time, pauses included; `None` without speech.
    pub speech_rate: Option<f64>,
    /// Syllables per second of phonation, pauses left out; `None` without speech.
    pub articulation_rate: Option<f64>,
}

/// A stretch between two pauses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Phrase {
    /// When.
    pub span: Span,
    /// Slope of F0 over the phrase, semitones a second (least squares); `None` with too few voiced frames.
    pub declination: Option<f64>,
    /// F0 of the last 0.3 s of voicing against the rest of the phrase, semitones; above 0 is a rise.
    pub final_movement: Option<f64>,
    /// From the lowest to the highest F0 of the phrase, semitones, without the extreme 5 % at each end.
    pub range_semitones: Option<f64>,
    /// Mean intensity, dB.
    pub mean_db: f64,
}

/// A voiced stretch whose pitch, level and spectrum hardly change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct SteadyStretch {
    /// When.
    pub span: Span,
    /// Standard deviation of F0 inside it, semitones.
    pub f0_sd_semitones: f64,
    /// Standard deviation of intensity inside it, dB.
    pub intensity_sd_db: f64,
    /// Mean frame-to-frame distance of the spectrum inside it, dB per band.
    pub spectral_change_db: f64,
}
