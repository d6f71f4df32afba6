//! Intonation and loudness of each stretch between pauses.

use domain::{Intensity, Phrase, Pitch, Span};

use crate::pitch::semitones;
use crate::stats::{deviation, mean, quantile, slope};

/// Seconds of voice a phrase needs for its slope and range.
const LEAST_VOICED: f64 = 0.3;
/// Seconds of voice at a phrase's end that its final movement is about; as much again must come before.
const FINAL: f64 = 0.3;
/// Share left out at each end of the range.
const EXTREME: f64 = 0.05;

/// One phrase for each of the `sounding` stretches.
#[must_use]
pub fn describe(sounding: &[Span], pitch: &Pitch, intensity: &Intensity) -> Vec<Phrase> {
    sounding
        .iter()
        .map(|span| phrase(*span, pitch, intensity))
        .collect()
}

fn phrase(span: Span, pitch: &Pitch, intensity: &Intensity) -> Phrase {
    // Semitones above 1 Hz: only differences are used.
    let voiced: Vec<(f64, f64)> = frames(span, pitch.start, pitch.step, &pitch.f0_hz)
        .filter_map(|(time, f0)| Some((time, semitones((*f0)?, 1.0))))
        .collect();
    let heights: Vec<f64> = voiced.iter().map(|(_, height)| *height).collect();
    let enough = (voiced.len() as f64) * pitch.step >= LEAST_VOICED;
    let range = || Some(quantile(&heights, 1.0 - EXTREME)? - quantile(&heights, EXTREME)?);
    let levels: Vec<f64> = frames(span, intensity.start, intensity.step, &intensity.db)
        .map(|(_, db)| *db)
        .collect();
    Phrase {
        span,
        declination: slope(&voiced).filter(|_| enough),
        final_movement: final_movement(&heights, pitch.step),
        range_semitones: range().filter(|_| enough),
        mean_db: mean(&levels).unwrap_or(0.0),
    }
}

/// How far the median of the last [`FINAL`] seconds of voice lies above that of the voice before it, semitones.
fn final_movement(heights: &[f64], step: f64) -> Option<f64> {
    let count = (FINAL / step).round() as usize;
    let (rest, last) = heights.split_at_checked(heights.len().checked_sub(count)?)?;
    if rest.len() < count {
        return None;
    }
    Some(quantile(last, 0.5)? - quantile(rest, 0.5)?)
}

/// Standard deviation of intensity over the sounding stretches, dB.
#[must_use]
pub fn loudness_variation(sounding: &[Span], intensity: &Intensity) -> Option<f64> {
    let levels: Vec<f64> = sounding
        .iter()
        .flat_map(|span| frames(*span, intensity.start, intensity.step, &intensity.db).map(|(_, db)| *db))
        .collect();
    deviation(&levels)
}

/// The frames whose centres lie in `span`, with their times.
fn frames<T>(span: Span, start: f64, step: f64, values: &[T]) -> impl Iterator<Item = (f64, &T)> {
    let index = |time: f64| (((time - start) / step).ceil().max(0.0) as usize).min(values.len());
    let first = index(span.start);
    let part = &values[first..index(span.end).max(first)];
    part.iter()
        .enumerate()
        .map(move |(offset, value)| (start + (first + offset) as f64 * step, value))
}

#[cfg(test)]
mod tests {
    use domain::{Intensity, Pitch, Span};

    use super::{describe, loudness_variation};

    fn pitch(f0: impl Fn(f64) -> Option<f64>) -> Pitch {
        let f0_hz = (0..200).map(|i| f0(f64::from(i) * 0.01)).collect();
        Pitch {
            start: 0.0,
            step: 0.01,
            floor_hz: 75.0,
            ceiling_hz: 500.0,
            f0_hz,
        }
    }

    fn intensity() -> Intensity {
        let db = (0..200).map(|i| if i < 100 { 60.0 } else { 70.0 }).collect();
        Intensity {
            start: 0.0,
            step: 0.01,
            db,
        }
    }

    #[test]
    fn a_steady_fall_has_its_slope_and_no_final_rise() {
        let falling = pitch(|time| Some(200.0 * 2.0_f64.powf(-2.0 * time / 12.0)));
        let phrase = &describe(&[Span::new(0.0, 2.0)], &falling, &intensity())[0];
        assert!((phrase.declination.unwrap() + 2.0).abs() < 1e-9);
        assert!(phrase.final_movement.unwrap() < -1.0);
        assert!((phrase.range_semitones.unwrap() - 3.58).abs() < 0.1);
    }

    #[test]
    fn a_question_rises_at_its_end() {
        let question = pitch(|time| Some(if time < 1.69 { 200.0 } else { 300.0 }));
        let phrase = &describe(&[Span::new(0.0, 2.0)], &question, &intensity())[0];
        assert!((phrase.final_movement.unwrap() - 7.02).abs() < 0.01);
    }

    #[test]
    fn a_whispered_phrase_has_no_intonation() {
        let phrase = &describe(&[Span::new(0.0, 1.0)], &pitch(|_| None), &intensity())[0];
        assert_eq!(
            (phrase.declination, phrase.final_movement, phrase.range_semitones),
            (None, None, None)
        );
        assert_eq!(phrase.mean_db, 60.0);
    }

    #[test]
    fn loudness_varies_over_the_sounding_stretches_only() {
        assert_eq!(
            loudness_variation(&[Span::new(0.0, 1.0)], &intensity()),
            Some(0.0)
        );
        assert!(loudness_variation(&[Span::new(0.0, 2.0)], &intensity()).unwrap() > 4.0);
        assert_eq!(loudness_variation(&[], &intensity()), None);
    }
}
