//! `erase`: what is over goes. By the hour, everything of an org that is due: sessions past their day, attempts as old as
//! the org keeps anything, uploads that were given up, events that nobody will ask for any more. And at once, blobs whose
//! rows are gone already.
//!
//! Twice: what is gone stays gone. A row goes in one transaction with the job that deletes its blobs, so that no blob is
//! forgotten, however long the file store is away.

use std::time::Duration;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::{Actor, BlobKey, NewAuditEvent, OrgTx};

use crate::{AtOnce, Kind, Of, failure::Failure, start, task::Task};

pub(crate) const KIND: Kind = Kind {
    name: "erase",
    subject: "org.erase",
    of: Of::Org,
    stage: 5,
    tries: 20,
    timeout: Duration::from_secs(30 * 60),
    at_once: AtOnce::One,
};

/// Events are for following a session while it is worked on; after this they are forgotten, days.
const EVENT_DAYS: i64 = 7;

/// Rows that are looked for at a time.
const AT_A_TIME: u64 = 50;

/// What is to be erased.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(crate) enum Input {
    /// Everything of the org that is due.
    Due,
    /// Blobs whose rows are gone.
    Blobs {
        /// Their keys.
        keys: Vec<String>,
    },
}

pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    match serde_json::from_value(task.job.input.clone())? {
        Input::Blobs { keys } => blobs(task, &keys).await?,
        Input::Due => {
            while sessions(task).await? {}
            while attempts(task).await? {}
            while uploads(task).await? {}
        }
    }
    let tx = task.parts.store.write(task.org()).await?;
    tx.events().prune(tx.now() - TimeDelta::days(EVENT_DAYS)).await?;
    task.finish(tx).await
}

async fn blobs(task: &Task, keys: &[String]) -> Result<(), Failure> {
    for key in keys {
        // A key of another org, or one that is none, deletes nothing.
        if let Some(key) = BlobKey::stored(task.org(), key) {
            task.parts.blobs.delete(&key).await?;
        }
    }
    Ok(())
}

/// Erases some sessions that are due; whether there may be more.
async fn sessions(task: &Task) -> Result<bool, Failure> {
    let tx = task.parts.store.read(task.org()).await?;
    let due = tx.sessions().due_for_erasure(AT_A_TIME).await?;
    drop(tx);
    for session in &due {
        let tx = task.parts.store.write(task.org()).await?;
        task.still_mine(&tx).await?;
        let outside = tx.erasure().outside_of_session(session.id).await?;
        tx.erasure().session(session.id).await?;
        start::blobs(&tx, outside.blobs).await?;
        note(&tx, "session.expired", ("session", session.id.to_string())).await?;
        tx.commit().await?;
        task.parts.forget(session.id);
        for upload in outside.uploads {
            task.parts.blobs.delete_parts(task.org(), upload).await?;
        }
    }
    Ok(!due.is_empty())
}

/// Erases some attempts that are older than the org keeps anything; whether there may be more.
async fn attempts(task: &Task) -> Result<bool, Failure> {
    let tx = task.parts.store.read(task.org()).await?;
    let days = tx.orgs().get().await?.and_then(|org| org.retention_days);
    let before = days.and_then(|days| tx.now().checked_sub_signed(TimeDelta::days(days.into())));
    let Some(before) = before else {
        return Ok(false);
    };
    let due = tx.attempts().before(before, AT_A_TIME).await?;
    drop(tx);
    for attempt in &due {
        let tx = task.parts.store.write(task.org()).await?;
        task.still_mine(&tx).await?;
        tx.erasure().attempt(attempt.id).await?;
        start::blobs(&tx, attempt.blob.iter().cloned().collect()).await?;
        note(&tx, "attempt.expired", ("attempt", attempt.id.to_string())).await?;
        tx.commit().await?;
        task.parts.memory.forget(attempt.id);
    }
    Ok(!due.is_empty())
}

/// Writes down in the audit that something went by itself.
async fn note(
    tx: &OrgTx,
    action: &'static str,
    (object_kind, object_id): (&'static str, String),
) -> Result<(), Failure> {
    let event = NewAuditEvent {
        actor: &Actor::house(),
        action,
        object_kind,
        object_id,
        detail: json!({}),
    };
    Ok(tx.audit().append(event).await?)
}

/// Erases some uploads that were given up; whether there may be more.
async fn uploads(task: &Task) -> Result<bool, Failure> {
    let tx = task.parts.store.read(task.org()).await?;
    let given_up = tx.uploads().expired(AT_A_TIME).await?;
    drop(tx);
    for upload in &given_up {
        // The pieces first: as long as the row is there, this is done again.
        task.parts.blobs.delete_parts(task.org(), upload.id).await?;
        let tx = task.parts.store.write(task.org()).await?;
        let confirmed = tx.media().find(upload.id).await?.is_some();
        tx.uploads().delete(upload.id).await?;
        if !confirmed {
            // Perhaps it was sent straight to the file store, and nobody came to say so.
            let whole = BlobKey::media(task.org(), upload.id).to_string();
            start::blobs(&tx, vec![whole]).await?;
        }
        tx.commit().await?;
    }
    Ok(!given_up.is_empty())
}
