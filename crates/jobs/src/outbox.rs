//! What a blocking piece of work has to tell while it runs: gathered, and told in batches, so that listeners hear of it
//! soon and the database is not asked for every word.

use std::{
    future::Future,
    pin::pin,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::{MissedTickBehavior, interval};

use crate::{events::Told, failure::Failure, task::Task};

/// A batch leaves this often, at most.
const BATCH: Duration = Duration::from_millis(200);

/// What was gathered since the last batch.
#[derive(Debug)]
pub(crate) struct Outbox<T>(Mutex<Gathered<T>>);

#[derive(Debug)]
struct Gathered<T> {
    items: Vec<T>,
    done: f64,
    news: bool,
}

impl<T> Default for Outbox<T> {
    fn default() -> Self {
        Self(Mutex::new(Gathered {
            items: Vec::new(),
            done: 0.0,
            news: false,
        }))
    }
}

impl<T> Outbox<T> {
    /// Adds an item, or none, and how much is done.
    pub(crate) fn add(&self, item: Option<T>, done: f64) {
        let mut gathered = self.lock();
        gathered.news |= item.is_some() || done > gathered.done;
        gathered.items.extend(item);
        gathered.done = done;
    }

    /// Takes what there is; `None` when nothing is new.
    fn take(&self) -> Option<(Vec<T>, f64)> {
        let mut gathered = self.lock();
        let news = std::mem::take(&mut gathered.news);
        news.then(|| (std::mem::take(&mut gathered.items), gathered.done))
    }

    fn lock(&self) -> MutexGuard<'_, Gathered<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for `work`, and meanwhile tells what gathers here as `event` puts it.
    ///
    /// # Errors
    /// Those of the work. When nobody wants the job's result any more, the work is told to stop.
    pub(crate) async fn telling<R>(
        &self,
        task: &Task,
        event: impl Fn(Vec<T>, f64) -> Told,
        work: impl Future<Output = Result<R, Failure>>,
    ) -> Result<R, Failure> {
        let mut work = pin!(work);
        let mut ticks = interval(BATCH);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // A batch that the database did not take goes first in the next.
        let mut late: Vec<Told> = Vec::new();
        loop {
            let result = tokio::select! {
                result = &mut work => Some(result),
                _ = ticks.tick() => None,
            };
            late.extend(self.take().map(|(items, done)| event(items, done)));
            if !matches!(result, Some(Err(_))) && !late.is_empty() {
                match task.tell(late.clone()).await {
                    Ok(()) => late.clear(),
                    Err(Failure::Again(error) | Failure::Away(error)) => {
                        tracing::warn!(%error, "listeners could not be told yet")
                    }
                    Err(failure) => {
                        task.stop.cancel();
                        return Err(failure);
                    }
                }
            }
            if let Some(result) = result {
                return result;
            }
        }
    }
}
