//! What becomes of a job that did not end well: tried again, given up with a sentence for the person, or left alone.

use std::time::Duration;

use chrono::TimeDelta;
use storage::{
    OrgTx, Result, SessionId,
    records::{Session, SessionState},
};

use crate::{
    Of,
    backoff::{Chance, backoff},
    events::{ScoreEvent, StateEvent},
    failure::Failure,
    task::Task,
    work::join,
};

/// How long a job may wait for a file store that is away, hours.
const AWAY_HOURS: i64 = 24;

/// How a try ended, for metrics and logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    /// The person's input cannot be used; they were told.
    Refused,
    Again,
    Parked,
    Void,
    Lost,
    HandedBack,
}

impl Outcome {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Again => "again",
            Self::Parked => "parked",
            Self::Void => "void",
            Self::Lost => "lost",
            Self::HandedBack => "handed_back",
        }
    }
}

/// Writes down how a try ended.
///
/// # Errors
/// When the database does not take it; the lease ends then, and the job is tried again by whoever finds it.
pub(crate) async fn settle(
    task: &Task,
    result: std::result::Result<(), Failure>,
    chance: &Chance,
) -> Result<Outcome> {
    let outcome = match result {
        Ok(()) => Outcome::Done,
        Err(Failure::Lost) => Outcome::Lost,
        Err(Failure::Stopped) => hand_back(task).await?,
        Err(Failure::Void) => void(task).await?,
        Err(Failure::Input(sentence)) => give_up(task, &sentence, None).await?,
        Err(Failure::Again(error) | Failure::Away(error)) if task.job.tries < task.job.max_tries => {
            again(task, &error, backoff(task.job.tries, chance)).await?
        }
        Err(Failure::Away(error)) if may_wait(task) => {
            wait(task, &error, backoff(task.job.tries, chance)).await?
        }
        Err(Failure::Again(error) | Failure::Away(error)) => {
            give_up(task, &sorry(task), Some(&error)).await?
        }
    };
    Ok(outcome)
}

/// What the person is told when it is our fault.
fn sorry(task: &Task) -> String {
    let what = match task.kind.name {
        "ingest" => "while reading the recording",
        "asr" => "while listening for words",
        "align" => "while timing the words",
        "prosody" => "while measuring the voice",
        "fluency" => "while looking at how the speech flows",
        "score" => "while scoring",
        "drill" => "while making drills",
        "report" => "while making the report",
        "attempt" => "while listening to the attempt",
        _ => "while working on this",
    };
    format!(
        "something went wrong on the server {what}, several times over; try again later, or tell who runs it"
    )
}

async fn hand_back(task: &Task) -> Result<Outcome> {
    let tx = task.parts.store.system().await?;
    let mine = tx.queue().hand_back(task.job.id, &task.worker).await?;
    tx.commit().await?;
    Ok(if mine { Outcome::HandedBack } else { Outcome::Lost })
}

async fn void(task: &Task) -> Result<Outcome> {
    let tx = task.parts.store.write(task.org()).await?;
    let mine = tx.jobs().unwanted(task.job.id, &task.worker).await?;
    if task.kind.of == Of::Session {
        let id = SessionId(task.job.subject_id);
        // A later run of it needs the sound.
        if tx
            .sessions()
            .find(id)
            .await?
            .is_none_or(|session| session.run == task.job.run)
        {
            task.parts.forget(id);
        }
    }
    tx.commit().await?;
    Ok(if mine { Outcome::Void } else { Outcome::Lost })
}

async fn again(task: &Task, error: &str, wait: Duration) -> Result<Outcome> {
    let wait = TimeDelta::from_std(wait).unwrap_or(TimeDelta::MAX);
    let tx = task.parts.store.write(task.org()).await?;
    let mine = tx
        .jobs()
        .retry_later(task.job.id, &task.worker, tx.now() + wait, error)
        .await?;
    tx.commit().await?;
    Ok(if mine { Outcome::Again } else { Outcome::Lost })
}

/// Whether the job is young enough to wait for what is away.
fn may_wait(task: &Task) -> bool {
    task.parts.store.clock().now() - task.job.created_at < TimeDelta::hours(AWAY_HOURS)
}

/// As [`again`], after the last try, which does not count.
async fn wait(task: &Task, error: &str, wait: Duration) -> Result<Outcome> {
    let wait = TimeDelta::from_std(wait).unwrap_or(TimeDelta::MAX);
    let tx = task.parts.store.write(task.org()).await?;
    let mine = tx
        .jobs()
        .wait(task.job.id, &task.worker, tx.now() + wait, error)
        .await?;
    tx.commit().await?;
    Ok(if mine { Outcome::Again } else { Outcome::Lost })
}

/// Tells the person `sentence`, and lets the job go: parked with `error` for the operator, or, when the input is at fault
/// and there is nothing for an operator to look at, done.
async fn give_up(task: &Task, sentence: &str, error: Option<&str>) -> Result<Outcome> {
    let tx = task.parts.store.write(task.org()).await?;
    let told = tell(&tx, task, sentence).await?;
    let mine = match error {
        Some(error) => tx.jobs().park(task.job.id, &task.worker, error).await?,
        None => tx.jobs().finish(task.job.id, &task.worker).await?,
    };
    if !mine {
        return Ok(Outcome::Lost);
    }
    tx.commit().await?;
    if let Some(session) = told {
        task.parts.forget(session.id);
    }
    if task.kind.of == Of::Attempt {
        task.parts.memory.forget(task.job.subject_id);
    }
    Ok(if error.is_some() {
        Outcome::Parked
    } else {
        Outcome::Refused
    })
}

/// Lets the subject have failed; gives the session, if it is one and was at this run.
async fn tell(tx: &OrgTx, task: &Task, sentence: &str) -> Result<Option<Session>> {
    let subject = task.job.subject_id;
    match task.kind.of {
        Of::Session => {
            let session = tx.sessions().lock(SessionId(subject)).await?;
            match session {
                Some(session) if fail_session(tx, &session, task.job.run, sentence).await? => {
                    Ok(Some(session))
                }
                _ => Ok(None),
            }
        }
        Of::Report => {
            if let Some(row) = tx.reports().find(subject).await? {
                // The session first, as everybody does: an erasure that comes between would wait for this, and this for it.
                tx.sessions().lock(row.session_id).await?;
                tx.reports().failed(subject, sentence).await?;
                let event = ScoreEvent::Report {
                    id: subject,
                    format: row.format,
                    state: storage::records::ReportState::Failed,
                };
                tx.events().append(row.session_id, vec![event.told()]).await?;
            }
            Ok(None)
        }
        Of::Attempt => {
            tx.attempts().fail(subject, sentence).await?;
            Ok(None)
        }
        Of::Org => Ok(None),
    }
}

/// Lets run `run` of a session, which is locked, have failed; `false` when it is at another run or not at work.
pub(crate) async fn fail_session(tx: &OrgTx, session: &Session, run: i32, sentence: &str) -> Result<bool> {
    if !tx.sessions().fail(session.id, run, sentence).await? {
        return Ok(false);
    }
    join::let_go(tx, session).await?;
    let event = StateEvent::Session {
        state: SessionState::Failed,
        run,
        failure: Some(sentence.to_owned()),
    };
    tx.events().append(session.id, vec![event.told()]).await?;
    Ok(true)
}
