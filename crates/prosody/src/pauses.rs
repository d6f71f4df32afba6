//! Where there is sound and where silence (Praat: Intensity: To TextGrid (silences)...).
//!
//! Praat's command of the same name for sounds is this one after a filter from 80 to 8000 Hz, which is left out here: it
//! would need the whole recording's spectrum. Each window's mean is taken away, which removes direct current.

use domain::{Intensity, Pause, Span};

use crate::stats::quantile;

/// What counts as silent, and how long it must last.
///
/// [`Default`] is for pauses in speech: 25 dB below the loud parts (Praat's standard), at least 0.25 s long (Goldman-Eisler
/// 1968; De Jong & Bosker 2013: shorter ones are mostly the closures of plosives), between sounds of at least 0.1 s (Praat's
/// standard). The loud parts are those that 1 % of the frames exceed, after De Jong & Wempe's script, so that one cough
/// does not turn soft speech into silence. [`SilenceSettings::praat`] has Praat's own values.
#[derive(Clone, Debug, PartialEq)]
pub struct SilenceSettings {
    /// How far below the reference level silence begins, dB.
    pub threshold_db: f64,
    /// Which quantile of the intensity is the reference level; 1 for its maximum.
    pub reference_quantile: f64,
    /// The shortest silence, seconds.
    pub least_silent: f64,
    /// The shortest sound, seconds.
    pub least_sounding: f64,
}

impl Default for SilenceSettings {
    fn default() -> Self {
        Self {
            threshold_db: 25.0,
            reference_quantile: 0.99,
            least_silent: 0.25,
            least_sounding: 0.1,
        }
    }
}

impl SilenceSettings {
    /// Praat's standard values: 25 dB below the maximum, silences and sounds of at least 0.1 s.
    #[must_use]
    pub fn praat() -> Self {
        Self {
            reference_quantile: 1.0,
            least_silent: 0.1,
            ..Self::default()
        }
    }

    /// The level under which a frame is silent, dB. `None` for a recording without any sound.
    #[must_use]
    pub fn level(&self, intensity: &Intensity) -> Option<f64> {
        let reference = if self.reference_quantile >= 1.0 {
            maximum(&intensity.db)
        } else {
            quantile(&intensity.db, self.reference_quantile)
        };
        reference
            .filter(|db| *db >= FAINTEST_DB)
            .map(|db| db - self.threshold_db.abs())
    }
}

/// A recording whose loud parts are under this holds no sound, dB: a sine at full scale has 91, a quiet room recorded
/// at 16 bits about 20.
pub const FAINTEST_DB: f64 = 30.0;

/// The largest value, placed between frames by a parabola as Praat does.
fn maximum(db: &[f64]) -> Option<f64> {
    let at = (0..db.len()).reduce(|best, index| if db[index] > db[best] { index } else { best })?;
    let (Some(left), Some(right)) = (at.checked_sub(1).map(|left| db[left]), db.get(at + 1)) else {
        return Some(db[at]);
    };
    let bend = 2.0 * db[at] - left - right;
    Some(if bend > 0.0 {
        db[at] + (right - left).powi(2) / (8.0 * bend)
    } else {
        db[at]
    })
}

/// The sounding stretches of a recording of `duration` seconds, in order; none when it is silent. Boundaries are the
/// centres of the frames at which the level is crossed.
#[must_use]
pub fn sounding(intensity: &Intensity, duration: f64, settings: &SilenceSettings) -> Vec<Span> {
    let Some(level) = settings.level(intensity) else {
        return Vec::new();
    };
    let mut found: Vec<Span> = Vec::new();
    let mut start = None;
    for (index, db) in intensity.db.iter().enumerate() {
        let time = if index == 0 {
            0.0
        } else {
            intensity.start + index as f64 * intensity.step
        };
        match (start, *db >= level) {
            (None, true) => start = Some(time),
            (Some(begin), false) => {
                found.push(Span::new(begin, time));
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|begin| Span::new(begin, duration)));
    // Praat's order: first the bursts go, then the silences between what is left are looked at.
    found.retain(|span| span.duration() >= settings.least_sounding);
    let mut joined: Vec<Span> = Vec::new();
    for span in found {
        match joined.last_mut() {
            Some(last) if span.start - last.end < settings.least_silent => last.end = span.end,
            _ => joined.push(span),
        }
    }
    reach_ends(&mut joined, duration, settings.least_silent);
    joined
}

/// A silence too short to be one is sound also at the beginning and the end.
fn reach_ends(spans: &mut [Span], duration: f64, least_silent: f64) {
    if let Some(first) = spans.first_mut().filter(|first| first.start < least_silent) {
        first.start = 0.0;
    }
    if let Some(last) = spans.last_mut().filter(|last| duration - last.end < least_silent) {
        last.end = duration;
    }
}

/// The silences between sounding stretches.
#[must_use]
pub fn between(sounding: &[Span]) -> Vec<Pause> {
    sounding
        .windows(2)
        .map(|pair| Pause {
            span: Span::new(pair[0].end, pair[1].start),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{SilenceSettings, between, sounding};
    use crate::intensity::{IntensitySettings, track};

    /// A tone with silences at the given seconds.
    fn found(silences: &[(f64, f64)]) -> Vec<domain::Span> {
        let samples: Vec<f32> = (0..48_000)
            .map(|i| {
                let time = f64::from(i) / 16_000.0;
                let silent = silences.iter().any(|(start, end)| (*start..*end).contains(&time));
                if silent {
                    0.0
                } else {
                    (0.3 * (time * 1_000.0).sin()) as f32
                }
            })
            .collect();
        sounding(
            &track(&samples, 16_000, &IntensitySettings::default()),
            3.0,
            &SilenceSettings::default(),
        )
    }

    #[test]
    fn known_pauses_are_found_within_a_window() {
        let pauses = between(&found(&[(0.8, 1.3), (2.0, 2.4)]));
        assert_eq!(pauses.len(), 2);
        // The window's skirts reach into the silence: 25 dB down is about 0.03 s after the sound stops.
        for (pause, (start, end)) in pauses.iter().zip([(0.8, 1.3), (2.0, 2.4)]) {
            assert!((pause.span.start - start).abs() < 0.04, "{pause:?}");
            assert!((pause.span.end - end).abs() < 0.04, "{pause:?}");
        }
    }

    #[test]
    fn a_plosives_closure_is_no_pause() {
        assert_eq!(found(&[(1.0, 1.12)]).len(), 1);
    }

    #[test]
    fn silence_before_and_after_is_no_pause() {
        let spans = found(&[(0.0, 0.7), (2.2, 3.0)]);
        assert_eq!(spans.len(), 1);
        assert!(spans[0].start > 0.6 && spans[0].end < 2.3);
    }

    #[test]
    fn a_silent_recording_has_no_sound() {
        assert!(found(&[(0.0, 3.0)]).is_empty());
    }
}
