//! Stretches of sound by time.

use domain::Span;

use crate::SAMPLE_RATE;

/// The samples of `span` (seconds) in a 16 kHz recording; what lies outside it is left out.
#[must_use]
pub fn slice(samples: &[f32], span: Span) -> &[f32] {
    // A float that does not fit saturates, and NaN becomes 0.
    let index = |seconds: f64| ((seconds * f64::from(SAMPLE_RATE)).round() as usize).min(samples.len());
    let start = index(span.start);
    &samples[start..index(span.end).max(start)]
}

#[cfg(test)]
mod tests {
    use domain::Span;

    use super::slice;

    #[test]
    fn a_span_gives_its_samples() {
        let samples: Vec<f32> = (0..16_000u16).map(f32::from).collect();
        let part = slice(&samples, Span::new(0.25, 0.5));
        assert_eq!((part[0], part.len()), (4_000.0, 4_000));
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        let samples = [0.0; 16_000];
        assert_eq!(slice(&samples, Span::new(0.5, 9.0)).len(), 8_000);
        assert_eq!(slice(&samples, Span::new(-1.0, 0.5)).len(), 8_000);
        assert!(slice(&samples, Span::new(5.0, 6.0)).is_empty());
        assert!(slice(&samples, Span { start: 0.5, end: 0.2 }).is_empty());
        assert!(
            slice(
                &samples,
                Span {
                    start: f64::NAN,
                    end: f64::NAN
                }
            )
            .is_empty()
        );
    }
}
