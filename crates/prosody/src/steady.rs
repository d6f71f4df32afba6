//! Stretches of voice that hardly change: the raw material for finding filled pauses in the sound.
//!
//! A speaker who holds "er" holds everything: pitch, level and mouth (Goto, Itou & Hayamizu 1999, "A real-time filled pause
//! detection system for spontaneous speech recognition", Eurospeech, find them by a small F0 transition and a small
//! deformation of the spectral envelope). So does one who sings, or holds a vowel before a pause: which of them it was is
//! for those to say who know the words.
//!
//! Every window of 0.2 s is looked at; those that pass all four tests are joined.

mod spectrum;

use domain::{Intensity, Pitch, Span, SteadyStretch};

use crate::pitch::semitones;
use crate::sound::Sound;
use crate::stats::{deviation, mean};
use spectrum::{BANDS, Bands};

/// What counts as steady.
///
/// [`Default`]: 0.2 s, the shortest filled pauses; 0.35 semitones, which a glide of 6 semitones a second has over 0.2 s; 2 dB
/// and 2 dB. On seven minutes of learners reading aloud (speechocean762, hardly a filled pause in it) these leave 7 stretches a
/// minute, held vowels of 0.3 s on average; 2.5 dB for the spectrum would leave 11, and 0.6 semitones with it 15.
#[derive(Clone, Debug, PartialEq)]
pub struct SteadySettings {
    /// The shortest stretch, seconds. Under 0.05 counts as that.
    pub least_seconds: f64,
    /// The largest standard deviation of F0 in a window, semitones.
    pub most_f0_sd: f64,
    /// The largest standard deviation of intensity in a window, dB.
    pub most_intensity_sd: f64,
    /// The largest standard deviation of a band's level in a window, dB, on average over the bands, once the frame's mean
    /// level is taken away.
    pub most_spectral_sd: f64,
}

impl Default for SteadySettings {
    fn default() -> Self {
        Self {
            least_seconds: 0.2,
            most_f0_sd: 0.35,
            most_intensity_sd: 2.0,
            most_spectral_sd: 2.0,
        }
    }
}

/// The steady stretches in `samples` at `rate`, in order, given their pitch and intensity tracks (of the same step).
#[must_use]
pub fn find(
    samples: &[f32],
    rate: u32,
    pitch: &Pitch,
    intensity: &Intensity,
    settings: &SteadySettings,
) -> Vec<SteadyStretch> {
    let Some(sound) = Sound::new(samples, rate) else {
        return Vec::new();
    };
    let width = ((settings.least_seconds.max(0.05) / pitch.step).round() as usize).max(2);
    let mut bands = Bands::new(&sound);
    let mut found = Vec::new();
    for run in voiced_runs(pitch, intensity) {
        for (first, last) in steady_parts(&run, width, settings, &mut bands) {
            found.extend(stretch(&run[first..last], pitch.step, &mut bands));
        }
    }
    found
}

/// What is known of a voiced frame without its spectrum.
struct Frame {
    time: f64,
    semitones: f64,
    db: f64,
}

/// Neighbouring voiced frames, with the intensity at their times.
fn voiced_runs(pitch: &Pitch, intensity: &Intensity) -> Vec<Vec<Frame>> {
    let frame = |index: usize, f0: f64| {
        let time = pitch.start + index as f64 * pitch.step;
        let nearest = ((time - intensity.start) / intensity.step).round();
        let db = if nearest < 0.0 {
            None
        } else {
            intensity.db.get(nearest as usize)
        };
        Some(Frame {
            time,
            semitones: semitones(f0, 1.0),
            db: *db?,
        })
    };
    let mut runs: Vec<Vec<Frame>> = vec![Vec::new()];
    for (index, f0) in pitch.f0_hz.iter().enumerate() {
        match (f0.and_then(|f0| frame(index, f0)), runs.last_mut()) {
            (Some(frame), Some(run)) => run.push(frame),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs
}

/// The parts of a run, as frame ranges, that windows passing every test cover. The spectrum is the dearest test, so it
/// comes last.
fn steady_parts(
    run: &[Frame],
    width: usize,
    settings: &SteadySettings,
    bands: &mut Bands<'_>,
) -> Vec<(usize, usize)> {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for (first, window) in run.windows(width).enumerate() {
        let flat = spread(window.iter().map(|frame| frame.semitones)) <= settings.most_f0_sd
            && spread(window.iter().map(|frame| frame.db)) <= settings.most_intensity_sd;
        if !flat || spectral_sd(window, bands) > settings.most_spectral_sd {
            continue;
        }
        match parts.last_mut() {
            Some((_, end)) if first <= *end => *end = first + width,
            _ => parts.push((first, first + width)),
        }
    }
    parts
}

/// Standard deviation without a list.
fn spread(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let (count, sum) = values
        .clone()
        .fold((0.0, 0.0), |(count, sum), value| (count + 1.0, sum + value));
    let mean: f64 = sum / count;
    let squares: f64 = values.map(|value| (value - mean) * (value - mean)).sum();
    (squares / (count - 1.0)).sqrt()
}

/// Standard deviation of the bands' levels over the window, mean over the bands, dB.
fn spectral_sd(window: &[Frame], bands: &mut Bands<'_>) -> f64 {
    let (mut sums, mut squares) = ([0.0; BANDS], [0.0; BANDS]);
    for frame in window {
        for (band, level) in bands.at(frame.time).into_iter().enumerate() {
            sums[band] += level;
            squares[band] += level * level;
        }
    }
    let count = window.len() as f64;
    let variance = |band: usize| (squares[band] - sums[band] * sums[band] / count) / (count - 1.0);
    (0..BANDS).map(|band| variance(band).max(0.0).sqrt()).sum::<f64>() / BANDS as f64
}

fn stretch(frames: &[Frame], step: f64, bands: &mut Bands<'_>) -> Option<SteadyStretch> {
    let (first, last) = (frames.first()?, frames.last()?);
    let heights: Vec<f64> = frames.iter().map(|frame| frame.semitones).collect();
    let levels: Vec<f64> = frames.iter().map(|frame| frame.db).collect();
    let changes: Vec<f64> = frames
        .windows(2)
        .map(|pair| {
            let (before, after) = (bands.at(pair[0].time), bands.at(pair[1].time));
            before.iter().zip(after).map(|(a, b)| (a - b).abs()).sum::<f64>() / BANDS as f64
        })
        .collect();
    Some(SteadyStretch {
        span: Span::new((first.time - 0.5 * step).max(0.0), last.time + 0.5 * step),
        f0_sd_semitones: deviation(&heights)?,
        intensity_sd_db: deviation(&levels)?,
        spectral_change_db: mean(&changes)?,
    })
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use domain::SteadyStretch;

    use super::{SteadySettings, find};
    use crate::{intensity, pitch};

    /// Two seconds of a buzz at 120 Hz whose harmonics stand out around `formant(time)` Hz, with F0 and level over time.
    fn found(
        f0: impl Fn(f64) -> f64,
        formant: impl Fn(f64) -> f64,
        level: impl Fn(f64) -> f64,
    ) -> Vec<SteadyStretch> {
        let mut phase = 0.0;
        let samples: Vec<f32> = (0..32_000)
            .map(|i| {
                let time = f64::from(i) / 16_000.0;
                phase += TAU * f0(time) / 16_000.0;
                let harmonic = |k: u32| {
                    let away = (f64::from(k) * f0(time) - formant(time)) / 300.0;
                    (f64::from(k) * phase).sin() * (0.01 + 1.0 / (1.0 + away * away))
                };
                (0.1 * level(time) * (1..30).map(harmonic).sum::<f64>()) as f32
            })
            .collect();
        let pitch = pitch::track(&samples, 16_000, &pitch::PitchSettings::default());
        let intensity = intensity::track(&samples, 16_000, &intensity::IntensitySettings::default());
        find(&samples, 16_000, &pitch, &intensity, &SteadySettings::default())
    }

    #[test]
    fn a_held_vowel_is_one_steady_stretch() {
        let found = found(|_| 120.0, |_| 600.0, |_| 1.0);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].span.duration() > 1.8);
        assert!(found[0].f0_sd_semitones < 0.01 && found[0].spectral_change_db < 0.5);
    }

    #[test]
    fn a_gliding_pitch_is_not_steady() {
        assert!(found(|time| 120.0 * time.exp2(), |_| 600.0, |_| 1.0).is_empty());
    }

    #[test]
    fn a_moving_mouth_is_not_steady() {
        // From [u] to [i] and back, twice a second.
        let found = found(
            |_| 120.0,
            |time| 500.0 + 3_000.0 * ((2.0 * time).fract() - 0.5).abs(),
            |_| 1.0,
        );
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn a_throbbing_level_is_not_steady() {
        let found = found(
            |_| 120.0,
            |_| 600.0,
            |time| 0.55 + 0.45 * (TAU * 4.0 * time).sin(),
        );
        assert!(
            found.iter().all(|stretch| stretch.span.duration() < 0.25),
            "{found:?}"
        );
    }
}
