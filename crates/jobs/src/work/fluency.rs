//! `fluency`: words and voice together: pace, pauses, filled pauses, slips, vocabulary.
//!
//! Twice: the same findings of the same transcript are written over themselves.

use std::time::Duration;

use super::score;
use crate::{AtOnce, Kind, Of, events::ScoreEvent, failure::Failure, stop::blocking, task::Task};

pub(crate) const KIND: Kind = Kind {
    name: "fluency",
    subject: "prosody.done",
    of: Of::Session,
    stage: 40,
    tries: 4,
    timeout: Duration::from_secs(15 * 60),
    at_once: AtOnce::Cores,
};

pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    let session = task.session().await?;
    let tx = task.parts.store.read(task.org()).await?;
    let (transcript, prosody) = (
        tx.transcripts().find(session.id).await?,
        tx.prosody().find(session.id).await?,
    );
    drop(tx);
    let (Some(transcript), Some(prosody)) = (transcript, prosody) else {
        return Err(Failure::Void);
    };
    let parts = task.parts.clone();
    let fluency = blocking(move || Ok(parts.rules().apply(&transcript, &prosody))).await?;
    let (tx, session) = task.begin().await?;
    tx.fluency().write(session.id, &fluency).await?;
    task.follow(&tx, score::KIND, false).await?;
    task.finish_step(tx, vec![ScoreEvent::Fluency.told()]).await
}
