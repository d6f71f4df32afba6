//! What puts the first job in the queue, in the same transaction as the state that it follows from.

use serde_json::json;
use storage::{
    NewJob, OrgTx, Result, SessionId,
    records::{Job, MediaState, Session, SessionState},
};
use uuid::Uuid;

use crate::{
    Kind, MemoryAudio, Of,
    events::StateEvent,
    trace,
    work::{attempt, erase, ingest, report, rescore},
};

/// A session of the states from which it may be processed.
const STARTABLE: [SessionState; 3] = [SessionState::Ready, SessionState::Done, SessionState::Failed];

/// Why a session cannot be processed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotStarted {
    /// It is being processed, or there is none.
    #[error(
        "this session cannot be processed now: it waits for its recording, or is being processed already"
    )]
    State,
    /// Its recording is not here.
    #[error("the recording is no longer there: this session's sound is not kept; record again")]
    NoSound,
}

impl Kind {
    /// A job of this kind.
    fn job(
        self,
        subject: Uuid,
        run: i32,
        unique_key: String,
        input: serde_json::Value,
        held_by: Option<&str>,
    ) -> NewJob {
        NewJob {
            kind: self.name.to_owned(),
            subject,
            run,
            stage: self.stage,
            max_tries: self.tries,
            input: trace::marked(input),
            unique_key,
            held_by: held_by.map(str::to_owned),
            run_at: None,
        }
    }

    /// The job of this kind in one run of a session; there is never another.
    pub(crate) fn job_of_session(self, session: SessionId, run: i32, held_by: Option<&str>) -> NewJob {
        let key = format!("{}:{session}:{run}", self.name);
        self.job(session.0, run, key, json!({}), held_by)
    }
}

/// Starts a session, for the first time or anew: what an earlier run found is forgotten, jobs of it are void.
///
/// # Errors
/// [`storage::Error`]; the inner one says why the session cannot be started. Nothing is to be committed then.
pub async fn session(
    tx: &OrgTx,
    session: SessionId,
    memory: &MemoryAudio,
) -> Result<std::result::Result<Session, NotStarted>> {
    let Some(media) = tx.media().of(session).await? else {
        return Ok(Err(NotStarted::State));
    };
    let held_by = match media.state {
        MediaState::Stored => None,
        MediaState::InMemory if memory.get(session.0).is_some() => Some(memory.process()),
        MediaState::InMemory | MediaState::Gone => return Ok(Err(NotStarted::NoSound)),
    };
    let Some(started) = tx.sessions().restart(session, &STARTABLE).await? else {
        return Ok(Err(NotStarted::State));
    };
    tx.jobs().void(session.0, Some(started.run)).await?;
    tx.sessions().forget_findings(session).await?;
    let reports = tx.reports().clear(session).await?;
    blobs(tx, reports.into_iter().filter_map(|report| report.blob).collect()).await?;
    tx.jobs()
        .enqueue(ingest::KIND.job_of_session(session, started.run, held_by))
        .await?;
    let event = StateEvent::Session {
        state: started.state,
        run: started.run,
        failure: None,
    };
    tx.events().append(session, vec![event.told()]).await?;
    Ok(Ok(started))
}

/// Has a report made that was asked for.
///
/// # Errors
/// [`storage::Error`].
pub async fn report(tx: &OrgTx, report: Uuid) -> Result<()> {
    let key = format!("report:{report}:{}", tx.new_id());
    tx.jobs()
        .enqueue(report::KIND.job(report, 0, key, json!({}), None))
        .await?;
    Ok(())
}

/// Has an attempt heard. With `memory`, its sound is there and nowhere else.
///
/// # Errors
/// [`storage::Error`].
pub async fn attempt(tx: &OrgTx, attempt: Uuid, memory: Option<&MemoryAudio>) -> Result<()> {
    let key = format!("attempt:{attempt}");
    let job = attempt::KIND.job(attempt, 0, key, json!({}), memory.map(MemoryAudio::process));
    tx.jobs().enqueue(job).await?;
    Ok(())
}

/// Has blobs deleted whose rows are deleted in this transaction, however long the file store is away.
///
/// # Errors
/// [`storage::Error`].
pub async fn blobs(tx: &OrgTx, keys: Vec<String>) -> Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    let unique = format!("erase:{}", tx.new_id());
    let input = serde_json::to_value(erase::Input::Blobs { keys }).unwrap_or_default();
    tx.jobs()
        .enqueue(erase::KIND.job(tx.org().0, 0, unique, input, None))
        .await?;
    Ok(())
}

/// Has everything of an org erased that is due in this hour.
pub(crate) async fn erase_due(tx: &OrgTx) -> Result<()> {
    let unique = format!("erase:{}", tx.now().format("%Y-%m-%dT%H"));
    let input = serde_json::to_value(erase::Input::Due).unwrap_or_default();
    tx.jobs()
        .enqueue(erase::KIND.job(tx.org().0, 0, unique, input, None))
        .await?;
    Ok(())
}

/// Has sessions of an org scored anew that were scored by an earlier version of a rubric.
pub(crate) async fn rescore(tx: &OrgTx, rubric: &domain::RubricRef) -> Result<()> {
    let unique = format!("rescore:{}:{}", rubric.name, rubric.version);
    let input = serde_json::to_value(rubric).unwrap_or_default();
    tx.jobs()
        .enqueue(rescore::KIND.job(tx.org().0, 0, unique, input, None))
        .await?;
    Ok(())
}

/// Does a parked job again, for the operator. A job of a session starts the session anew, since the rest of its run was
/// given up with it.
///
/// # Errors
/// [`storage::Error`]; the inner one says why it cannot be done. Nothing is to be committed then.
pub async fn retry(
    tx: &OrgTx,
    job: &Job,
    memory: &MemoryAudio,
) -> Result<std::result::Result<(), NotStarted>> {
    if Kind::named(&job.kind).is_some_and(|kind| kind.of == Of::Session) {
        let started = session(tx, SessionId(job.subject_id), memory).await?;
        return Ok(started.map(|_| ()));
    }
    match Kind::named(&job.kind).map(|kind| kind.of) {
        Some(Of::Attempt) => {
            tx.attempts().again(job.subject_id).await?;
        }
        Some(Of::Report) => {
            tx.reports().again(job.subject_id).await?;
        }
        _ => {}
    }
    let again = tx.jobs().retry(job.id).await?;
    Ok(again.map(|_| ()).ok_or(NotStarted::State))
}
