//! One frame's candidates for F0: the peaks of its autocorrelation, corrected for the window's own.

use realfft::num_complex::Complex;

use super::PitchSettings;
use crate::fft::Transform;
use crate::sinc;
use crate::sound::{Frames, Sound};

/// Periods of the lowest F0 in a window.
const PERIODS: f64 = 3.0;

/// Samples on each side that weigh in when candidates are compared, and when those kept are placed exactly.
const COARSE_DEPTH: usize = 30;
const FINE_DEPTH: usize = 70;
/// The same for frequencies above 0.3 of the sample rate.
const FINEST_DEPTH: usize = 700;

/// A possible F0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Hz.
    pub(super) hz: f64,
    /// Corrected autocorrelation there, up to 1.
    pub(super) strength: f64,
}

/// What one frame offers the path.
pub(super) struct Frame<'a> {
    pub(super) unvoiced_strength: f64,
    /// Below the ceiling; none when the frame is too quiet for one to be chosen.
    pub(super) voiced: &'a [Candidate],
}

/// Everything needed to analyse frame after frame without allocating.
pub(super) struct Analyser<'a> {
    sound: &'a Sound<'a>,
    settings: &'a PitchSettings,
    /// Samples in the longest period, and in the window (even).
    period: usize,
    window: Vec<f64>,
    /// The window's own autocorrelation by lag, 1 at lag 0.
    window_correlation: Vec<f64>,
    longest_lag: usize,
    global_mean: f64,
    global_peak: f64,
    transform: Transform,
    /// Corrected autocorrelation for lags `-lags..=lags`; lag 0 is in the middle.
    correlation: Vec<f64>,
    maxima: Vec<Maximum>,
    candidates: Vec<Candidate>,
}

/// A local maximum of the sampled autocorrelation.
#[derive(Clone, Copy)]
struct Maximum {
    lag: usize,
    /// Strength less what its octave costs; only computed when there are too many.
    rank: f64,
}

impl<'a> Analyser<'a> {
    /// `None` when the window would hold next to no samples.
    pub(super) fn new(sound: &'a Sound<'a>, settings: &'a PitchSettings) -> Option<Self> {
        let length = (PERIODS / settings.floor_hz / sound.dx).floor() as usize;
        let half = (length / 2).checked_sub(1).filter(|half| *half >= 2)?;
        let length = half * 2;
        let phase = std::f64::consts::TAU / (length + 1) as f64;
        let window: Vec<f64> = (1..=length)
            .map(|i| 0.5 - 0.5 * (phase * i as f64).cos())
            .collect();
        let lags = length / 2;
        let mut transform = Transform::new(length + lags + 1);
        transform.load(&window);
        let window_correlation = autocorrelation(&mut transform)[..=lags].to_vec();
        let unity = window_correlation[0];
        let global_mean = sound.mean();
        Some(Self {
            sound,
            settings,
            period: (1.0 / sound.dx / settings.floor_hz).floor() as usize,
            window_correlation: window_correlation.iter().map(|r| r / unity).collect(),
            longest_lag: ((length as f64 / PERIODS).floor() as usize + 2)
                .min(length)
                .min(lags),
            window,
            global_mean,
            global_peak: sound.peak_around(global_mean),
            transform,
            correlation: vec![0.0; 2 * lags + 1],
            maxima: Vec::with_capacity(lags),
            candidates: Vec::with_capacity(settings.candidates),
        })
    }

    pub(super) fn frames(&self) -> Frames {
        self.sound
            .frames(PERIODS / self.settings.floor_hz, self.settings.step)
    }

    /// The candidates of the frame centred at `time`.
    pub(super) fn analyse(&mut self, time: f64) -> Frame<'_> {
        self.candidates.clear();
        let local_peak = self.cut_out(time);
        let intensity = if self.global_peak > 0.0 {
            (local_peak / self.global_peak).min(1.0)
        } else {
            0.0
        };
        let unvoiced_strength = self.settings.unvoiced_strength(intensity);
        // A strength is at most 1 and going unvoiced for one frame costs at most two changes, so past this no
        // path through a voiced candidate can win.
        let hopeless = unvoiced_strength > 1.0 + 2.0 * self.settings.voiced_unvoiced_cost;
        if local_peak > 0.0 && !hopeless {
            self.correlate();
            self.find_maxima();
            self.place_candidates();
        }
        Frame {
            unvoiced_strength,
            voiced: &self.candidates,
        }
    }

    /// Puts the windowed frame, without its local mean, into the transform's input; returns its peak within half a
    /// longest period of the centre.
    fn cut_out(&mut self, time: f64) -> f64 {
        let left = self.sound.index_below(time);
        let length = self.window.len();
        let half = length / 2;
        let around = self
            .sound
            .slice(left + 1 - self.period as isize, left + self.period as isize);
        let sum: f64 = around.iter().map(|sample| f64::from(*sample)).sum();
        let mean = sum / (2 * self.period) as f64;
        let frame = &mut self.transform.input[..length];
        self.sound.read(left + 1 - half as isize, frame);
        for (sample, weight) in frame.iter_mut().zip(&self.window) {
            *sample = (*sample - mean) * weight;
        }
        let reach = self.period / 2 + 1;
        let middle = &frame[half.saturating_sub(reach)..(half + reach).min(length)];
        // Rounding around a constant level is no sound.
        let noise = f64::EPSILON * 16.0 * (self.global_mean.abs() + mean.abs());
        let peak = middle
            .iter()
            .fold(0.0, |peak, sample| f64::max(peak, sample.abs()));
        if peak > noise { peak } else { 0.0 }
    }

    /// Fills `correlation`: the frame's autocorrelation divided by the window's, 1 at lag 0.
    fn correlate(&mut self) {
        let length = self.window.len();
        self.transform.input[length..].fill(0.0);
        let raw = autocorrelation(&mut self.transform);
        let lags = self.window_correlation.len() - 1;
        let unity = raw[0];
        self.correlation[lags] = 1.0;
        for (lag, raw) in raw.iter().enumerate().take(lags + 1).skip(1) {
            let value = raw / (unity * self.window_correlation[lag]);
            self.correlation[lags + lag] = value;
            self.correlation[lags - lag] = value;
        }
    }

    /// Collects the local maxima that are strong enough to matter; drops the weakest when there are too many.
    fn find_maxima(&mut self) {
        let lags = self.window_correlation.len() - 1;
        let positive = &self.correlation[lags..];
        let least = 0.5 * self.settings.voicing_threshold;
        self.maxima.clear();
        for lag in 2..self.longest_lag {
            let value = positive[lag];
            if value > least && value > positive[lag - 1] && value >= positive[lag + 1] {
                self.maxima.push(Maximum { lag, rank: 0.0 });
            }
        }
        let most = self.settings.candidates - 1;
        if self.maxima.len() > most {
            for maximum in &mut self.maxima {
                let top = sinc::parabola_top(&self.correlation, lags + maximum.lag);
                let strength = folded(sinc::value(&self.correlation, top, COARSE_DEPTH));
                let hz = self.sound.rate / (top - lags as f64);
                maximum.rank = strength - self.settings.octave_cost * (self.settings.floor_hz / hz).log2();
            }
            self.maxima.sort_by(|a, b| b.rank.total_cmp(&a.rank));
            self.maxima.truncate(most);
        }
    }

    /// Places each maximum exactly. Those at or above the ceiling count as unvoiced, so they are left out.
    fn place_candidates(&mut self) {
        let lags = self.window_correlation.len() - 1;
        for maximum in &self.maxima {
            if self.sound.rate / (maximum.lag + 1) as f64 >= self.settings.ceiling_hz {
                continue;
            }
            let high = maximum.lag as f64 * 0.3 < 1.0;
            let depth = if high { FINEST_DEPTH } else { FINE_DEPTH };
            let (at, strength) = sinc::peak(&self.correlation, lags + maximum.lag, depth);
            let hz = self.sound.rate / (at - lags as f64);
            if hz > 0.0 && hz < self.settings.ceiling_hz {
                self.candidates.push(Candidate {
                    hz,
                    strength: folded(strength),
                });
            }
        }
    }
}

/// A correlation above 1, which only interpolation can give, counts as much below 1 as it is above.
pub(crate) fn folded(strength: f64) -> f64 {
    if strength > 1.0 { 1.0 / strength } else { strength }
}

/// The autocorrelation of the transform's input by way of its power spectrum, not normalised. Spoils the input.
fn autocorrelation(transform: &mut Transform) -> &[f64] {
    transform.there();
    for bin in &mut transform.spectrum {
        *bin = Complex::new(bin.norm_sqr(), 0.0);
    }
    transform.back()
}
