//! What a voice is like: the main components of the mean of what the encoder makes of its speech.

use ndarray::{Array1, Array2, Axis, s};
use phonetics::Goodness;

/// Components that are kept.
pub(super) const COMPONENTS: usize = 48;

/// Mean and deviation over the training data, and the directions of the components.
pub(super) struct Voice {
    pub(super) mean: Array1<f32>,
    pub(super) deviation: Array1<f32>,
    /// `COMPONENTS × features`.
    pub(super) directions: Array2<f32>,
}

impl Voice {
    /// The components of the frames (rows of `features`) in which phones were said.
    pub(super) fn components(&self, features: &Array2<f32>, goodness: &Goodness) -> Array1<f32> {
        let mut total = Array1::<f32>::zeros(self.mean.len());
        let mut count = 0;
        for phone in &goodness.phones {
            total += &features.slice(s![phone.frames.clone(), ..]).sum_axis(Axis(0));
            count += phone.frames.len();
        }
        self.project(&(total / count.max(1) as f32))
    }

    /// The components of one vector of the encoder's values.
    pub(super) fn project(&self, mean: &Array1<f32>) -> Array1<f32> {
        self.directions.dot(&((mean - &self.mean) / &self.deviation))
    }
}
