//! How far our measures lie from Praat's: the format of the reference values and the comparison.
//!
//! `NAME.praat.json` beside `NAME.wav` is written by `scripts/prosody/reference.py`; the crate's README describes it.

use std::collections::BTreeMap;

use domain::{Harmonicity, Intensity, Jitter, Pitch, Shimmer};
use serde::Deserialize;

use crate::harmonicity::{self, HarmonicitySettings};
use crate::intensity::{self, IntensitySettings};
use crate::pitch::{self, PitchSettings};
use crate::voice::{self, CycleSettings};
use crate::{pauses, periods};

/// Reference values for one recording.
#[derive(Clone, Debug, Deserialize)]
pub struct Reference {
    /// What the pitch was tracked with; the rest is Praat's standard.
    pub settings: Settings,
    /// Pitch frames.
    pub pitch: PitchFrames,
    /// Intensity frames.
    pub intensity: IntensityFrames,
    /// One value a measure; `null` where Praat says undefined.
    pub measures: BTreeMap<String, Option<f64>>,
    /// Sounding stretches by Intensity: To TextGrid (silences) with Praat's standard settings, `[start, end]` in seconds.
    #[serde(default)]
    pub sounding: Vec<[f64; 2]>,
}

/// Settings that differ from file to file.
#[derive(Clone, Debug, Deserialize)]
pub struct Settings {
    /// Pitch floor, Hz.
    pub floor_hz: f64,
    /// Pitch ceiling, Hz.
    pub ceiling_hz: f64,
    /// Seconds between frames of pitch, intensity and harmonicity.
    pub step: f64,
    /// Minimum pitch of the intensity and the harmonicity, Hz.
    pub minimum_pitch_hz: f64,
}

/// A pitch track.
#[derive(Clone, Debug, Deserialize)]
pub struct PitchFrames {
    /// Centre of the first frame, seconds.
    pub start: f64,
    /// Seconds between frames.
    pub step: f64,
    /// Hz; 0 where unvoiced.
    pub f0_hz: Vec<f64>,
}

/// An intensity track.
#[derive(Clone, Debug, Deserialize)]
pub struct IntensityFrames {
    /// Centre of the first frame, seconds.
    pub start: f64,
    /// Seconds between frames.
    pub step: f64,
    /// dB.
    pub db: Vec<f64>,
}

/// What [`compare`] found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// Pitch frames compared; those that only one side has count as different.
    pub frames: usize,
    /// Frames that both call voiced or both call unvoiced.
    pub voicing_agreements: usize,
    /// Largest difference in F0 over frames that both call voiced, Hz.
    pub max_f0_error_hz: f64,
    /// Largest difference in intensity, dB; infinite when the frames do not correspond.
    pub max_intensity_error_db: f64,
    /// Relative difference by measure; infinite when only one side has a value.
    pub relative_errors: BTreeMap<String, f64>,
    /// Largest difference between boundaries of sounding stretches, seconds; infinite when their numbers differ.
    pub max_boundary_error_s: f64,
}

impl Differences {
    /// Share of frames that agree in voicing; 1 without frames.
    #[must_use]
    pub fn voicing_agreement(&self) -> f64 {
        if self.frames == 0 {
            1.0
        } else {
            self.voicing_agreements as f64 / self.frames as f64
        }
    }
}

/// Measures `samples` at `rate` with the reference's settings and compares.
#[must_use]
pub fn compare(samples: &[f32], rate: u32, reference: &Reference) -> Differences {
    let Settings {
        floor_hz,
        ceiling_hz,
        step,
        minimum_pitch_hz,
    } = reference.settings;
    let pitch_settings = PitchSettings {
        floor_hz,
        ceiling_hz,
        step,
        ..PitchSettings::default()
    };
    let pitch = pitch::track(samples, rate, &pitch_settings);
    let intensity_settings = IntensitySettings {
        minimum_pitch_hz,
        step,
        subtract_mean: true,
    };
    let intensity = intensity::track(samples, rate, &intensity_settings);
    let harmonicity_settings = HarmonicitySettings {
        step,
        minimum_pitch_hz,
        ..HarmonicitySettings::default()
    };
    let harmonicity = harmonicity::measure(samples, rate, &harmonicity_settings);
    let points = periods::find(samples, rate, &pitch);
    let cycles = CycleSettings::default();
    let jitter = voice::jitter(&points, &cycles);
    let shimmer = voice::shimmer(samples, rate, &points, &cycles);

    let mut differences = pitch_differences(&pitch, &reference.pitch);
    differences.max_intensity_error_db = intensity_difference(&intensity, &reference.intensity);
    differences.relative_errors = named(&jitter, &shimmer, &harmonicity)
        .into_iter()
        .filter_map(|(name, ours)| {
            let theirs = reference.measures.get(name)?;
            Some((name.to_owned(), relative_error(ours, *theirs)))
        })
        .collect();
    differences.max_boundary_error_s = boundary_difference(samples, rate, &reference.sounding);
    differences
}

/// The measures under the names that the reference gives them.
fn named(jitter: &Jitter, shimmer: &Shimmer, harmonicity: &Harmonicity) -> [(&'static str, Option<f64>); 8] {
    [
        ("jitter_local", jitter.local),
        ("jitter_rap", jitter.rap),
        ("jitter_ppq5", jitter.ppq5),
        ("shimmer_local", shimmer.local),
        ("shimmer_apq3", shimmer.apq3),
        ("shimmer_apq5", shimmer.apq5),
        ("harmonicity_mean", harmonicity.mean_db),
        ("harmonicity_sd", harmonicity.sd_db),
    ]
}

fn relative_error(ours: Option<f64>, theirs: Option<f64>) -> f64 {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) if ours == theirs => 0.0,
        (Some(ours), Some(theirs)) => (ours - theirs).abs() / theirs.abs(),
        (None, None) => 0.0,
        _ => f64::INFINITY,
    }
}

fn pitch_differences(ours: &Pitch, theirs: &PitchFrames) -> Differences {
    let mut differences = Differences {
        frames: ours.f0_hz.len().max(theirs.f0_hz.len()),
        ..Differences::default()
    };
    if (ours.start - theirs.start).abs() > 1e-6 {
        return differences;
    }
    for (ours, theirs) in ours.f0_hz.iter().zip(&theirs.f0_hz) {
        differences.voicing_agreements += usize::from(ours.is_some() == (*theirs > 0.0));
        if let Some(ours) = ours.filter(|_| *theirs > 0.0) {
            differences.max_f0_error_hz = differences.max_f0_error_hz.max((ours - theirs).abs());
        }
    }
    differences
}

fn intensity_difference(ours: &Intensity, theirs: &IntensityFrames) -> f64 {
    if ours.db.len() != theirs.db.len() || (ours.start - theirs.start).abs() > 1e-6 {
        return f64::INFINITY;
    }
    ours.db
        .iter()
        .zip(&theirs.db)
        .fold(0.0, |most, (ours, theirs)| f64::max(most, (ours - theirs).abs()))
}

/// Praat's standard for silences: an intensity with a minimum pitch of 100 Hz and a step of 0.8 of its period.
fn boundary_difference(samples: &[f32], rate: u32, theirs: &[[f64; 2]]) -> f64 {
    let settings = IntensitySettings {
        minimum_pitch_hz: 100.0,
        step: 0.008,
        subtract_mean: true,
    };
    let intensity = intensity::track(samples, rate, &settings);
    let duration = samples.len() as f64 / f64::from(rate.max(1));
    let ours = pauses::sounding(&intensity, duration, &pauses::SilenceSettings::praat());
    if theirs.is_empty() {
        return 0.0;
    }
    if ours.len() != theirs.len() {
        return f64::INFINITY;
    }
    let apart = |(ours, theirs): (&domain::Span, &[f64; 2])| {
        (ours.start - theirs[0]).abs().max((ours.end - theirs[1]).abs())
    };
    ours.iter().zip(theirs).map(apart).fold(0.0, f64::max)
}
