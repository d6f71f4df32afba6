//! Fourier transforms of real signals, in buffers that are kept.

use std::sync::Arc;

use realfft::num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};

/// A transform of one length, there and back, without allocation.
pub(crate) struct Transform {
    forward: Arc<dyn RealToComplex<f64>>,
    inverse: Arc<dyn ComplexToReal<f64>>,
    /// The signal to transform.
    pub(crate) input: Vec<f64>,
    /// Its spectrum, and what is transformed back.
    pub(crate) spectrum: Vec<Complex<f64>>,
    output: Vec<f64>,
    scratch: Vec<Complex<f64>>,
}

impl Transform {
    /// Of `least` samples or a few more, so that lags up to there do not wrap around.
    pub(crate) fn new(least: usize) -> Self {
        let length = quick_length(least);
        let mut planner = RealFftPlanner::new();
        let forward = planner.plan_fft_forward(length);
        let inverse = planner.plan_fft_inverse(length);
        let scratch = forward.get_scratch_len().max(inverse.get_scratch_len());
        Self {
            input: forward.make_input_vec(),
            spectrum: forward.make_output_vec(),
            output: inverse.make_output_vec(),
            scratch: vec![Complex::default(); scratch],
            forward,
            inverse,
        }
    }

    /// Makes `signal` the input, with zeros after it.
    pub(crate) fn load(&mut self, signal: &[f64]) {
        self.input[..signal.len()].copy_from_slice(signal);
        self.input[signal.len()..].fill(0.0);
    }

    /// Transforms the input into the spectrum. Spoils the input.
    pub(crate) fn there(&mut self) {
        let done = self
            .forward
            .process_with_scratch(&mut self.input, &mut self.spectrum, &mut self.scratch);
        // The planned lengths are the buffers' own, so it cannot refuse.
        debug_assert!(done.is_ok());
    }

    /// The signal of the spectrum, as many times too large as it is long. Spoils the spectrum, whose ends must be real.
    pub(crate) fn back(&mut self) -> &[f64] {
        let done = self
            .inverse
            .process_with_scratch(&mut self.spectrum, &mut self.output, &mut self.scratch);
        // As above, and the ends are real.
        debug_assert!(done.is_ok());
        &self.output
    }
}

/// The next length from `least` on that transforms quickly: a power of two, or three quarters of one.
pub(crate) fn quick_length(least: usize) -> usize {
    let power = least.next_power_of_two().max(8);
    if power / 4 * 3 >= least {
        power / 4 * 3
    } else {
        power
    }
}

#[cfg(test)]
mod tests {
    use super::quick_length;

    #[test]
    fn a_quick_length_is_long_enough_and_not_much_longer() {
        assert_eq!(
            [1, 8, 9, 13, 700, 960, 1025].map(quick_length),
            [6, 8, 12, 16, 768, 1024, 1536]
        );
    }
}
