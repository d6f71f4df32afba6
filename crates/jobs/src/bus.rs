//! NATS JetStream, which tells workers in other processes of jobs. It only wakes: the table is the truth, every worker also
//! looks by itself, and nothing is lost with a message, a stream or the whole server. Nothing here keeps a job waiting.

use std::{sync::Arc, time::Duration};

use async_nats::{
    Client, ConnectOptions, HeaderMap,
    connection::State,
    jetstream::{
        self, AckKind,
        consumer::{AckPolicy, PullConsumer, pull},
        stream,
    },
};
use futures::StreamExt;
use storage::Signal;
use tokio::{
    sync::{Notify, broadcast},
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;

use crate::{KINDS, Kind, slots::Slots};

/// A worker that has missed a message looks by itself far earlier than this.
const KEPT: Duration = Duration::from_secs(3600);

/// Messages in the stream at most; older ones go.
const MOST_MESSAGES: i64 = 100_000;

/// How long one answer of the bus is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long to wait after the bus has failed before it is asked again.
const PAUSE: Duration = Duration::from_secs(1);

/// How long one request for messages stands.
const REQUEST: Duration = Duration::from_secs(20);

/// Where the bus is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusSettings {
    /// `nats://host:port`, with `user:password@` where it asks for it.
    pub url: String,
    /// Put before every subject, for houses that share one bus; may be empty.
    pub prefix: String,
}

/// The bus cannot be used as the settings say.
#[derive(Debug, thiserror::Error)]
#[error("the bus cannot be used: {0}")]
pub struct BusError(#[from] async_nats::ConnectError);

/// The bus. Cheap to clone.
#[derive(Clone)]
pub struct Bus {
    client: Client,
    context: jetstream::Context,
    prefix: String,
}

impl Bus {
    /// The bus at the address that the settings name, whether it answers now or only later.
    ///
    /// # Errors
    /// [`BusError`] when the address is none.
    pub async fn open(settings: &BusSettings) -> Result<Self, BusError> {
        let client = ConnectOptions::new()
            .name("vivavoce")
            .retry_on_initial_connect()
            .max_reconnects(None)
            .reconnect_delay_callback(|tries| Duration::from_millis(100 * 2_u64.pow(tries.min(5) as u32)))
            .request_timeout(Some(PATIENCE))
            .connect(settings.url.as_str())
            .await?;
        let mut context = jetstream::new(client.clone());
        context.set_timeout(PATIENCE);
        Ok(Self {
            client,
            context,
            prefix: settings.prefix.clone(),
        })
    }

    /// Whether the bus answers.
    #[must_use]
    pub fn connected(&self) -> bool {
        self.client.connection_state() == State::Connected
    }

    /// Tells the bus of the jobs that are committed in this process, until `shutdown`.
    pub async fn tell(self, mut signals: broadcast::Receiver<Signal>, shutdown: CancellationToken) {
        loop {
            let signal = tokio::select! {
                () = shutdown.cancelled() => return,
                signal = signals.recv() => signal,
            };
            match signal {
                Ok(Signal::Job { id, kind }) => {
                    if let Some(kind) = Kind::named(&kind).filter(|_| self.connected()) {
                        self.publish(kind, &id.to_string()).await;
                    }
                }
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return,
            }
        }
    }

    /// Publishes one message, and makes the stream first if there is none. What fails is forgotten: workers look by
    /// themselves.
    async fn publish(&self, kind: Kind, id: &str) {
        for _ in 0..2 {
            let mut headers = HeaderMap::new();
            // The bus drops what it has seen under the same id in the last two minutes.
            headers.insert("Nats-Msg-Id", id);
            let payload = id.to_owned().into();
            let sent = async {
                let sent = self
                    .context
                    .publish_with_headers(self.subject(kind), headers, payload)
                    .await?;
                sent.await
            };
            match timeout(PATIENCE, sent).await {
                Ok(Ok(_)) => return,
                Ok(Err(error)) => tracing::debug!(%error, "the bus did not take a message"),
                Err(_) => tracing::debug!("the bus did not answer in time"),
            }
            if !self.connected() || self.stream().await.is_err() {
                return;
            }
        }
    }

    /// Wakes `woken` whenever the bus tells of a job of `kind` and there is room for it, until `shutdown`. Of all workers
    /// that listen, one gets each message.
    pub(crate) async fn listen(
        self,
        kind: Kind,
        slots: Arc<Slots>,
        woken: Arc<Notify>,
        shutdown: CancellationToken,
    ) {
        loop {
            let ended = tokio::select! {
                () = shutdown.cancelled() => return,
                ended = self.listen_once(kind, &slots, &woken) => ended,
            };
            if let Err(error) = ended {
                // Without the bus the worker looks by itself more often.
                woken.notify_one();
                tracing::debug!(%error, kind = kind.name, "the bus tells nothing now");
                tokio::select! {
                    () = shutdown.cancelled() => return,
                    () = sleep(PAUSE) => {}
                }
            }
        }
    }

    async fn listen_once(&self, kind: Kind, slots: &Slots, woken: &Notify) -> Result<(), async_nats::Error> {
        let consumer = self.consumer(kind).await?;
        // What came while the bus could not be heard: look once.
        woken.notify_one();
        loop {
            slots.wait_for(kind).await;
            let request = consumer
                .batch()
                .max_messages(1)
                .expires(REQUEST)
                .heartbeat(REQUEST / 4);
            let mut messages = request.messages().await?;
            while let Some(message) = messages.next().await {
                message?.ack_with(AckKind::Ack).await?;
                woken.notify_one();
            }
            if !self.connected() {
                return Err("the connection is lost".into());
            }
        }
    }

    async fn consumer(&self, kind: Kind) -> Result<PullConsumer, async_nats::Error> {
        let name = kind.name.to_owned();
        let config = pull::Config {
            durable_name: Some(name.clone()),
            filter_subject: self.subject(kind),
            ack_policy: AckPolicy::Explicit,
            ..pull::Config::default()
        };
        Ok(self.stream().await?.get_or_create_consumer(&name, config).await?)
    }

    async fn stream(&self) -> Result<stream::Stream, async_nats::Error> {
        let config = stream::Config {
            name: format!("{}VIVAVOCE", self.prefix.replace('.', "_")),
            subjects: KINDS.iter().map(|kind| self.subject(*kind)).collect(),
            retention: stream::RetentionPolicy::WorkQueue,
            max_age: KEPT,
            max_messages: MOST_MESSAGES,
            ..stream::Config::default()
        };
        Ok(self.context.get_or_create_stream(config).await?)
    }

    fn subject(&self, kind: Kind) -> String {
        format!("{}{}", self.prefix, kind.subject)
    }
}
