//! A recording small enough to draw.

use domain::Waveform;

use crate::SAMPLE_RATE;

/// Lowest and highest sample of at most `points` equal stretches of a 16 kHz recording. A recording with fewer samples
/// than `points` gives one point a sample; nothing gives nothing.
#[must_use]
pub fn waveform(samples: &[f32], points: usize) -> Waveform {
    let count = points.min(samples.len());
    if count == 0 {
        return Waveform::default();
    }
    // Stretches differ by one sample where the length does not divide, so that the last one is not a short rest.
    let bound = |point: usize| (point as u128 * samples.len() as u128 / count as u128) as usize;
    let stretches = (0..count).map(|point| &samples[bound(point)..bound(point + 1)]);
    let (low, high) = stretches
        .map(|stretch| {
            stretch
                .iter()
                .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), &sample| {
                    (low.min(sample), high.max(sample))
                })
        })
        .unzip();
    Waveform {
        step: samples.len() as f64 / f64::from(SAMPLE_RATE) / count as f64,
        low,
        high,
    }
}

#[cfg(test)]
mod tests {
    use super::waveform;

    #[test]
    fn every_stretch_shows_its_extremes() {
        let drawn = waveform(&[0.1, -0.2, 0.3, 0.0, -0.5, 0.5], 3);
        assert_eq!(drawn.low, [-0.2, 0.0, -0.5]);
        assert_eq!(drawn.high, [0.1, 0.3, 0.5]);
        assert_eq!(drawn.step, 2.0 / 16_000.0);
    }

    #[test]
    fn points_cover_the_whole_recording() {
        let mut samples = vec![0.0; 1_003];
        samples[1_002] = 1.0;
        let drawn = waveform(&samples, 100);
        assert_eq!(drawn.high.len(), 100);
        assert_eq!(drawn.high[99], 1.0);
        assert!((drawn.step * 100.0 - 1_003.0 / 16_000.0).abs() < 1e-12);
    }

    #[test]
    fn little_gives_little() {
        assert_eq!(waveform(&[0.5], 10).low, [0.5]);
        assert!(waveform(&[], 10).low.is_empty());
        assert!(waveform(&[0.5], 0).low.is_empty());
    }
}
