//! One listener's place in a session's events.

use std::{collections::VecDeque, sync::Arc};

use storage::{OrgId, SessionId, Store};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::{Told, read};

/// One listener's place in a session's events.
pub struct Subscription {
    store: Store,
    org: OrgId,
    session: SessionId,
    /// Number of the last event that was given out.
    last: i64,
    /// Events that were read and not given out yet.
    ready: VecDeque<Arc<Told>>,
    /// Whether there may be events that are only in the database.
    behind: bool,
    receiver: Receiver<Arc<Told>>,
}

impl Subscription {
    pub(super) fn new(
        store: Store,
        org: OrgId,
        session: SessionId,
        last: i64,
        receiver: Receiver<Arc<Told>>,
    ) -> Self {
        Self {
            store,
            org,
            session,
            last,
            ready: VecDeque::new(),
            // What came between the listener's last event and now is only in the database.
            behind: true,
            receiver,
        }
    }

    /// The next event; `None` once there will be no more. Nothing is lost when the future is dropped.
    ///
    /// # Errors
    /// [`storage::Error`] when the events cannot be read; the next call tries again.
    pub async fn next(&mut self) -> storage::Result<Option<Arc<Told>>> {
        loop {
            if let Some(told) = self.ready.pop_front() {
                self.last = told.seq;
                return Ok(Some(told));
            }
            if self.behind {
                self.ready = read(&self.store, self.org, self.session, self.last).await?.into();
                self.behind = !self.ready.is_empty();
                continue;
            }
            match self.receiver.recv().await {
                Ok(told) if told.seq <= self.last => {}
                Ok(told) if told.seq == self.last + 1 => {
                    self.last = told.seq;
                    return Ok(Some(told));
                }
                Ok(_) | Err(RecvError::Lagged(_)) => self.behind = true,
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }
}
