//! How loud a recording is, and whether it was clipped.

/// A sample at this level or beyond may have been cut off. The loudest 8-bit sample is 0.992.
const CLIP_LEVEL: f32 = 0.99;

/// So many such samples in a row count as clipped; a single peak at full scale is what a normalised recording has.
const CLIP_RUN: u64 = 3;

/// Loudness of a recording, for telling people about silence, faintness and clipping.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Levels {
    /// Largest absolute sample, 0 to 1.
    pub peak: f32,
    /// Root mean square of the samples, 0 to 1.
    pub rms: f32,
    /// Share of the original samples, in the worst channel, that stand at full scale three or more in a row, 0 to 1.
    /// Speech recorded well stays far below 0.0001.
    pub clipped: f64,
}

impl Levels {
    /// Measures the decoded sound; `clipped` comes from the original.
    pub(crate) fn measure(samples: &[f32], clipped: f64) -> Self {
        let squares: f64 = samples.iter().map(|&sample| f64::from(sample).powi(2)).sum();
        Self {
            peak: samples.iter().fold(0.0, |peak, sample| peak.max(sample.abs())),
            rms: (squares / samples.len().max(1) as f64).sqrt() as f32,
            clipped,
        }
    }
}

/// Counts clipped samples channel by channel while they stream by.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClipCounter {
    frames: u64,
    channels: Vec<Run>,
}

#[derive(Clone, Debug, Default)]
struct Run {
    now: u64,
    clipped: u64,
}

impl ClipCounter {
    /// Takes in one frame of original samples.
    pub(crate) fn frame(&mut self, frame: &[f32]) {
        if self.channels.len() < frame.len() {
            self.channels.resize(frame.len(), Run::default());
        }
        self.frames += 1;
        for (run, sample) in self.channels.iter_mut().zip(frame) {
            run.now = if sample.abs() >= CLIP_LEVEL {
                run.now + 1
            } else {
                0
            };
            run.clipped += match run.now {
                CLIP_RUN => CLIP_RUN,
                longer if longer > CLIP_RUN => 1,
                _ => 0,
            };
        }
    }

    /// Share of clipped samples in the worst channel.
    pub(crate) fn share(&self) -> f64 {
        let worst = self.channels.iter().map(|run| run.clipped).max().unwrap_or(0);
        worst as f64 / self.frames.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::{ClipCounter, Levels};

    #[test]
    fn runs_at_full_scale_are_clipped_and_single_peaks_are_not() {
        let mut counter = ClipCounter::default();
        for sample in [0.5, 1.0, 0.5, 1.0, 1.0, 1.0, 1.0, 0.2, -1.0, -1.0] {
            counter.frame(&[sample, 0.0]);
        }
        assert_eq!(counter.share(), 0.4);
    }

    #[test]
    fn loudness_is_peak_and_root_mean_square() {
        let levels = Levels::measure(&[0.3, -0.4, 0.0, 0.0], 0.0);
        assert_eq!(levels.peak, 0.4);
        assert!((levels.rms - 0.25).abs() < 1e-6);
        assert_eq!(Levels::measure(&[], 0.0).rms, 0.0);
    }
}
