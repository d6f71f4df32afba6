//! `align`: finds when each word and sound was said and, in English, how well, and writes the transcript.
//!
//! Twice: the transcript is written over itself.

use std::time::Duration;

use domain::{Clock, Language, Pronunciation, Transcript};

use super::{hear::measured, join};
use crate::{
    AtOnce, Engines, Kind, Lane, Of,
    failure::Failure,
    heard::HeardDocument,
    stop::{blocking, leave_if},
    task::Task,
};

pub(crate) const KIND: Kind = Kind {
    name: "align",
    subject: "asr.done",
    of: Of::Session,
    stage: 30,
    tries: 4,
    timeout: Duration::from_secs(3600),
    at_once: AtOnce::One,
};

pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    let session = task.session().await?;
    let tx = task.parts.store.read(task.org()).await?;
    let document = tx.transcripts().heard::<HeardDocument>(session.id).await?;
    drop(tx);
    let document = document.ok_or(Failure::Void)?;
    let sound = task.sound(&session).await?;
    let inner = task.clone();
    let (transcript, sounds) = blocking(move || {
        let (engines, clock) = (&*inner.parts.engines, inner.parts.store.clock());
        let mut going_on = |_| leave_if(&inner.stop);
        let began = clock.now();
        let heard = document.heard();
        let aligned = engines.align(
            Lane::Recordings,
            &sound.samples,
            &document.speech,
            &heard,
            &mut going_on,
        )?;
        measured("times", clock, began, sound.samples.len());
        let sounds = sounds(engines, clock, &sound.samples, &aligned, &mut going_on)?;
        Ok((aligned, sounds))
    })
    .await?;
    let (tx, session) = task.begin().await?;
    tx.transcripts()
        .write(session.id, &transcript, sounds.as_ref())
        .await?;
    join::finish(task, tx, &session, Vec::new()).await
}

/// How well the sounds of English speech were said.
pub(super) fn sounds(
    engines: &dyn Engines,
    clock: &dyn Clock,
    samples: &[f32],
    aligned: &Transcript,
    going_on: &mut dyn FnMut(f64),
) -> Result<Option<Pronunciation>, speech::Error> {
    if aligned.language != Language::ENGLISH {
        return Ok(None);
    }
    let began = clock.now();
    let found = engines.pronounce_talk(samples, aligned, going_on)?;
    measured("sounds", clock, began, samples.len());
    Ok(Some(found))
}
