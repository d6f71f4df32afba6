//! Floor and ceiling for one speaker, from a first look at the recording.
//!
//! A range too wide invites octave errors. De Looze and Hirst (2008, "Detecting changes in key and range for the
//! automatic modelling and coding of intonation", Speech Prosody; factors as in Hirst 2011, "The analysis by synthesis
//! of speech melody", Journal of Speech Sciences 1) track the pitch twice: once from 60 to 700 Hz, then with the floor
//! at 0.75 of the first quartile and the ceiling at 1.5 of the third; they name 2.5 for expressive speech.

use super::{PitchSettings, track};
use crate::stats::quantile;

/// The first pass looks from here to there, Hz.
const FIRST_FLOOR: f64 = 60.0;
const FIRST_CEILING: f64 = 700.0;
/// Quartiles need no more frames than one in 20 ms.
const FIRST_STEP: f64 = 0.02;
/// The floor is this share of the first quartile…
const FLOOR_FACTOR: f64 = 0.75;
/// … and the ceiling this multiple of the third.
const CEILING_FACTOR: f64 = 1.5;
/// Whatever the quartiles say, the range keeps within 60 to 700 Hz and is at least two octaves wide, upwards.
const LEAST_RATIO: f64 = 2.0;
/// With fewer voiced frames than this (0.5 s), the first pass's range stays.
const LEAST_VOICED: usize = 25;

/// Standard settings with the floor and ceiling that suit the speaker of `samples`. With under half a second of voice
/// there is nothing to go by, and Praat's standard range of 75 to 500 Hz is returned.
#[must_use]
pub fn settings_for(samples: &[f32], rate: u32) -> PitchSettings {
    let first = PitchSettings {
        floor_hz: FIRST_FLOOR,
        ceiling_hz: FIRST_CEILING,
        step: FIRST_STEP,
        ..PitchSettings::default()
    };
    let voiced: Vec<f64> = track(samples, rate, &first).f0_hz.into_iter().flatten().collect();
    let quartiles = quantile(&voiced, 0.25).zip(quantile(&voiced, 0.75));
    let Some((low, high)) = quartiles.filter(|_| voiced.len() >= LEAST_VOICED) else {
        return PitchSettings::default();
    };
    let floor_hz = (FLOOR_FACTOR * low).clamp(FIRST_FLOOR, FIRST_CEILING / LEAST_RATIO);
    let ceiling_hz = (CEILING_FACTOR * high).clamp(floor_hz * LEAST_RATIO, FIRST_CEILING);
    PitchSettings {
        floor_hz,
        ceiling_hz,
        ..PitchSettings::default()
    }
}
