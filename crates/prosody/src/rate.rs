//! Syllable nuclei and the rates that follow (De Jong & Wempe 2009, "Praat script to detect syllable nuclei and measure
//! speech rate automatically", Behavior Research Methods 41).
//!
//! A nucleus is a peak in intensity that is loud enough, voiced, and has a dip of at least 2 dB before and after it.

use domain::{Intensity, Pitch, Span, SpeechRate};

use crate::intensity::IntensitySettings;

/// How far the intensity must fall between two nuclei, dB; the authors' value for recordings without filtering.
pub const LEAST_DIP_DB: f64 = 2.0;

/// The intensity that nuclei are looked for in: smoother than the standard one, as the authors have it.
#[must_use]
pub fn intensity_settings() -> IntensitySettings {
    IntensitySettings {
        minimum_pitch_hz: 50.0,
        step: 0.01,
        subtract_mean: true,
    }
}

/// Times of the syllable nuclei in `intensity`, seconds: peaks at `level` dB or above, inside `sounding` and voiced in
/// `pitch`.
#[must_use]
pub fn nuclei(intensity: &Intensity, level: f64, sounding: &[Span], pitch: &Pitch) -> Vec<f64> {
    let time = |index: usize| intensity.start + index as f64 * intensity.step;
    let voiced = |time: f64| {
        let frame = ((time - pitch.start) / pitch.step).round();
        frame >= 0.0 && pitch.f0_hz.get(frame as usize).copied().flatten().is_some()
    };
    peaks(&intensity.db)
        .into_iter()
        .filter(|peak| intensity.db[*peak] >= level)
        .map(time)
        .filter(|time| voiced(*time) && sounding.iter().any(|span| span.contains(*time)))
        .collect()
}

/// Indices of the peaks that rise [`LEAST_DIP_DB`] from the dip before them and fall as much to the one after; the
/// recording's start and end count as dips.
fn peaks(db: &[f64]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut rising = true;
    let (mut top, mut bottom) = (0, 0);
    for index in 0..db.len() {
        if rising {
            if db[index] > db[top] {
                top = index;
            } else if db[top] - db[index] >= LEAST_DIP_DB {
                found.push(top);
                (rising, bottom) = (false, index);
            }
        } else if db[index] < db[bottom] {
            bottom = index;
        } else if db[index] - db[bottom] >= LEAST_DIP_DB {
            (rising, top) = (true, index);
        }
    }
    if rising && !db.is_empty() {
        found.push(top);
    }
    found
}

/// The rates that `nuclei` and the `sounding` stretches give.
#[must_use]
pub fn rates(nuclei: Vec<f64>, sounding: &[Span]) -> SpeechRate {
    let phonation_seconds: f64 = sounding.iter().map(Span::duration).sum();
    let speaking = match (sounding.first(), sounding.last()) {
        (Some(first), Some(last)) => last.end - first.start,
        _ => 0.0,
    };
    let count = nuclei.len() as f64;
    let per = |seconds: f64| (count > 0.0 && seconds > 0.0).then(|| count / seconds);
    SpeechRate {
        speech_rate: per(speaking),
        articulation_rate: per(phonation_seconds),
        phonation_seconds,
        nuclei,
    }
}

#[cfg(test)]
mod tests {
    use domain::Span;

    use super::{peaks, rates};

    #[test]
    fn a_ripple_under_two_decibels_is_no_peak() {
        assert_eq!(peaks(&[40.0, 60.0, 59.0, 60.5, 50.0, 58.0, 40.0]), [3, 5]);
    }

    #[test]
    fn a_peak_at_the_end_needs_no_fall() {
        assert_eq!(peaks(&[40.0, 60.0]), [1]);
        assert!(peaks(&[]).is_empty());
    }

    #[test]
    fn pauses_slow_speech_but_not_articulation() {
        let rate = rates(
            vec![0.5, 1.0, 3.5, 4.0],
            &[Span::new(0.0, 2.0), Span::new(3.0, 5.0)],
        );
        assert_eq!(rate.speech_rate, Some(0.8));
        assert_eq!(rate.articulation_rate, Some(1.0));
    }

    #[test]
    fn without_nuclei_there_is_no_rate() {
        let rate = rates(Vec::new(), &[Span::new(0.0, 2.0)]);
        assert_eq!(rate.speech_rate, None);
        assert_eq!(rate.phonation_seconds, 2.0);
    }
}
