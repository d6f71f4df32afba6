//! `align`: finds when each word and sound was said, and writes the transcript.
//!
//! Twice: the transcript is written over itself.

use std::time::Duration;

use super::{hear::measured, join};
use crate::{
    AtOnce, Kind, Lane, Of,
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
    let transcript = blocking(move || {
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
        Ok(aligned)
    })
    .await?;
    let (tx, session) = task.begin().await?;
    tx.transcripts().write(session.id, &transcript).await?;
    join::finish(task, tx, &session, Vec::new()).await
}
