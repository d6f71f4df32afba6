//! Intervals of scores: how far the experts lay from scores like this one, on speakers that were not trained on.

use domain::{Interval, Rated};

/// Scores at which a table says how far the ends lie.
pub(super) const KNOTS: usize = 11;
/// What share of the experts' scores an interval holds.
const LEVEL: f64 = 0.8;

/// The ends of intervals by predicted score; between its knots they change evenly.
pub(super) struct Table {
    /// Predicted scores, rising.
    pub(super) predicted: [f32; KNOTS],
    /// From the prediction to the lower end; 0 or less.
    pub(super) below: [f32; KNOTS],
    /// From the prediction to the upper end; 0 or more.
    pub(super) above: [f32; KNOTS],
}

impl Table {
    /// A score on a scale from 0 to `top`, as 0 to 100 with its interval.
    pub(super) fn rate(&self, score: f32, top: f32) -> Rated {
        let percent = |value: f32| f64::from((100.0 * value / top).clamp(0.0, 100.0));
        Rated {
            value: percent(score),
            interval: Interval {
                low: percent(score + self.at(score, &self.below)),
                high: percent(score + self.at(score, &self.above)),
                level: LEVEL,
            },
        }
    }

    fn at(&self, score: f32, ends: &[f32; KNOTS]) -> f32 {
        let next = self.predicted.partition_point(|knot| *knot <= score);
        if next == 0 {
            return ends[0];
        }
        if next == KNOTS {
            return ends[KNOTS - 1];
        }
        let (low, high) = (self.predicted[next - 1], self.predicted[next]);
        ends[next - 1] + (ends[next] - ends[next - 1]) * (score - low) / (high - low)
    }
}

#[cfg(test)]
mod tests {
    use super::{KNOTS, Table};

    #[test]
    fn ends_lie_between_those_of_the_knots_and_stay_on_the_scale() {
        let table = Table {
            predicted: std::array::from_fn(|index| index as f32),
            below: std::array::from_fn(|index| -(index as f32) / 10.0),
            above: [1.0; KNOTS],
        };
        let rated = table.rate(5.5, 10.0);
        assert!((rated.value - 55.0).abs() < 1e-4);
        assert!((rated.interval.low - 49.5).abs() < 1e-4, "{rated:?}");
        assert!((rated.interval.high - 65.0).abs() < 1e-4, "{rated:?}");
        assert_eq!(table.rate(9.9, 10.0).interval.high, 100.0);
    }
}
