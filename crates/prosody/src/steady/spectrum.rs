//! The coarse spectrum around a moment: the level in bands as wide as the ear's, without the overall level.

use std::sync::Arc;

use realfft::num_complex::Complex;
use realfft::{RealFftPlanner, RealToComplex};

use crate::fft::quick_length;
use crate::sound::Sound;

/// Bands, evenly spaced in mel from [`LOWEST_HZ`] to [`HIGHEST_HZ`].
pub(super) const BANDS: usize = 12;
const LOWEST_HZ: f64 = 150.0;
/// Above it there is little but noise in a vowel.
const HIGHEST_HZ: f64 = 4_000.0;
/// The window, seconds: three periods of a low voice, so that single glottal pulses do not show.
const WINDOW: f64 = 0.032;
/// A band this far below the loudest counts as this far below: what is weaker is not heard beside it, dB.
const DEPTH_DB: f64 = 35.0;
/// Spectra kept, so that overlapping windows share them. More than the frames of the longest window asked for.
const KEPT: usize = 64;

/// The levels by band, dB.
pub(super) type Levels = [f64; BANDS];

/// Spectra of one recording on demand.
pub(super) struct Bands<'a> {
    sound: &'a Sound<'a>,
    transform: Arc<dyn RealToComplex<f64>>,
    window: Vec<f64>,
    /// For each band its first bin, and after the last the end.
    edges: [usize; BANDS + 1],
    input: Vec<f64>,
    output: Vec<Complex<f64>>,
    scratch: Vec<Complex<f64>>,
    /// The last spectra by time.
    kept: Vec<(f64, Levels)>,
    oldest: usize,
}

impl<'a> Bands<'a> {
    pub(super) fn new(sound: &'a Sound<'a>) -> Self {
        let count = ((WINDOW * sound.rate) as usize).max(4);
        let phase = std::f64::consts::TAU / (count + 1) as f64;
        let transform = RealFftPlanner::new().plan_fft_forward(quick_length(count));
        let length = transform.len();
        let highest = mel(HIGHEST_HZ.min(0.45 * sound.rate));
        let lowest = mel(LOWEST_HZ).min(highest);
        let edges = std::array::from_fn(|edge| {
            let hz = hertz(lowest + (highest - lowest) * edge as f64 / BANDS as f64);
            ((hz * length as f64 / sound.rate).round() as usize).min(length / 2)
        });
        Self {
            sound,
            window: (1..=count)
                .map(|i| 0.5 - 0.5 * (phase * i as f64).cos())
                .collect(),
            edges,
            input: transform.make_input_vec(),
            output: transform.make_output_vec(),
            scratch: transform.make_scratch_vec(),
            transform,
            kept: vec![(f64::NAN, [0.0; BANDS]); KEPT],
            oldest: 0,
        }
    }

    /// The levels around `time`, less their mean.
    pub(super) fn at(&mut self, time: f64) -> Levels {
        if let Some((_, levels)) = self.kept.iter().find(|(kept, _)| *kept == time) {
            return *levels;
        }
        let levels = self.compute(time);
        self.kept[self.oldest] = (time, levels);
        self.oldest = (self.oldest + 1) % KEPT;
        levels
    }

    fn compute(&mut self, time: f64) -> Levels {
        let count = self.window.len();
        let start = self.sound.index_near(time) - (count / 2) as isize;
        self.sound.read(start, &mut self.input[..count]);
        for (sample, weight) in self.input.iter_mut().zip(&self.window) {
            *sample *= weight;
        }
        self.input[count..].fill(0.0);
        // The buffers come from the plan, so it cannot refuse them.
        let done = self
            .transform
            .process_with_scratch(&mut self.input, &mut self.output, &mut self.scratch);
        debug_assert!(done.is_ok());
        let mut levels: Levels = std::array::from_fn(|band| {
            let (first, end) = (self.edges[band], self.edges[band + 1].max(self.edges[band] + 1));
            let bins = &self.output[first..end.min(self.output.len()).max(first)];
            let power = bins.iter().map(Complex::norm_sqr).sum::<f64>() / (end - first) as f64;
            10.0 * (power + f64::MIN_POSITIVE).log10()
        });
        let floor = levels.iter().copied().fold(f64::NEG_INFINITY, f64::max) - DEPTH_DB;
        for level in &mut levels {
            *level = level.max(floor);
        }
        let mean = levels.iter().sum::<f64>() / BANDS as f64;
        levels.map(|level| level - mean)
    }
}

fn mel(hz: f64) -> f64 {
    2_595.0 * (1.0 + hz / 700.0).log10()
}

fn hertz(mel: f64) -> f64 {
    700.0 * (10.0_f64.powf(mel / 2_595.0) - 1.0)
}
