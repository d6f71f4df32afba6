//! What the phone model hears: for every frame, how likely each phone is.

/// Classes of the phone model: the 39 phones in the order of [`domain::Phone::ALL`], and silence.
pub const CLASSES: usize = 40;
/// The class of silence.
pub const SILENCE: usize = 39;
/// Seconds from one frame to the next; frame `n` covers `n · 0.02` to `(n + 1) · 0.02` s.
pub const FRAME_SECONDS: f64 = 0.02;

/// Natural logarithms of the probability of each class, frame by frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Posteriors {
    frames: Vec<[f32; CLASSES]>,
    prior: [f32; CLASSES],
}

impl Posteriors {
    /// `frames` of log-probabilities, and the `prior`: the mean probability of each class over the data that the model
    /// was trained on, which alignment divides out in part. Values that are not numbers count as impossible.
    #[must_use]
    pub fn new(mut frames: Vec<[f32; CLASSES]>, prior: [f32; CLASSES]) -> Self {
        for value in frames.iter_mut().flatten() {
            if value.is_nan() {
                *value = f32::NEG_INFINITY;
            }
        }
        Self { frames, prior }
    }

    /// Frames of 20 ms.
    #[must_use]
    pub fn frames(&self) -> &[[f32; CLASSES]] {
        &self.frames
    }

    /// Mean probability of each class in the training data.
    #[must_use]
    pub fn prior(&self) -> &[f32; CLASSES] {
        &self.prior
    }
}
