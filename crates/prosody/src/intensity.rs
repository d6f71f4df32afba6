//! Loudness as intensity in dB (Praat: Sound: To Intensity...).

use std::f64::consts::PI;

use domain::Intensity;

use crate::sound::Sound;

/// What [`track`] measures with. [`Default`] gives Praat's standard values with a minimum pitch of 75 Hz.
#[derive(Clone, Debug, PartialEq)]
pub struct IntensitySettings {
    /// Lowest pitch whose periods must not show, Hz: the window is 6.4 of its periods (3.2 in effect). Under 10 counts
    /// as 10.
    pub minimum_pitch_hz: f64,
    /// Seconds between frames.
    pub step: f64,
    /// Whether each window's mean is taken away first (Praat: "Subtract mean"), so that direct current is not loud.
    pub subtract_mean: bool,
}

impl Default for IntensitySettings {
    fn default() -> Self {
        Self {
            minimum_pitch_hz: 75.0,
            step: 0.01,
            subtract_mean: true,
        }
    }
}

const LEAST_MINIMUM_PITCH_HZ: f64 = 10.0;
/// Periods of the lowest pitch in the window.
const PERIODS: f64 = 6.4;
/// Square of the threshold of hearing, 2e-5 Pa.
const REFERENCE: f64 = 4e-10;
/// What digital silence is given.
const SILENCE_DB: f64 = -300.0;

/// The intensity track of `samples` at `rate` per second; empty when not one window fits. Digital silence is -300 dB.
#[must_use]
pub fn track(samples: &[f32], rate: u32, settings: &IntensitySettings) -> Intensity {
    let mut intensity = Intensity {
        start: 0.0,
        step: settings.step,
        db: Vec::new(),
    };
    let Some(sound) = Sound::new(samples, rate) else {
        return intensity;
    };
    let duration = PERIODS / settings.minimum_pitch_hz.max(LEAST_MINIMUM_PITCH_HZ);
    let frames = sound.frames(duration, settings.step);
    let half = (0.5 * duration / sound.dx).floor() as isize;
    let window = kaiser(half, 0.5 * duration / sound.dx);
    let mut part = vec![0.0; window.len()];
    intensity.start = frames.start;
    intensity.db = frames
        .times()
        .map(|time| {
            let first = sound.index_near(time) - half;
            let inside = inside(first, window.len(), sound.len());
            sound.read(first, &mut part);
            level(&part[inside.clone()], &window[inside], settings.subtract_mean)
        })
        .collect();
    intensity
}

/// Which part of a window that starts at sample `first` lies in the recording.
fn inside(first: isize, length: usize, samples: usize) -> std::ops::Range<usize> {
    let start = first.min(0).unsigned_abs().min(length);
    let end = (samples as isize - first).clamp(start as isize, length as isize) as usize;
    start..end
}

/// A Kaiser window of β = 2π² + 0.5, side lobes below -190 dB, for the samples `-half..=half`; it ends at `reach`.
fn kaiser(half: isize, reach: f64) -> Vec<f64> {
    (-half..=half)
        .map(|i| {
            let root = 1.0 - (i as f64 / reach).powi(2);
            if root <= 0.0 {
                0.0
            } else {
                bessel_i0((2.0 * PI * PI + 0.5) * root.sqrt())
            }
        })
        .collect()
}

/// The modified Bessel function of the first kind and order 0, by its power series.
fn bessel_i0(x: f64) -> f64 {
    let quarter = 0.25 * x * x;
    let (mut term, mut sum, mut k) = (1.0, 1.0, 1.0);
    while term > sum * 1e-17 {
        term *= quarter / (k * k);
        sum += term;
        k += 1.0;
    }
    sum
}

/// The weighted mean square of a window, dB.
fn level(part: &[f64], window: &[f64], subtract_mean: bool) -> f64 {
    let mean = if subtract_mean {
        lanes(part, |sum, x, _| sum + x, window) / part.len() as f64
    } else {
        0.0
    };
    let power = lanes(part, |sum, x, w| sum + (x - mean) * (x - mean) * w, window);
    let weight = lanes(window, |sum, w, _| sum + w, window);
    let ratio = power / weight / REFERENCE;
    // Also false for the 0/0 of a window that holds no sample.
    if ratio >= 1e-30 {
        10.0 * ratio.log10()
    } else {
        SILENCE_DB
    }
}

/// A sum over two lists, in four parts so that the compiler can use vector instructions.
#[inline]
fn lanes(a: &[f64], add: impl Fn(f64, f64, f64) -> f64, b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (chunks, rest) = a.as_chunks::<4>();
    let (other, other_rest) = b.as_chunks::<4>();
    for (x, w) in chunks.iter().zip(other) {
        for lane in 0..4 {
            sums[lane] = add(sums[lane], x[lane], w[lane]);
        }
    }
    let tail = rest
        .iter()
        .zip(other_rest)
        .fold(0.0, |sum, (x, w)| add(sum, *x, *w));
    sums.iter().sum::<f64>() + tail
}

#[cfg(test)]
mod tests {
    use super::{IntensitySettings, bessel_i0, track};

    fn tone(amplitude: f64) -> Vec<f32> {
        (0..16_000)
            .map(|i| (amplitude * (f64::from(i) * 0.0785).sin()) as f32)
            .collect()
    }

    #[test]
    fn a_full_sine_has_the_level_of_its_mean_square() {
        let expected = 10.0 * (0.5_f64 / 4e-10).log10();
        for db in track(&tone(1.0), 16_000, &IntensitySettings::default()).db {
            assert!((db - expected).abs() < 0.01, "{db} {expected}");
        }
    }

    #[test]
    fn half_the_amplitude_is_six_decibels_less() {
        let loud = track(&tone(1.0), 16_000, &IntensitySettings::default()).db;
        let soft = track(&tone(0.5), 16_000, &IntensitySettings::default()).db;
        assert!((loud[40] - soft[40] - 6.0206).abs() < 1e-3);
    }

    #[test]
    fn direct_current_is_silent() {
        let db = track(&[0.5; 16_000], 16_000, &IntensitySettings::default()).db;
        assert!(db.iter().all(|db| *db < -100.0));
    }

    #[test]
    fn without_samples_there_are_no_frames() {
        assert!(track(&[], 16_000, &IntensitySettings::default()).db.is_empty());
        assert!(
            track(&[0.1; 500], 16_000, &IntensitySettings::default())
                .db
                .is_empty()
        );
    }

    #[test]
    fn the_bessel_function_has_its_tabulated_values() {
        assert!((bessel_i0(1.0) - 1.266_065_877_752_008).abs() < 1e-14);
        assert!((bessel_i0(10.0) / 2_815.716_628_466_254 - 1.0).abs() < 1e-13);
    }
}
