//! The frame classifier: from what Whisper-tiny's encoder makes of 20 ms of sound to the phones it may be.
//!
//! Standardise, 1152 → 192, GELU, 192 → 40, logarithm of the softmax. Weights and where they come from:
//! `data/README.md`.

use ndarray::{Array1, Array2, ArrayView2, Axis};
use phonetics::{CLASSES, PhoneLengths};

/// Values for each frame: three layers of 384.
pub(crate) const FEATURES: usize = 1152;
const HIDDEN: usize = 192;
const ALIGNMENT: &[u8] = include_bytes!("../../data/phone-classifier-alignment.bin");
const SCORING: &[u8] = include_bytes!("../../data/phone-classifier-whisper-tiny.bin");
const MAGIC: &[u8] = b"VPHN0001";

/// The classifier's weights are built in; this says that the build is broken.
#[derive(Debug, thiserror::Error)]
#[error("the built-in phone classifier is not as expected; this build is broken")]
pub(super) struct BrokenBuild;

/// The classifier with its weights.
pub(super) struct Classifier {
    mean: Array1<f32>,
    deviation: Array1<f32>,
    /// `FEATURES × HIDDEN`.
    first: Array2<f32>,
    first_bias: Array1<f32>,
    /// `HIDDEN × CLASSES`.
    second: Array2<f32>,
    second_bias: Array1<f32>,
    prior: [f32; CLASSES],
    durations: PhoneLengths,
}

impl Classifier {
    /// The built-in weights that say best when each phone was said.
    pub(super) fn for_alignment() -> Result<Self, BrokenBuild> {
        Self::read(ALIGNMENT).ok_or(BrokenBuild)
    }

    /// The built-in weights that say best how well each phone was said.
    pub(super) fn for_scoring() -> Result<Self, BrokenBuild> {
        Self::read(SCORING).ok_or(BrokenBuild)
    }

    fn read(data: &[u8]) -> Option<Self> {
        let (sizes, numbers) = data.strip_prefix(MAGIC)?.split_at_checked(12)?;
        let size = |index: usize| {
            Some(u32::from_le_bytes(
                sizes.get(4 * index..4 * index + 4)?.try_into().ok()?,
            ))
        };
        if [size(0)?, size(1)?, size(2)?] != [FEATURES as u32, HIDDEN as u32, CLASSES as u32] {
            return None;
        }
        let (numbers, rest) = numbers.as_chunks::<4>();
        let mut numbers = numbers.iter().map(|bytes| f32::from_le_bytes(*bytes));
        let mut take = |count: usize| -> Option<Vec<f32>> {
            let values: Vec<f32> = numbers.by_ref().take(count).collect();
            (values.len() == count && values.iter().all(|value| value.is_finite())).then_some(values)
        };
        let classifier = Self {
            mean: take(FEATURES)?.into(),
            deviation: take(FEATURES)?.into(),
            first: Array2::from_shape_vec((HIDDEN, FEATURES), take(HIDDEN * FEATURES)?)
                .ok()?
                .reversed_axes(),
            first_bias: take(HIDDEN)?.into(),
            second: Array2::from_shape_vec((CLASSES, HIDDEN), take(CLASSES * HIDDEN)?)
                .ok()?
                .reversed_axes(),
            second_bias: take(CLASSES)?.into(),
            prior: take(CLASSES)?.try_into().ok()?,
            durations: PhoneLengths {
                log_mean: take(CLASSES - 1)?.try_into().ok()?,
                log_deviation: take(CLASSES - 1)?.try_into().ok()?,
            },
        };
        (rest.is_empty() && take(1).is_none_or(|more| more.is_empty())).then_some(classifier)
    }

    /// Log-probabilities for each frame of `features` (frames × 1152).
    pub(super) fn log_posteriors(&self, features: &ArrayView2<'_, f32>) -> Vec<[f32; CLASSES]> {
        let standard = (features - &self.mean) / &self.deviation;
        let hidden = (standard.dot(&self.first) + &self.first_bias).mapv_into(gelu);
        let scores = hidden.dot(&self.second) + &self.second_bias;
        scores
            .axis_iter(Axis(0))
            .map(|row| {
                let top = row.fold(f32::NEG_INFINITY, |top, score| top.max(*score));
                let total = row.iter().map(|score| (score - top).exp()).sum::<f32>().ln();
                std::array::from_fn(|class| row[class] - top - total)
            })
            .collect()
    }

    /// Mean probability of each class over the training data.
    pub(super) fn prior(&self) -> &[f32; CLASSES] {
        &self.prior
    }

    /// How long phones last.
    pub(super) fn durations(&self) -> &PhoneLengths {
        &self.durations
    }
}

/// x · Φ(x), exactly (torch's default), not the tanh form.
pub(crate) fn gelu(x: f32) -> f32 {
    let x = f64::from(x);
    (0.5 * x * (1.0 + libm::erf(x * std::f64::consts::FRAC_1_SQRT_2))) as f32
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;
    use proptest::prelude::*;

    use super::{ALIGNMENT, Classifier, FEATURES, SCORING, gelu};

    #[test]
    fn gelu_is_the_exact_one() {
        for (x, expected) in [
            (1.0, 0.841_344_8),
            (-1.0, -0.158_655_26),
            (0.0, 0.0),
            (3.0, 2.995_95),
        ] {
            assert!((gelu(x) - expected).abs() < 1e-6, "{x}");
        }
    }

    #[test]
    fn every_frame_is_a_probability_distribution() {
        let features = Array2::from_shape_fn((7, FEATURES), |(frame, index)| {
            ((frame * 31 + index) as f32 * 0.37).sin()
        });
        for classifier in [Classifier::for_alignment(), Classifier::for_scoring()] {
            let classifier = classifier.unwrap();
            for frame in classifier.log_posteriors(&features.view()) {
                assert!((frame.iter().map(|value| value.exp()).sum::<f32>() - 1.0).abs() < 1e-4);
            }
            assert!((classifier.prior().iter().sum::<f32>() - 1.0).abs() < 1e-3);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn weights_cut_short_or_run_over_are_refused(length in 0..SCORING.len()) {
            for data in [ALIGNMENT, SCORING] {
                prop_assert!(Classifier::read(&data[..length]).is_none());
                prop_assert!(Classifier::read(&[data, &[0; 4]].concat()).is_none());
            }
        }
    }
}
