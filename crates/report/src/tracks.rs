//! Tracks made smaller for drawing, and pace over a moving window.

use domain::{Pitch, Waveform, Word};

/// Seconds over which pace is counted.
pub(crate) const PACE_WINDOW_SECONDS: f64 = 10.0;

/// Lowest and highest sample by equal steps, at most `most` of them, each −1 to 1.
pub(crate) fn waveform(waveform: &Waveform, most: usize) -> Waveform {
    let points = waveform.low.len().min(waveform.high.len());
    let group = points.div_ceil(most.max(1)).max(1);
    let clean = |value: f32| {
        if value.is_finite() {
            value.clamp(-1.0, 1.0)
        } else {
            0.0
        }
    };
    Waveform {
        step: waveform.step * group as f64,
        low: waveform.low[..points]
            .chunks(group)
            .map(|chunk| clean(chunk.iter().copied().fold(1.0, f32::min)))
            .collect(),
        high: waveform.high[..points]
            .chunks(group)
            .map(|chunk| clean(chunk.iter().copied().fold(-1.0, f32::max)))
            .collect(),
    }
}

/// The pitch track by equal steps, at most `most` of them: the median of the voiced frames of each step, `None`
/// where fewer than half are voiced.
pub(crate) fn pitch(pitch: &Pitch, most: usize) -> Pitch {
    let group = pitch.f0_hz.len().div_ceil(most.max(1)).max(1);
    let f0_hz = pitch.f0_hz.chunks(group).map(|frames| {
        let mut voiced: Vec<f64> = frames
            .iter()
            .flatten()
            .copied()
            .filter(|hz| hz.is_finite())
            .collect();
        voiced.sort_by(f64::total_cmp);
        (voiced.len() * 2 >= frames.len() && !voiced.is_empty()).then(|| voiced[voiced.len() / 2])
    });
    Pitch {
        start: pitch.start + pitch.step * (group - 1) as f64 / 2.0,
        step: pitch.step * group as f64,
        f0_hz: f0_hz.collect(),
        ..*pitch
    }
}

/// Words per minute around each of `times` (ascending, seconds): the words whose middle lies within
/// [`PACE_WINDOW_SECONDS`], over the part of the window that lies inside the recording.
pub(crate) fn pace(words: &[Word], seconds: f64, times: &[f64]) -> Vec<f64> {
    let middles: Vec<f64> = words.iter().map(|word| word.span.middle()).collect();
    let half = PACE_WINDOW_SECONDS / 2.0;
    times
        .iter()
        .map(|time| {
            let first = middles.partition_point(|middle| *middle < time - half);
            let last = middles.partition_point(|middle| *middle < time + half);
            let window = (time + half).min(seconds) - (time - half).max(0.0);
            if window > 0.0 {
                last.saturating_sub(first) as f64 * 60.0 / window
            } else {
                0.0
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{pace, pitch, waveform};
    use domain::{Pitch, Span, Timing, Waveform, Word};

    #[test]
    fn a_smaller_waveform_keeps_the_peaks() {
        let small = waveform(
            &Waveform {
                step: 0.01,
                low: vec![-0.1, -0.9, 0.0, -0.2],
                high: vec![0.1, 0.2, 0.8, f32::NAN],
            },
            2,
        );
        assert_eq!(
            small,
            Waveform {
                step: 0.02,
                low: vec![-0.9, -0.2],
                high: vec![0.2, 0.8]
            }
        );
    }

    #[test]
    fn a_smaller_pitch_track_takes_medians_and_keeps_gaps() {
        let f0_hz = vec![Some(100.0), Some(400.0), Some(102.0), None, None, Some(90.0)];
        let small = pitch(
            &Pitch {
                start: 0.0,
                step: 0.01,
                floor_hz: 75.0,
                ceiling_hz: 500.0,
                f0_hz,
            },
            2,
        );
        assert_eq!(small.f0_hz, [Some(102.0), None]);
        assert!((small.start - 0.01).abs() < 1e-12 && (small.step - 0.03).abs() < 1e-12);
    }

    #[test]
    fn pace_counts_over_what_lies_inside_the_recording() {
        let words: Vec<Word> = (0..40)
            .map(|index| Word {
                text: "word".into(),
                span: Span::new(f64::from(index) * 0.5, f64::from(index) * 0.5 + 0.4),
                timing: Timing::Measured,
                confidence: 1.0,
                fit: None,
                doubtful: false,
                phones: Vec::new(),
            })
            .collect();
        for rate in pace(&words, 20.0, &[0.0, 10.0, 20.0]) {
            assert!(
                (rate - 120.0).abs() < 1e-9,
                "two words a second are 120 a minute, not {rate}"
            );
        }
        assert_eq!(pace(&[], 0.0, &[0.0]), [0.0]);
    }
}
