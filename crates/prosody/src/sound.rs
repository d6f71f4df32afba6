//! A recording as the measures see it: samples with times, and the grid of analysis frames laid over them.
//!
//! Sample `i` stands at `(i + 0.5) / rate` seconds, as in Praat. The expressions for times and indices keep Praat's
//! order of operations: frames fall exactly between two samples so often that rounding decides which one is taken.

use std::borrow::Cow;

/// Samples of one channel with their times. Not-a-number and infinite samples read as 0.
pub(crate) struct Sound<'a> {
    samples: Cow<'a, [f32]>,
    /// Seconds between samples.
    pub(crate) dx: f64,
    /// Samples per second.
    pub(crate) rate: f64,
    first: f64,
}

impl<'a> Sound<'a> {
    /// `None` when there is nothing to measure: no samples, or a rate of 0.
    pub(crate) fn new(samples: &'a [f32], rate: u32) -> Option<Self> {
        if samples.is_empty() || rate == 0 {
            return None;
        }
        let samples = if samples.iter().all(|sample| sample.is_finite()) {
            Cow::Borrowed(samples)
        } else {
            let finite = |sample: &f32| if sample.is_finite() { *sample } else { 0.0 };
            Cow::Owned(samples.iter().map(finite).collect())
        };
        let rate = f64::from(rate);
        let dx = 1.0 / rate;
        Some(Self {
            samples,
            dx,
            rate,
            first: 0.5 * dx,
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.samples.len()
    }

    /// Seconds.
    pub(crate) fn duration(&self) -> f64 {
        self.dx * self.samples.len() as f64
    }

    /// Time of sample `index`, seconds.
    pub(crate) fn time(&self, index: f64) -> f64 {
        self.first + index * self.dx
    }

    /// The last sample at or before `time`; may lie outside the recording.
    pub(crate) fn index_below(&self, time: f64) -> isize {
        self.position(time).floor() as isize - 1
    }

    /// The first sample at or after `time`; may lie outside the recording.
    pub(crate) fn index_above(&self, time: f64) -> isize {
        self.position(time).ceil() as isize - 1
    }

    /// The sample nearest to `time`; may lie outside the recording.
    pub(crate) fn index_near(&self, time: f64) -> isize {
        (self.position(time) + 0.5).floor() as isize - 1
    }

    /// Counted from 1, as Praat does, so that rounding agrees.
    fn position(&self, time: f64) -> f64 {
        (time - self.first) / self.dx + 1.0
    }

    /// The samples from `start` on, as many as `out` holds; 0 outside the recording.
    pub(crate) fn read(&self, start: isize, out: &mut [f64]) {
        let inside = usize::try_from(start)
            .ok()
            .and_then(|start| self.samples.get(start..start + out.len()));
        if let Some(inside) = inside {
            for (out, sample) in out.iter_mut().zip(inside) {
                *out = f64::from(*sample);
            }
            return;
        }
        for (offset, out) in out.iter_mut().enumerate() {
            *out = self.at(start + offset as isize);
        }
    }

    /// The sample at `index`, 0 outside the recording.
    pub(crate) fn at(&self, index: isize) -> f64 {
        usize::try_from(index)
            .ok()
            .and_then(|index| self.samples.get(index))
            .map_or(0.0, |s| f64::from(*s))
    }

    /// The samples from `first` to `last` inclusive, cut to the recording.
    pub(crate) fn slice(&self, first: isize, last: isize) -> &[f32] {
        let first = first.max(0) as usize;
        let end = (last + 1).clamp(0, self.len() as isize) as usize;
        self.samples.get(first..end).unwrap_or(&[])
    }

    pub(crate) fn mean(&self) -> f64 {
        self.samples.iter().map(|sample| f64::from(*sample)).sum::<f64>() / self.len() as f64
    }

    /// The largest distance of a sample from `level`.
    pub(crate) fn peak_around(&self, level: f64) -> f64 {
        self.samples.iter().fold(0.0, |peak, sample| {
            f64::max(peak, (f64::from(*sample) - level).abs())
        })
    }

    /// Frames of `window` seconds, `step` seconds apart, as many as fit, centred on the recording.
    pub(crate) fn frames(&self, window: f64, step: f64) -> Frames {
        let duration = self.duration();
        if window > duration || window.is_nan() || step <= 0.0 || step.is_nan() {
            return Frames {
                start: 0.0,
                step,
                count: 0,
            };
        }
        let count = ((duration - window) / step).floor() + 1.0;
        let middle = self.first - 0.5 * self.dx + 0.5 * duration;
        let start = middle - 0.5 * (count * step) + 0.5 * step;
        Frames {
            start,
            step,
            count: count as usize,
        }
    }
}

/// Where the analysis frames are.
#[derive(Clone, Copy)]
pub(crate) struct Frames {
    /// Centre of the first, seconds.
    pub(crate) start: f64,
    /// Seconds between centres.
    pub(crate) step: f64,
    pub(crate) count: usize,
}

impl Frames {
    /// The frames' centres, seconds.
    pub(crate) fn times(self) -> impl Iterator<Item = f64> {
        (0..self.count).map(move |index| self.start + index as f64 * self.step)
    }
}

#[cfg(test)]
mod tests {
    use super::Sound;

    #[test]
    fn frames_are_centred_on_the_recording() {
        let samples = vec![0.0; 16_000];
        let sound = Sound::new(&samples, 16_000).unwrap();
        let times: Vec<f64> = sound.frames(0.04, 0.01).times().collect();
        assert_eq!(times.len(), 97);
        assert!((times[0] + times[96] - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_recording_shorter_than_the_window_has_no_frames() {
        let sound = Sound::new(&[0.0; 100], 16_000).unwrap();
        assert_eq!(sound.frames(0.04, 0.01).count, 0);
    }

    #[test]
    fn what_is_not_a_number_reads_as_silence() {
        let sound = Sound::new(&[0.5, f32::NAN, f32::INFINITY], 8_000).unwrap();
        assert_eq!(sound.slice(0, 2), [0.5, 0.0, 0.0]);
    }

    #[test]
    fn outside_the_recording_there_is_silence() {
        let sound = Sound::new(&[0.5, 0.25], 8_000).unwrap();
        let mut out = [9.0; 4];
        sound.read(-1, &mut out);
        assert_eq!(out, [0.0, 0.5, 0.25, 0.0]);
        assert!(sound.slice(5, 9).is_empty());
    }
}
