//! News of sessions, for everyone who listens to them.
//!
//! However many listen to a session, its events are read once: a topic reads what is new and hands the same text to all.
//! A topic is woken by commits of this process, and by a look at the database ten times a second for what other processes
//! committed. Who listens gets every event once and in order, whatever happens on the way: each event has a number without
//! gaps, so a listener that sees a gap reads what it missed from the database.

mod subscription;
mod told;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use storage::{OrgId, SessionId, Signal, Store};
use tokio::{
    sync::{Notify, broadcast},
    task::AbortHandle,
    time::{MissedTickBehavior, interval, sleep},
};
use tokio_util::sync::CancellationToken;

pub(crate) use self::told::parse_topic;
pub use self::{subscription::Subscription, told::Told};
use crate::limits::{EVENTS_POLL, EVENTS_READ};

/// Events that wait for a slow listener before it has to read them from the database.
const WAITING: usize = 256;

/// How long a topic rests after the database did not answer.
const REST: Duration = Duration::from_secs(1);

/// Everybody who listens, by session. Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Inner>);

struct Inner {
    store: Store,
    topics: Mutex<HashMap<SessionId, Topic>>,
    stopped: CancellationToken,
}

struct Topic {
    news: Arc<News>,
    reader: AbortHandle,
}

/// What a topic's reader and the ones who wake it share.
struct News {
    org: OrgId,
    session: SessionId,
    known: AtomicI64,
    wake: Notify,
    sender: broadcast::Sender<Arc<Told>>,
}

impl Drop for Topic {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

impl Hub {
    /// Starts with nobody listening. Needs a runtime.
    #[must_use]
    pub fn start(store: Store) -> Self {
        let signals = store.signals().listen();
        let inner = Arc::new(Inner {
            store,
            topics: Mutex::default(),
            stopped: CancellationToken::new(),
        });
        tokio::spawn(hear(Arc::downgrade(&inner), signals));
        tokio::spawn(poll(Arc::downgrade(&inner)));
        Self(inner)
    }

    /// Listens to a session of `org` from after event number `after`; `newest` is the session's last number so far.
    /// The caller has seen to it that the listener may.
    #[must_use]
    pub fn subscribe(&self, org: OrgId, session: SessionId, after: i64, newest: i64) -> Subscription {
        let mut topics = self.0.topics();
        let receiver = if self.is_stopped() {
            broadcast::channel(1).1
        } else {
            let topic = topics
                .entry(session)
                .or_insert_with(|| self.0.open(org, session, newest));
            topic.news.sender.subscribe()
        };
        Subscription::new(self.0.store.clone(), org, session, after.min(newest), receiver)
    }

    /// Ends every listener and takes no new one: the server is going down.
    pub fn stop(&self) {
        self.0.stopped.cancel();
        self.0.topics().clear();
    }

    /// Whether the server is going down.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.0.stopped.is_cancelled()
    }

    /// Cancelled when the server goes down.
    pub(crate) fn stopped(&self) -> CancellationToken {
        self.0.stopped.clone()
    }

    /// Sessions that somebody listens to.
    #[must_use]
    pub fn topics(&self) -> usize {
        self.0.topics().len()
    }
}

impl Inner {
    fn topics(&self) -> MutexGuard<'_, HashMap<SessionId, Topic>> {
        self.topics.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self, org: OrgId, session: SessionId, newest: i64) -> Topic {
        let news = Arc::new(News {
            org,
            session,
            known: AtomicI64::new(newest),
            wake: Notify::new(),
            sender: broadcast::channel(WAITING).0,
        });
        let reader = tokio::spawn(read_on(self.store.clone(), news.clone())).abort_handle();
        Topic { news, reader }
    }

    /// Forgets topics that nobody listens to any more; the others, by org.
    fn listened(&self) -> HashMap<OrgId, Vec<Arc<News>>> {
        let mut topics = self.topics();
        topics.retain(|_, topic| topic.news.sender.receiver_count() > 0);
        let mut by_org = HashMap::<_, Vec<_>>::new();
        for topic in topics.values() {
            by_org.entry(topic.news.org).or_default().push(topic.news.clone());
        }
        by_org
    }

    /// Wakes the topics of one org that have news; ends those whose session is no longer there.
    async fn look(&self, org: OrgId, topics: &[Arc<News>]) -> storage::Result<()> {
        let sessions: Vec<SessionId> = topics.iter().map(|news| news.session).collect();
        let newest: HashMap<SessionId, i64> = self
            .store
            .read(org)
            .await?
            .events()
            .newest(&sessions)
            .await?
            .into_iter()
            .collect();
        for news in topics {
            match newest.get(&news.session) {
                Some(seq) if *seq > news.known.load(Ordering::Relaxed) => news.wake.notify_one(),
                Some(_) => {}
                None => drop(self.topics().remove(&news.session)),
            }
        }
        Ok(())
    }
}

/// Wakes topics when this process commits events.
async fn hear(inner: Weak<Inner>, mut signals: broadcast::Receiver<Signal>) {
    loop {
        let heard = signals.recv().await;
        let Some(inner) = inner.upgrade() else { return };
        match heard {
            Ok(Signal::Events(session)) => {
                if let Some(topic) = inner.topics().get(&session) {
                    topic.news.wake.notify_one();
                }
            }
            Ok(_) => {}
            Err(broadcast::error::RecvError::Lagged(_)) => {
                inner
                    .topics()
                    .values()
                    .for_each(|topic| topic.news.wake.notify_one());
            }
            Err(broadcast::error::RecvError::Closed) => return,
        }
    }
}

/// Wakes topics when other processes have committed events.
async fn poll(inner: Weak<Inner>) {
    let mut tick = interval(EVENTS_POLL);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        let Some(inner) = inner.upgrade() else { return };
        for (org, topics) in inner.listened() {
            if let Err(error) = inner.look(org, &topics).await {
                tracing::warn!(%error, "cannot look for events");
                sleep(REST).await;
            }
        }
    }
}

/// Reads what is new of one session, whenever woken, and tells it to all.
async fn read_on(store: Store, news: Arc<News>) {
    loop {
        news.wake.notified().await;
        loop {
            let known = news.known.load(Ordering::Relaxed);
            match read(&store, news.org, news.session, known).await {
                Ok(events) => {
                    let all = events.len() < EVENTS_READ as usize;
                    for told in events {
                        news.known.store(told.seq, Ordering::Relaxed);
                        let _nobody_listens_any_more = news.sender.send(told);
                    }
                    if all {
                        break;
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "cannot read events");
                    sleep(REST).await;
                }
            }
        }
    }
}

/// The next events of a session after number `after`.
async fn read(store: &Store, org: OrgId, session: SessionId, after: i64) -> storage::Result<Vec<Arc<Told>>> {
    let tx = store.read(org).await?;
    let events = tx.events().after(session, after, None, EVENTS_READ).await?;
    Ok(events
        .into_iter()
        .map(|event| Arc::new(Told::from(event)))
        .collect())
}
