//! One try at a job: under a lease that is renewed, with an end to its time, and with whatever goes wrong in it caught.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep};
use tokio_util::sync::CancellationToken;

use crate::{Timings, failure::Failure, stop::panicked, task::Task, work};

/// What became of a claimed job; `halt` is when the process can wait no longer.
pub(crate) async fn try_once(
    task: &Task,
    timings: &Timings,
    halt: &CancellationToken,
) -> Result<(), Failure> {
    if task.job.tries > task.job.max_tries {
        return Err(Failure::Again(
            "its workers died at it, again and again".to_owned(),
        ));
    }
    let longest = task.kind.timeout.min(timings.longest_try);
    let inner = task.clone();
    let span = tracing::Span::current();
    let mut running = tokio::spawn(tracing::Instrument::instrument(
        async move { work::run(&inner).await },
        span,
    ));
    let ended = tokio::select! {
        ended = &mut running => Some(ended),
        failure = lease(task, timings) => return cut_off(task, &running, failure),
        () = sleep(longest) => {
            let failure = Failure::Again(format!("it took longer than {}", minutes(longest)));
            return cut_off(task, &running, failure);
        }
        () = halt.cancelled() => return cut_off(task, &running, Failure::Stopped),
    };
    match ended {
        Some(Ok(result)) => result,
        Some(Err(error)) => match error.try_into_panic() {
            Ok(_) => Err(panicked()),
            Err(_) => Err(Failure::Stopped),
        },
        None => Err(Failure::Stopped),
    }
}

/// Stops the work: what blocks stops the next time it reports, everything else now.
fn cut_off(
    task: &Task,
    running: &tokio::task::JoinHandle<Result<(), Failure>>,
    failure: Failure,
) -> Result<(), Failure> {
    task.stop.cancel();
    running.abort();
    Err(failure)
}

/// Renews the lease until it is lost.
async fn lease(task: &Task, timings: &Timings) -> Failure {
    let mut ticks = interval_at(Instant::now() + timings.renew, timings.renew);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        match renew(task, timings.lease).await {
            Ok(true) => {}
            Ok(false) => return Failure::Lost,
            // As long as the database is away nobody else gets the job either.
            Err(error) => tracing::warn!(%error, "the lease could not be renewed yet"),
        }
    }
}

async fn renew(task: &Task, lease: Duration) -> storage::Result<bool> {
    let tx = task.parts.store.system().await?;
    let mine = tx.queue().renew(task.job.id, &task.worker, lease).await?;
    tx.commit().await?;
    Ok(mine)
}

fn minutes(time: Duration) -> String {
    if time < Duration::from_secs(60) {
        return format!("{} ms", time.as_millis());
    }
    format!("{} minutes", time.as_secs() / 60)
}
