//! What a commit tells the rest of this process: there is work, there is news. Signals carry no data and may be lost;
//! whoever waits for one also looks by itself now and then.

use tokio::sync::broadcast;
use uuid::Uuid;

use crate::SessionId;

/// Signals that wait for a slow listener before it misses some.
const WAITING: usize = 1024;

/// What was committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A job is queued.
    Job {
        /// Its id.
        id: Uuid,
        /// Its kind, which is also its subject on the bus.
        kind: String,
    },
    /// A session has new events.
    Events(SessionId),
    /// A report or an attempt is ready, or has failed.
    Finished(Uuid),
}

/// Where signals are sent and heard.
#[derive(Clone, Debug)]
pub struct Signals(broadcast::Sender<Signal>);

impl Default for Signals {
    fn default() -> Self {
        Self(broadcast::channel(WAITING).0)
    }
}

impl Signals {
    /// Hears every signal from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Signal> {
        self.0.subscribe()
    }

    /// Tells whoever listens; nobody may.
    pub(crate) fn send(&self, signal: Signal) {
        let _nobody_listens = self.0.send(signal);
    }
}
