//! `prosody`: measures the voice from the sound alone. First looks at stretches leave for listeners as they are known; what
//! is stored is measured over the whole recording.
//!
//! Twice: the measurements are written over themselves, and listeners are told to begin anew.

use std::{sync::Arc, time::Duration};

use ::prosody::{
    intensity::{self, IntensitySettings},
    pitch::{self, PitchSettings},
};
use domain::{Intensity, Span};

use super::{hear::measured, join};
use crate::{
    AtOnce, Kind, Of,
    events::{MetricsEvent, Stretch, Told},
    failure::Failure,
    outbox::Outbox,
    stop::{blocking, leave_if},
    task::Task,
};

pub(crate) const KIND: Kind = Kind {
    name: "prosody",
    subject: "media.measure",
    of: Of::Session,
    stage: 25,
    tries: 4,
    timeout: Duration::from_secs(3600),
    at_once: AtOnce::Cores,
};

/// Length of a stretch, seconds; long enough for a median of F0 that means something.
const STRETCH: f64 = 10.0;

/// Stretches of one recording, at most: those of a long one are longer.
const MOST_STRETCHES: f64 = 120.0;

pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    let session = task.session().await?;
    let sound = task.sound(&session).await?;
    task.tell(vec![MetricsEvent::Reset.told()]).await?;
    let outbox = Arc::new(Outbox::default());
    let (inner, gathered) = (task.clone(), outbox.clone());
    let work = blocking(move || {
        look(&sound.samples, |stretch, done| {
            leave_if(&inner.stop);
            gathered.add(Some(stretch), done);
        });
        let clock = inner.parts.store.clock();
        let began = clock.now();
        let measures = ::prosody::measure(&sound.samples, audio::SAMPLE_RATE);
        measured("prosody", clock, began, sound.samples.len());
        Ok(measures)
    });
    let measures = outbox.telling(task, stretches, work).await?;
    let (tx, session) = task.begin().await?;
    tx.prosody().write(session.id, &measures).await?;
    join::finish(task, tx, &session, vec![MetricsEvent::Measured.told()]).await
}

fn stretches(stretches: Vec<Stretch>, done: f64) -> Told {
    MetricsEvent::Stretches { stretches, done }.told()
}

/// Looks at one stretch after the other.
fn look(samples: &[f32], mut each: impl FnMut(Stretch, f64)) {
    let seconds = samples.len() as f64 / f64::from(audio::SAMPLE_RATE);
    let length = STRETCH.max(seconds / MOST_STRETCHES);
    let mut start = 0.0;
    while start < seconds {
        let end = (start + length).min(seconds);
        each(stretch(samples, Span::new(start, end)), end / seconds);
        start = end;
    }
}

fn stretch(samples: &[f32], span: Span) -> Stretch {
    let part = audio::slice(samples, span);
    let pitch = pitch::track(part, audio::SAMPLE_RATE, &PitchSettings::default());
    let summary = pitch::summarise(&pitch);
    let loudness = intensity::track(part, audio::SAMPLE_RATE, &IntensitySettings::default());
    let of = |value: fn(&domain::PitchSummary) -> f64| summary.as_ref().map(value);
    Stretch {
        start: span.start,
        end: span.end,
        f0_hz: of(|summary| summary.median_hz),
        low_hz: of(|summary| summary.low_hz),
        high_hz: of(|summary| summary.high_hz),
        voiced_share: of(|summary| summary.voiced_share),
        db: mean_db(&loudness),
    }
}

/// Mean over the frames that are not digital silence, which Praat puts at -300 dB.
fn mean_db(loudness: &Intensity) -> Option<f64> {
    let heard: Vec<f64> = loudness.db.iter().copied().filter(|db| *db > -100.0).collect();
    (!heard.is_empty()).then(|| heard.iter().sum::<f64>() / heard.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::look;

    fn stretches(seconds: usize) -> Vec<(f64, f64)> {
        let mut found = Vec::new();
        look(&vec![0.0; seconds * 16_000], |stretch, _| {
            found.push((stretch.start, stretch.end))
        });
        found
    }

    #[test]
    fn stretches_cover_the_recording_and_the_last_may_be_short() {
        assert_eq!(stretches(25), [(0.0, 10.0), (10.0, 20.0), (20.0, 25.0)]);
        assert!(stretches(0).is_empty());
    }

    #[test]
    fn a_tone_has_its_pitch_and_silence_has_none() {
        let tone = (0..160_000u32).map(|i| 0.3 * (i as f32 * 0.05).sin());
        let samples: Vec<f32> = tone.chain(std::iter::repeat_n(0.0, 160_000)).collect();
        let mut found = Vec::new();
        look(&samples, |stretch, done| found.push((stretch, done)));
        let hertz = 0.05 * 16_000.0 / std::f64::consts::TAU;
        assert!((found[0].0.f0_hz.unwrap() - hertz).abs() < 0.5, "{found:?}");
        assert_eq!((found[1].0.f0_hz, found[1].0.db), (None, None));
        assert_eq!((found[0].1, found[1].1), (0.5, 1.0));
    }
}
