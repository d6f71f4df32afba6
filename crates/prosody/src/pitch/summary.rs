//! The pitch track in a few numbers.

use domain::{Pitch, PitchSummary};

use crate::stats::{deviation, mean, quantile};

/// Seconds of voice that a summary needs.
const LEAST_VOICED_SECONDS: f64 = 0.5;
/// Share of the frames left out at each end of the range: the odd octave error and creak.
const EXTREME: f64 = 0.05;

/// How far `hz` lies above `reference_hz`, semitones (12 to the octave).
#[must_use]
pub fn semitones(hz: f64, reference_hz: f64) -> f64 {
    12.0 * (hz / reference_hz).log2()
}

/// Median, mean and range over the voiced frames; `None` with less than half a second of them.
#[must_use]
pub fn summarise(pitch: &Pitch) -> Option<PitchSummary> {
    let voiced: Vec<f64> = pitch.f0_hz.iter().copied().flatten().collect();
    if (voiced.len() as f64) * pitch.step < LEAST_VOICED_SECONDS {
        return None;
    }
    let median_hz = quantile(&voiced, 0.5)?;
    let low_hz = quantile(&voiced, EXTREME)?;
    let high_hz = quantile(&voiced, 1.0 - EXTREME)?;
    let heights: Vec<f64> = voiced.iter().map(|hz| semitones(*hz, median_hz)).collect();
    Some(PitchSummary {
        median_hz,
        mean_hz: mean(&voiced)?,
        low_hz,
        high_hz,
        range_semitones: semitones(high_hz, low_hz),
        sd_semitones: deviation(&heights)?,
        voiced_share: voiced.len() as f64 / pitch.f0_hz.len() as f64,
    })
}

#[cfg(test)]
mod tests {
    use domain::Pitch;

    use super::{semitones, summarise};

    fn pitch(f0_hz: Vec<Option<f64>>) -> Pitch {
        Pitch {
            start: 0.0,
            step: 0.01,
            floor_hz: 75.0,
            ceiling_hz: 500.0,
            f0_hz,
        }
    }

    #[test]
    fn an_octave_is_twelve_semitones() {
        assert_eq!(semitones(220.0, 110.0), 12.0);
        assert_eq!(semitones(110.0, 220.0), -12.0);
    }

    #[test]
    fn half_the_frames_voiced_on_one_note() {
        let summary = summarise(&pitch([vec![Some(200.0); 60], vec![None; 60]].concat())).unwrap();
        assert_eq!(summary.median_hz, 200.0);
        assert_eq!(summary.range_semitones, 0.0);
        assert_eq!(summary.sd_semitones, 0.0);
        assert_eq!(summary.voiced_share, 0.5);
    }

    #[test]
    fn a_few_octave_errors_do_not_widen_the_range() {
        let mut f0 = vec![Some(100.0); 100];
        f0[40..44].fill(Some(200.0));
        assert_eq!(summarise(&pitch(f0)).unwrap().range_semitones, 0.0);
    }

    #[test]
    fn too_little_voice_has_no_summary() {
        assert_eq!(summarise(&pitch(vec![Some(200.0); 49])), None);
        assert_eq!(summarise(&pitch(vec![None; 500])), None);
    }
}
