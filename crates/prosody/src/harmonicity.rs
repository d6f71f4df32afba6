//! The harmonics-to-noise ratio by cross-correlation (Boersma 1993; Praat: Sound: To Harmonicity (cc)...).
//!
//! A frame's ratio is that of its best period: a correlation of r gives 10·log10(r / (1 - r)) dB. Praat finds it with
//! its pitch tracker, all costs at 0, so that every frame stands alone; hence no path here.

use domain::Harmonicity;
use realfft::num_complex::Complex;

use crate::fft::Transform;
use crate::pitch::{LOWEST_FLOOR_HZ, folded};
use crate::sinc;
use crate::sound::{Frames, Sound};
use crate::stats::{deviation, mean};

/// What [`track`] measures with. [`Default`] gives Praat's standard values.
#[derive(Clone, Debug, PartialEq)]
pub struct HarmonicitySettings {
    /// Seconds between frames.
    pub step: f64,
    /// Lowest F0, Hz; under [`LOWEST_FLOOR_HZ`] counts as that.
    pub minimum_pitch_hz: f64,
    /// Frames whose peak is under this share of the recording's, or little more, are silent.
    pub silence_threshold: f64,
    /// Periods of the lowest F0 that are compared, 1 to 10.
    pub periods_per_window: f64,
}

impl Default for HarmonicitySettings {
    fn default() -> Self {
        Self {
            step: 0.01,
            minimum_pitch_hz: 75.0,
            silence_threshold: 0.1,
            periods_per_window: 1.0,
        }
    }
}

/// Samples on each side that weigh in when a peak is placed.
const DEPTH: usize = 700;
/// What a ratio without any, and one without end, are given, dB.
const LEAST_DB: f64 = -150.0;
const MOST_DB: f64 = 150.0;

/// Mean and standard deviation over the frames that are not silent.
#[must_use]
pub fn measure(samples: &[f32], rate: u32, settings: &HarmonicitySettings) -> Harmonicity {
    let heard: Vec<f64> = track(samples, rate, settings).into_iter().flatten().collect();
    Harmonicity {
        mean_db: mean(&heard),
        sd_db: deviation(&heard),
    }
}

/// Harmonics-to-noise ratio by frame, dB; `None` in silent frames.
#[must_use]
pub fn track(samples: &[f32], rate: u32, settings: &HarmonicitySettings) -> Vec<Option<f64>> {
    let Some(sound) = Sound::new(samples, rate) else {
        return Vec::new();
    };
    let Some((mut analyser, frames)) = Analyser::new(&sound, settings) else {
        return Vec::new();
    };
    frames.times().map(|time| analyser.ratio(time)).collect()
}

/// Everything needed to analyse frame after frame without allocating.
struct Analyser<'a> {
    sound: &'a Sound<'a>,
    silence_threshold: f64,
    /// Samples in the longest period, in half the window, and from the start of the frame to its end.
    period: usize,
    half: usize,
    lead: f64,
    longest_lag: usize,
    global_peak: f64,
    /// The window followed by all it is compared with.
    span: Vec<f64>,
    products: Products,
    /// Correlation for lags `-window..=window`; lag 0 is in the middle.
    correlation: Vec<f64>,
}

impl<'a> Analyser<'a> {
    fn new(sound: &'a Sound<'a>, settings: &HarmonicitySettings) -> Option<(Self, Frames)> {
        let floor = settings.minimum_pitch_hz.max(LOWEST_FLOOR_HZ);
        let seconds = settings.periods_per_window.clamp(1.0, 10.0) / floor;
        let half = ((seconds / sound.dx).floor() as usize / 2)
            .checked_sub(1)
            .filter(|half| *half >= 2)?;
        let window = half * 2;
        let longest_lag = ((window as f64 / settings.periods_per_window).floor() as usize + 2).min(window);
        let analyser = Self {
            sound,
            silence_threshold: settings.silence_threshold,
            period: (1.0 / sound.dx / floor).floor() as usize,
            half,
            lead: 0.5 * (1.0 / floor + seconds),
            longest_lag,
            global_peak: sound.peak_around(sound.mean()),
            span: vec![0.0; window + longest_lag],
            products: Products::new(window + longest_lag),
            correlation: vec![0.0; 2 * window + 1],
        };
        Some((analyser, sound.frames(1.0 / floor + seconds, settings.step)))
    }

    fn ratio(&mut self, time: f64) -> Option<f64> {
        let (left, period, half) = (
            self.sound.index_below(time),
            self.period as isize,
            self.half as isize,
        );
        let around = self.sound.slice(left + 1 - period, left + period);
        let mean = around.iter().map(|sample| f64::from(*sample)).sum::<f64>() / (2 * self.period) as f64;
        let reach = half.min(period / 2 + 1);
        let middle = self.sound.slice(left + 1 - reach, left + reach);
        let local_peak = middle.iter().fold(0.0, |peak, sample| {
            f64::max(peak, (f64::from(*sample) - mean).abs())
        });
        if local_peak <= f64::EPSILON * 16.0 * mean.abs() || self.global_peak <= 0.0 {
            return None;
        }
        let intensity = (local_peak / self.global_peak).min(1.0);
        let silent = if self.silence_threshold > 0.0 {
            (2.0 - intensity / self.silence_threshold).max(0.0)
        } else {
            0.0
        };
        // No correlation beats 1, so such a frame is silent whatever it holds.
        if silent >= 1.0 {
            return None;
        }
        self.correlate(time, mean);
        self.best().filter(|strength| *strength > silent).map(|strength| {
            if strength <= 1e-15 {
                LEAST_DB
            } else if strength > 1.0 - 1e-15 {
                MOST_DB
            } else {
                10.0 * (strength / (1.0 - strength)).log10()
            }
        })
    }

    /// Fills `correlation` with that of the window and what follows it, lag by lag.
    fn correlate(&mut self, time: f64, mean: f64) {
        let window = 2 * self.half;
        let start = self.sound.index_below(time - self.lead).max(0);
        self.sound.read(start, &mut self.span);
        for sample in &mut self.span {
            *sample -= mean;
        }
        let products = self.products.correlate(&self.span, window);
        let here: f64 = self.span[..window].iter().map(|sample| sample * sample).sum();
        let mut there = here;
        self.correlation[window] = 1.0;
        for (lag, product) in products.iter().enumerate().take(self.longest_lag + 1).skip(1) {
            let (leaves, enters) = (
                self.span[lag - 1],
                self.span.get(lag - 1 + window).copied().unwrap_or(0.0),
            );
            there += enters * enters - leaves * leaves;
            let value = product / (here * there).sqrt();
            let value = if value.is_finite() { value } else { 0.0 };
            self.correlation[window + lag] = value;
            self.correlation[window - lag] = value;
        }
    }

    /// The strength of the best period.
    fn best(&self) -> Option<f64> {
        let zero = 2 * self.half;
        let is_peak = |at: &usize| {
            let value = self.correlation[*at];
            value > 0.0 && value > self.correlation[at - 1] && value >= self.correlation[at + 1]
        };
        let peaks = || (zero + 2..zero + self.longest_lag).filter(is_peak);
        // The best one is at least as high as the highest sample; only what may reach that is placed exactly.
        let sure = peaks().map(|at| folded(self.correlation[at])).reduce(f64::max)?;
        peaks()
            .filter(|at| {
                highest_possible(
                    self.correlation[at - 1],
                    self.correlation[*at],
                    self.correlation[at + 1],
                ) >= sure
            })
            .map(|at| sinc::peak(&self.correlation, at, DEPTH))
            // A period of two samples is the highest frequency there is, and counts as none.
            .filter(|(at, _)| *at > (zero + 2) as f64)
            .map(|(_, height)| folded(height))
            .reduce(f64::max)
    }
}

/// How high a curve may reach near three samples, the middle one the highest, when it holds no waves above nine tenths of
/// half the sample rate. For slow waves that is little more than a parabola's top; in a hiss tops lie far above the samples.
fn highest_possible(left: f64, middle: f64, right: f64) -> f64 {
    let (sin, cos) = (0.9 * std::f64::consts::PI).sin_cos();
    let even = 0.5 * (2.0 * middle - left - right) / (1.0 - cos);
    let odd = 0.5 * (right - left) / sin;
    middle + even.hypot(odd) - even
}

/// Correlation by way of the spectra.
struct Products {
    transform: Transform,
    whole: Vec<Complex<f64>>,
}

impl Products {
    fn new(least: usize) -> Self {
        let transform = Transform::new(least);
        Self {
            whole: transform.spectrum.clone(),
            transform,
        }
    }

    /// The sum of products of the first `window` samples of `span` with those `lag` later, by lag.
    fn correlate(&mut self, span: &[f64], window: usize) -> &[f64] {
        let Self { transform, whole } = self;
        transform.load(span);
        transform.there();
        std::mem::swap(&mut transform.spectrum, whole);
        transform.load(&span[..window]);
        transform.there();
        let scale = 1.0 / transform.input.len() as f64;
        for (bin, other) in transform.spectrum.iter_mut().zip(&*whole) {
            *bin = bin.conj() * other * scale;
        }
        // At 0 and at half the rate a real signal has a real spectrum; rounding must not say otherwise.
        for edge in [0, transform.spectrum.len() - 1] {
            transform.spectrum[edge].im = 0.0;
        }
        transform.back()
    }
}

#[cfg(test)]
mod tests {
    use super::{HarmonicitySettings, measure, track};

    /// Noise that is the same each time.
    fn noise(count: usize) -> impl Iterator<Item = f64> {
        let mut state = 12_345_u32;
        (0..count).map(move |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state) / f64::from(u32::MAX) * 2.0 - 1.0
        })
    }

    fn voice(noise_power: f64) -> Vec<f32> {
        let gain = (3.0 * noise_power).sqrt();
        noise(32_000)
            .enumerate()
            .map(|(i, noise)| {
                let tone = (2.0_f64).sqrt() * (i as f64 * std::f64::consts::TAU * 200.0 / 16_000.0).sin();
                (0.2 * (tone + gain * noise)) as f32
            })
            .collect()
    }

    #[test]
    fn a_tone_in_noise_has_the_ratio_of_their_powers() {
        for db in [10.0, 20.0] {
            let measured = measure(
                &voice(10.0_f64.powf(-db / 10.0)),
                16_000,
                &HarmonicitySettings::default(),
            );
            assert!((measured.mean_db.unwrap() - db).abs() < 1.0, "{db}: {measured:?}");
        }
    }

    #[test]
    fn silence_has_no_ratio() {
        let settings = HarmonicitySettings::default();
        assert!(
            track(&[0.0; 16_000], 16_000, &settings)
                .iter()
                .all(Option::is_none)
        );
        assert!(
            track(&[0.3; 16_000], 16_000, &settings)
                .iter()
                .all(Option::is_none)
        );
        assert_eq!(measure(&[], 16_000, &settings).mean_db, None);
    }
}
