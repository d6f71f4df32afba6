//! What nobody else looks after, done by every worker now and then: signs of life for jobs whose sound is in this process's
//! memory, the end of those whose process is gone, what is due to be erased, what is to be scored anew, and memory that
//! nobody needs.

use std::sync::Arc;

use chrono::TimeDelta;
use coach::Rubric;
use storage::{OrgId, Result, SessionId, records::Job};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::{
    Kind, Of, Timings,
    settle::fail_session,
    start,
    task::{Parts, SOUND_LOST},
};

/// Orgs that are looked at in one go.
const AT_A_TIME: u64 = 500;

/// Jobs that are done are kept for looking at, days.
const DONE_DAYS: i64 = 7;

/// A file that nobody has written on for so many hours will not be finished: an upload takes at most a few.
const UNFINISHED_HOURS: i64 = 24;

/// Sound in memory that no job asks for after so many minutes was given up by whoever sent it.
const GIVEN_UP_MINUTES: i64 = 60;

/// Looks after things until `shutdown`.
pub(crate) async fn run(parts: Arc<Parts>, timings: Timings, held_only: bool, shutdown: CancellationToken) {
    let mut ticks = interval(timings.sweep);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut hour = None;
    loop {
        tokio::select! {
            () = shutdown.cancelled() => return,
            _ = ticks.tick() => {}
        }
        if let Err(error) = often(&parts, &timings).await {
            tracing::warn!(%error, "could not look after held sound");
        }
        let now = parts.store.clock().now().timestamp() / 3600;
        if !held_only && hour != Some(now) {
            match by_the_hour(&parts, hour.is_none()).await {
                Ok(()) => hour = Some(now),
                Err(error) => tracing::warn!(%error, "could not look for what is due"),
            }
        }
    }
}

async fn often(parts: &Parts, timings: &Timings) -> Result<()> {
    parts.sounds.sweep(parts.store.clock().now());
    if !parts.memory.is_empty() {
        let tx = parts.store.system().await?;
        tx.queue().keep_held(parts.memory.process()).await?;
        tx.commit().await?;
        given_up(parts).await?;
    }
    let tx = parts.store.system().await?;
    let silence = TimeDelta::from_std(timings.silence).unwrap_or(TimeDelta::MAX);
    let lost = tx.queue().lost(tx.now() - silence).await?;
    tx.commit().await?;
    for job in lost {
        lose(parts, &job).await?;
    }
    Ok(())
}

/// Lets go of sound that was sent and never processed.
async fn given_up(parts: &Parts) -> Result<()> {
    let then = parts.store.clock().now() - TimeDelta::minutes(GIVEN_UP_MINUTES);
    for (org, subject) in parts.memory.older_than(then) {
        let tx = parts.store.write(org).await?;
        let at_work = tx
            .jobs()
            .of_subject(subject)
            .await?
            .iter()
            .any(|job| job.held_by.is_some() && at_work(job));
        if !at_work {
            tx.media().erased(SessionId(subject)).await?;
            tx.commit().await?;
            parts.memory.forget(subject);
        }
    }
    Ok(())
}

fn at_work(job: &Job) -> bool {
    matches!(
        job.state,
        storage::records::JobState::Queued | storage::records::JobState::Running
    )
}

/// Ends a job that only a process could have done that is gone.
async fn lose(parts: &Parts, job: &Job) -> Result<()> {
    let tx = parts.store.write(job.org_id).await?;
    let of = Kind::named(&job.kind).map(|kind| kind.of);
    match of {
        Some(Of::Session) => {
            if let Some(session) = tx.sessions().lock(SessionId(job.subject_id)).await? {
                fail_session(&tx, &session, job.run, SOUND_LOST).await?;
            }
        }
        Some(Of::Attempt) => {
            tx.attempts().fail(job.subject_id, SOUND_LOST).await?;
        }
        _ => {}
    }
    tx.jobs().void(job.subject_id, Some(job.run + 1)).await?;
    tx.commit().await
}

/// Removes what killed processes left half written in the file store, and queues, for every org, what is due in this
/// hour, and `first` (after a start, perhaps of a new version) what has to be scored anew.
async fn by_the_hour(parts: &Parts, first: bool) -> Result<()> {
    let left = parts.store.clock().now() - TimeDelta::hours(UNFINISHED_HOURS);
    if let Err(error) = parts.blobs.forget_unfinished(left).await {
        tracing::warn!(%error, "the file store could not be tidied up");
    }
    let mut after = None;
    loop {
        let tx = parts.store.system().await?;
        let orgs = tx.org_ids(after, AT_A_TIME).await?;
        tx.queue().prune(tx.now() - TimeDelta::days(DONE_DAYS)).await?;
        tx.commit().await?;
        for org in &orgs {
            due(parts, *org, first).await?;
        }
        after = orgs.last().copied();
        if after.is_none() {
            return Ok(());
        }
    }
}

async fn due(parts: &Parts, org: OrgId, first: bool) -> Result<()> {
    let tx = parts.store.write(org).await?;
    start::erase_due(&tx).await?;
    if first {
        for rubric in Rubric::names().filter_map(Rubric::builtin) {
            let rubric = rubric.reference();
            if !tx
                .scores()
                .outdated(&rubric.name, rubric.version, 1)
                .await?
                .is_empty()
            {
                start::rescore(&tx, rubric).await?;
            }
        }
    }
    tx.commit().await
}
