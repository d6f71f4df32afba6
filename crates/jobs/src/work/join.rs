//! Where words and voice meet: whichever is known last queues `fluency`, and from then on nobody needs the sound.

use storage::{
    OrgTx,
    records::{Media, Session},
};

use super::fluency;
use crate::{events::Told, failure::Failure, start, task::Task};

/// Finishes a job that has written the transcript or the prosody in `tx`, in which `session` is locked.
pub(crate) async fn finish(
    task: &Task,
    tx: OrgTx,
    session: &Session,
    events: Vec<Told>,
) -> Result<(), Failure> {
    let both = tx.prosody().exists(session.id).await? && tx.transcripts().exists(session.id).await?;
    if both {
        task.follow(&tx, fluency::KIND, false).await?;
        let_go(&tx, session).await?;
    }
    task.finish_step(tx, events).await?;
    if both {
        task.parts.forget(session.id);
    }
    Ok(())
}

/// Says that the sound is gone where it is not to be kept. What is in memory is let go after the commit.
pub(crate) async fn let_go(tx: &OrgTx, session: &Session) -> storage::Result<()> {
    if session.store_audio {
        return Ok(());
    }
    let was: Option<Media> = tx.media().erased(session.id).await?;
    let blob = was.and_then(|media| media.blob);
    start::blobs(tx, blob.into_iter().collect()).await
}
