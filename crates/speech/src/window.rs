//! Windows: stretches of speech packed together, so that a recogniser does not spend time on silence.

use domain::Span;

use crate::SAMPLE_RATE;

/// Stretches of a recording, laid end to end. Never empty of stretches in practice; an empty one maps every time to 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// The stretches in order, not overlapping, in seconds of the recording.
    pub stretches: Vec<Span>,
}

impl Window {
    /// Length of the packed sound in seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.stretches.iter().map(Span::duration).sum()
    }

    /// From the first stretch's start to the last one's end, in seconds of the recording.
    #[must_use]
    pub fn source(&self) -> Span {
        match (self.stretches.first(), self.stretches.last()) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::new(0.0, 0.0),
        }
    }

    /// The packed samples of a 16 kHz recording. Stretches that reach past its end are cut there.
    #[must_use]
    pub fn samples(&self, recording: &[f32]) -> Vec<f32> {
        let index =
            |seconds: f64| ((seconds.max(0.0) * SAMPLE_RATE as f64).round() as usize).min(recording.len());
        self.stretches
            .iter()
            .flat_map(|stretch| {
                &recording[index(stretch.start)..index(stretch.end).max(index(stretch.start))]
            })
            .copied()
            .collect()
    }

    /// When in the recording the moment `packed` (seconds into the packed sound) is. A seam belongs to the stretch
    /// after it.
    #[must_use]
    pub fn to_source(&self, packed: f64) -> f64 {
        let mut left = packed.max(0.0);
        for stretch in &self.stretches {
            if left < stretch.duration() {
                return stretch.start + left;
            }
            left -= stretch.duration();
        }
        self.source().end
    }

    /// As [`Window::to_source`] for the end of something: a seam belongs to the stretch before it.
    #[must_use]
    pub fn end_to_source(&self, packed: f64) -> f64 {
        let mut left = packed.max(0.0);
        for stretch in &self.stretches {
            if left <= stretch.duration() {
                return stretch.start + left;
            }
            left -= stretch.duration();
        }
        self.source().end
    }
}

#[cfg(test)]
mod tests {
    use domain::Span;

    use super::Window;

    fn window() -> Window {
        Window {
            stretches: vec![Span::new(1.0, 2.0), Span::new(5.0, 7.0)],
        }
    }

    #[test]
    fn packed_times_map_back_to_the_recording() {
        assert_eq!(window().seconds(), 3.0);
        assert_eq!(window().to_source(0.5), 1.5);
        assert_eq!(window().to_source(1.5), 5.5);
        assert_eq!(window().to_source(9.0), 7.0);
    }

    #[test]
    fn a_seam_ends_one_stretch_and_starts_the_next() {
        assert_eq!(window().end_to_source(1.0), 2.0);
        assert_eq!(window().to_source(1.0), 5.0);
    }

    #[test]
    fn stretches_past_the_end_are_cut() {
        let recording = vec![0.5; 16_000 * 6];
        assert_eq!(window().samples(&recording).len(), 32_000);
    }
}
