//! The log-mel spectrogram that Whisper hears, equal to openai-whisper's `audio.py`.
//!
//! Not for measuring sound: values are relative to the loudest bin of the stretch.

use std::{f64::consts::PI, sync::Arc};

use realfft::{RealFftPlanner, RealToComplex};

/// Samples a frame looks at (25 ms at 16 kHz).
const WINDOW: usize = 400;
/// Samples between frames (10 ms at 16 kHz).
pub(crate) const HOP: usize = 160;
/// Frequency bins of one frame.
const BINS: usize = WINDOW / 2 + 1;

/// Computes log-mel spectrograms; keeps the window, the filters and the FFT's plan.
pub(crate) struct LogMel {
    filters: Vec<Filter>,
    window: Vec<f32>,
    fft: Arc<dyn RealToComplex<f32>>,
}

/// One triangular filter: weights of the frequency bins from `first` on.
struct Filter {
    first: usize,
    weights: Vec<f32>,
}

impl LogMel {
    /// For `bands` mel bands (80, or 128 for the newest large models) from 0 to 8 kHz.
    pub(crate) fn new(bands: usize) -> Self {
        // Periodic, as torch.hann_window makes it.
        let hann = |n: usize| (0.5 - 0.5 * (2.0 * PI * n as f64 / WINDOW as f64).cos()) as f32;
        Self {
            filters: slaney_filters(bands),
            window: (0..WINDOW).map(hann).collect(),
            fft: RealFftPlanner::new().plan_fft_forward(WINDOW),
        }
    }

    /// The spectrogram of 16 kHz `samples`, cut or padded with silence to `frames` frames of 10 ms. Row by row: all
    /// frames of the lowest band first (`bands × frames` values, about −1 to 1.5).
    pub(crate) fn compute(&self, samples: &[f32], frames: usize) -> Vec<f32> {
        let length = frames * HOP;
        let samples = &samples[..samples.len().min(length)];
        let mut mel = vec![0.0_f32; self.filters.len() * frames];
        let mut frame = vec![0.0_f32; WINDOW];
        let mut spectrum = self.fft.make_output_vec();
        let mut scratch = self.fft.make_scratch_vec();
        let mut power = vec![0.0_f32; BINS];
        for index in 0..frames {
            for (offset, (value, weight)) in frame.iter_mut().zip(&self.window).enumerate() {
                *value = weight * reflected(samples, length, index * HOP + offset);
            }
            // Fails only for buffers of another length than the plan's, and these come from the plan.
            if self
                .fft
                .process_with_scratch(&mut frame, &mut spectrum, &mut scratch)
                .is_err()
            {
                continue;
            }
            for (power, bin) in power.iter_mut().zip(&spectrum) {
                *power = bin.norm_sqr();
            }
            for (band, filter) in self.filters.iter().enumerate() {
                mel[band * frames + index] = filter.apply(&power);
            }
        }
        compress(&mut mel);
        mel
    }
}

impl Filter {
    fn apply(&self, power: &[f32]) -> f32 {
        self.weights
            .iter()
            .zip(&power[self.first..])
            .map(|(weight, power)| weight * power)
            .sum()
    }
}

/// The sample at `position` of the signal mirrored at both ends by half a window (without repeating the end itself),
/// after padding `samples` with zeros to `length`.
fn reflected(samples: &[f32], length: usize, position: usize) -> f32 {
    let half = WINDOW / 2;
    let index = if position < half {
        half - position
    } else if position - half < length {
        position - half
    } else {
        (2 * length).saturating_sub(2 + position - half)
    };
    samples.get(index).copied().unwrap_or(0.0)
}

/// Log10, at most 8 (80 dB) below the loudest value, then scaled as Whisper was trained.
fn compress(mel: &mut [f32]) {
    let mut loudest = f32::NEG_INFINITY;
    for value in mel.iter_mut() {
        *value = value.max(1e-10).log10();
        loudest = loudest.max(*value);
    }
    for value in mel.iter_mut() {
        *value = (value.max(loudest - 8.0) + 4.0) / 4.0;
    }
}

/// Triangles spaced evenly in mel by Slaney's formula, each of unit area (librosa's default, `norm="slaney"`).
fn slaney_filters(bands: usize) -> Vec<Filter> {
    let top = hertz_to_mel(speech::SAMPLE_RATE as f64 / 2.0);
    let edges: Vec<f64> = (0..bands + 2)
        .map(|n| mel_to_hertz(top * n as f64 / (bands + 1) as f64))
        .collect();
    edges
        .windows(3)
        .map(|edge| {
            let weight = |bin: usize| {
                let hertz = (bin * speech::SAMPLE_RATE) as f64 / WINDOW as f64;
                let rising = (hertz - edge[0]) / (edge[1] - edge[0]);
                let falling = (edge[2] - hertz) / (edge[2] - edge[1]);
                (rising.min(falling).max(0.0) * 2.0 / (edge[2] - edge[0])) as f32
            };
            let first = (0..BINS).find(|bin| weight(*bin) > 0.0).unwrap_or(0);
            let weights = (first..BINS)
                .map(weight)
                .take_while(|weight| *weight > 0.0)
                .collect();
            Filter { first, weights }
        })
        .collect()
}

/// Slaney's mel scale: linear up to 1 kHz, logarithmic above.
fn hertz_to_mel(hertz: f64) -> f64 {
    if hertz < 1000.0 {
        hertz * 3.0 / 200.0
    } else {
        15.0 + (hertz / 1000.0).ln() * 27.0 / 6.4_f64.ln()
    }
}

fn mel_to_hertz(mel: f64) -> f64 {
    if mel < 15.0 {
        mel * 200.0 / 3.0
    } else {
        1000.0 * ((mel - 15.0) * 6.4_f64.ln() / 27.0).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::LogMel;

    const CLIP: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../fixtures/librivox/sense_and_sensibility_01_austen_64kb-0870.wav"
    );

    /// The largest difference to the reference, which `tests/fixtures/make_mel_golden.py` made.
    fn difference(samples: usize, frames: usize, golden: &[u8]) -> f32 {
        let clip: Vec<f32> = hound::WavReader::open(CLIP)
            .unwrap()
            .samples::<i16>()
            .take(samples)
            .map(|sample| f32::from(sample.unwrap()) / 32768.0)
            .collect();
        let ours = LogMel::new(80).compute(&clip, frames);
        let theirs: Vec<f32> = golden
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        assert_eq!(ours.len(), theirs.len());
        ours.iter()
            .zip(&theirs)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f32::max)
    }

    #[test]
    fn equals_the_reference_on_speech() {
        let golden = include_bytes!("../tests/fixtures/mel_speech.f32");
        assert!(difference(19_200, 120, golden) < 1e-4);
    }

    #[test]
    fn equals_the_reference_on_speech_padded_with_silence() {
        let golden = include_bytes!("../tests/fixtures/mel_padded.f32");
        assert!(difference(6_500, 60, golden) < 1e-4);
    }

    #[test]
    fn silence_and_no_sound_at_all_are_flat() {
        let flat = LogMel::new(128).compute(&[], 10);
        assert_eq!(flat.len(), 1280);
        assert!(flat.iter().all(|value| *value == -1.5));
        assert!(LogMel::new(80).compute(&[0.1; 100], 0).is_empty());
        assert_eq!(LogMel::new(80).compute(&[0.1; 100], 1).len(), 80);
    }
}
