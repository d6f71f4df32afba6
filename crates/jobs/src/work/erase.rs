//! `erase`: what is over goes. By the hour, everything of an org that is due: sessions past their day, uploads that were
//! given up, events that nobody will ask for any more. And at once, blobs whose rows are gone already.
//!
//! Twice: what is gone stays gone. A row goes in one transaction with the job that deletes its blobs, so that no blob is
//! forgotten, however long the file store is away.

use std::time::Duration;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::{Actor, BlobKey, NewAuditEvent};

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
        let event = NewAuditEvent {
            actor: &Actor::house(),
            action: "session.expired",
            object_kind: "session",
            object_id: session.id.to_string(),
            detail: json!({}),
        };
        tx.audit().append(event).await?;
        tx.commit().await?;
        task.parts.forget(session.id);
        for upload in outside.uploads {
            task.parts.blobs.delete_parts(task.org(), upload).await?;
        }
    }
    Ok(!due.is_empty())
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
        tx.uploads().delete(upload.id).await?;
        tx.commit().await?;
    }
    Ok(!given_up.is_empty())
}
