//! `rescore`: a rubric has a new version. Scores every session of the org that was scored by an earlier one; scores of the
//! earlier version stay, and the drills that people may be at stay as they are.
//!
//! Twice, or broken off in the middle: only sessions without a score of the new version are looked at, each in a
//! transaction of its own.

use std::time::Duration;

use coach::Rubric;
use domain::RubricRef;
use storage::{
    SessionId, Store, StoredScore,
    records::{Session, SessionState},
};

use super::score::{card, scored};
use crate::{AtOnce, Kind, Of, failure::Failure, task::Task};

pub(crate) const KIND: Kind = Kind {
    name: "rescore",
    subject: "org.rescore",
    of: Of::Org,
    // After everything that somebody waits for.
    stage: 0,
    tries: 5,
    timeout: Duration::from_secs(2 * 3600),
    at_once: AtOnce::One,
};

/// Sessions that are looked for at a time.
const AT_A_TIME: u64 = 50;

pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    let wanted: RubricRef = serde_json::from_value(task.job.input.clone())?;
    let now = Rubric::builtin(&wanted.name);
    if now.is_none_or(|rubric| *rubric.reference() != wanted) {
        return Err(Failure::Void);
    }
    loop {
        let tx = task.parts.store.read(task.org()).await?;
        let outdated = tx
            .scores()
            .outdated(&wanted.name, wanted.version, AT_A_TIME)
            .await?;
        drop(tx);
        if outdated.is_empty() {
            let tx = task.parts.store.write(task.org()).await?;
            return task.finish(tx).await;
        }
        let mut scored = 0;
        for session in outdated {
            scored += usize::from(again(task, session).await?);
        }
        if scored == 0 {
            return Err(Failure::Again(
                "sessions that are done lack what they are scored by".to_owned(),
            ));
        }
    }
}

/// Scores a session that is done by the newest version of its rubric, at once; `None` when it is not done, or lacks what
/// it is scored by.
///
/// # Errors
/// [`storage::Error`].
pub async fn now(store: &Store, session: &Session) -> storage::Result<Option<StoredScore>> {
    if session.state != SessionState::Done {
        return Ok(None);
    }
    let tx = store.read(session.org_id).await?;
    let card = match card(tx, session).await {
        Ok(card) => card,
        Err(failure) => {
            tracing::warn!(session = %session.id, error = %failure, "a session could not be scored again");
            return Ok(None);
        }
    };
    let tx = store.write(session.org_id).await?;
    let same = tx.sessions().lock(session.id).await?;
    if same.is_none_or(|same| same.run != session.run) {
        return Ok(None);
    }
    tx.scores().write(session.id, &card).await?;
    tx.events().append(session.id, vec![scored(&card)]).await?;
    let score = tx.scores().latest(session.id, &session.rubric).await?;
    tx.commit().await?;
    Ok(score)
}

/// Scores one session anew; `false` when it cannot be, since something of it is missing.
async fn again(task: &Task, session: SessionId) -> Result<bool, Failure> {
    let tx = task.parts.store.read(task.org()).await?;
    let Some(session) = tx.sessions().find(session).await? else {
        return Ok(true);
    };
    let card = match card(tx, &session).await {
        Err(Failure::Void) => return Ok(false),
        card => card?,
    };
    let tx = task.parts.store.write(task.org()).await?;
    task.still_mine(&tx).await?;
    let same = tx.sessions().lock(session.id).await?;
    if same.is_some_and(|same| same.run == session.run && same.state == SessionState::Done) {
        tx.scores().write(session.id, &card).await?;
        tx.events().append(session.id, vec![scored(&card)]).await?;
        tx.commit().await?;
    }
    Ok(true)
}
