//! One open socket: what its client wants to hear, and what it hears.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use serde::Serialize;
use storage::{SessionId, records::Channel};
use tokio::{
    sync::mpsc,
    task::AbortHandle,
    time::{Instant, MissedTickBehavior, interval, timeout},
};

use super::messages::{Refused, Subscribed, Unsubscribed, Wish};
use crate::{
    App, Problem, access,
    extract::Member,
    hub::{Subscription, Told},
    limits::{HEARTBEAT, SOCKET_SILENCE, SOCKET_STALL, SUBSCRIPTIONS},
    live::{self, FOLLOWED},
    middleware::rate,
};

/// Events that wait between the topics and the socket.
const WAITING: usize = 64;

/// Messages that are none, before the socket is closed.
const NONSENSE: u32 = 10;

/// How long the last word to a client may take.
const LAST_WORD: Duration = Duration::from_secs(1);

/// Why a socket ends, as its client is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The client went away.
    Left,
    /// The server is going down.
    GoingDown,
    Idle,
    SignedOut,
    Slow,
    Nonsense,
}

impl End {
    fn frame(self) -> Option<CloseFrame> {
        let (code, reason) = match self {
            Self::Left => return None,
            Self::GoingDown => (1001, "the server is going down"),
            Self::Idle => (4000, "nothing was heard from you"),
            Self::SignedOut => (4001, "signed out"),
            Self::Slow => (4008, "too slow"),
            Self::Nonsense => (4009, "too many messages that are none"),
        };
        Some(CloseFrame {
            code,
            reason: reason.into(),
        })
    }
}

/// What a topic brings to the socket.
enum News {
    Event(Arc<Told>),
    /// There will be no more on this topic.
    Over(String),
}

/// One open socket.
pub(super) struct Conversation {
    app: App,
    member: Member,
    socket: WebSocket,
    topics: HashMap<String, AbortHandle>,
    /// Sessions of which the audit knows that they are followed here.
    followed: HashSet<SessionId>,
    send: mpsc::Sender<News>,
    news: mpsc::Receiver<News>,
    heard: Instant,
    nonsense: u32,
}

impl Drop for Conversation {
    fn drop(&mut self) {
        self.topics.values().for_each(AbortHandle::abort);
    }
}

impl Conversation {
    pub(super) fn new(app: App, member: Member, socket: WebSocket) -> Self {
        let (send, news) = mpsc::channel(WAITING);
        Self {
            app,
            member,
            socket,
            topics: HashMap::new(),
            followed: HashSet::new(),
            send,
            news,
            heard: Instant::now(),
            nonsense: 0,
        }
    }

    /// Until it ends.
    pub(super) async fn hold(mut self) {
        let mut beat = interval(HEARTBEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        beat.reset();
        let stopped = self.app.hub.stopped();
        let end = loop {
            let step = tokio::select! {
                () = stopped.cancelled() => Err(End::GoingDown),
                message = self.socket.recv() => self.hear(message).await,
                Some(news) = self.news.recv() => self.bring(news).await,
                _ = beat.tick() => self.beat().await,
            };
            if let Err(end) = step {
                break end;
            }
        };
        if let Some(frame) = end.frame() {
            metrics::counter!("vivavoce_sockets_closed_total", "code" => frame.code.to_string()).increment(1);
            let last = self.socket.send(Message::Close(Some(frame)));
            let _it_may_not_hear_it = timeout(LAST_WORD, last).await;
        }
    }

    async fn hear(&mut self, message: Option<Result<Message, axum::Error>>) -> Result<(), End> {
        self.heard = Instant::now();
        match message {
            Some(Ok(Message::Text(text))) => match Wish::read(&text) {
                Ok(wish) => self.grant(wish).await,
                Err(refused) => {
                    self.nonsense += 1;
                    if self.nonsense > NONSENSE {
                        return Err(End::Nonsense);
                    }
                    self.say(&refused).await
                }
            },
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
            Some(Ok(Message::Binary(_))) => Err(End::Nonsense),
            Some(Ok(Message::Close(_)) | Err(_)) | None => Err(End::Left),
        }
    }

    async fn grant(&mut self, wish: Wish) -> Result<(), End> {
        match wish {
            Wish::Unsubscribe { topic } => {
                if let Some(listener) = self.topics.remove(&topic) {
                    listener.abort();
                }
                self.say(&Unsubscribed { unsubscribed: &topic }).await
            }
            Wish::Subscribe {
                topic,
                session,
                channel,
                after,
            } => match self.subscribe(&topic, session, after).await {
                Ok((seq, subscription)) => {
                    self.say(&Subscribed {
                        subscribed: &topic,
                        seq,
                    })
                    .await?;
                    let listener =
                        tokio::spawn(bring_on(topic.clone(), channel, subscription, self.send.clone()));
                    self.topics.insert(topic, listener.abort_handle());
                    Ok(())
                }
                Err(problem) => self.say(&Refused::new(Some(topic), &problem)).await,
            },
        }
    }

    async fn subscribe(
        &mut self,
        topic: &str,
        session: SessionId,
        after: i64,
    ) -> Result<(i64, Subscription), Problem> {
        rate::check(
            &self.app,
            "account",
            &self.member.caller.user.to_string(),
            self.app.limits.account(),
        )
        .await?;
        if self.topics.contains_key(topic) {
            return Err(Problem::conflict("You listen to this already."));
        }
        if self.topics.len() >= SUBSCRIPTIONS {
            return Err(Problem::conflict(format!(
                "One socket listens to {SUBSCRIPTIONS} topics at most. Stop one first, or open another socket."
            )));
        }
        let session = live::listenable(&self.app, &self.member, session).await?;
        if self.followed.insert(session.id) {
            access::seen(&self.app, &self.member, &session, FOLLOWED).await?;
        }
        let newest = session.event_seq;
        let subscription = self.app.hub.subscribe(self.member.org, session.id, after, newest);
        Ok((newest, subscription))
    }

    async fn bring(&mut self, news: News) -> Result<(), End> {
        match news {
            News::Event(told) => self.send(Message::Text(told.message.clone())).await,
            News::Over(_) if self.app.hub.is_stopped() => Err(End::GoingDown),
            News::Over(topic) => {
                self.topics.remove(&topic);
                self.say(&Unsubscribed { unsubscribed: &topic }).await
            }
        }
    }

    async fn beat(&mut self) -> Result<(), End> {
        if self.heard.elapsed() > SOCKET_SILENCE {
            return Err(End::Idle);
        }
        match live::still(&self.app, &self.member).await {
            Ok(member) => self.member = member,
            Err(problem) if problem.status().is_client_error() => return Err(End::SignedOut),
            // The storage does not answer: that is no reason to send people away.
            Err(_) => {}
        }
        self.send(Message::Ping(bytes::Bytes::new())).await
    }

    async fn say<T: Serialize>(&mut self, what: &T) -> Result<(), End> {
        let text = serde_json::to_string(what).unwrap_or_default();
        self.send(Message::Text(text.into())).await
    }

    async fn send(&mut self, message: Message) -> Result<(), End> {
        match timeout(SOCKET_STALL, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(End::Left),
            Err(_) => Err(End::Slow),
        }
    }
}

/// Brings the events of one topic to the socket. When the socket is slower than they come, it waits: nothing piles up.
async fn bring_on(topic: String, channel: Channel, mut events: Subscription, socket: mpsc::Sender<News>) {
    loop {
        match events.next().await {
            Ok(Some(told)) if told.channel == channel => {
                if socket.send(News::Event(told)).await.is_err() {
                    return;
                }
            }
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(error) => {
                tracing::warn!(%error, "a topic of a socket ends");
                break;
            }
        }
    }
    let _the_socket_is_gone = socket.send(News::Over(topic)).await;
}
