//! Stretches of time.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A stretch of a recording, in seconds from its start. `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Span {
    /// First moment, seconds.
    pub start: f64,
    /// First moment after the stretch, seconds.
    pub end: f64,
}

impl Span {
    /// The stretch from `start` to `end` seconds. An `end` before `start` gives an empty stretch at `start`.
    #[must_use]
    pub fn new(start: f64, end: f64) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// Length in seconds, never negative.
    #[must_use]
    pub fn duration(&self) -> f64 {
        (self.end - self.start).max(0.0)
    }

    /// The middle, in seconds.
    #[must_use]
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.start, self.end)
    }

    /// Whether `time` (seconds) lies inside; the end does not.
    #[must_use]
    pub fn contains(&self, time: f64) -> bool {
        self.start <= time && time < self.end
    }

    /// Seconds that both stretches cover, 0 when they do not meet.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> f64 {
        (self.end.min(other.end) - self.start.max(other.start)).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_reversed_span_is_empty() {
        let span = Span::new(2.0, 1.0);
        assert_eq!(span.duration(), 0.0);
        assert!(!span.contains(2.0));
    }

    #[test]
    fn overlap_counts_only_what_both_cover() {
        assert_eq!(Span::new(0.0, 2.0).overlap(&Span::new(1.5, 3.0)), 0.5);
        assert_eq!(Span::new(0.0, 1.0).overlap(&Span::new(1.0, 3.0)), 0.0);
    }
}
