//! `GET /v1/sessions/{id}/events`: what happens to a session, as it happens.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue},
    response::{
        IntoResponse, Response, Sse,
        sse::{self, KeepAlive},
    },
};
use futures::{Stream, stream};
use serde::Deserialize;
use storage::{SessionId, UserId, records::Channel};
use tokio::time::{Interval, MissedTickBehavior, interval};
use utoipa::IntoParams;

use crate::{
    App, Problem, access,
    extract::{Id, Member, Params},
    hub::Subscription,
    limits::HEARTBEAT,
    live,
    slots::Slot,
};

/// Which events.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Listen {
    /// Only those after this number; from the first without it. `Last-Event-ID`, which browsers send by themselves, goes
    /// before it.
    #[param(minimum = 0)]
    after: Option<i64>,
    /// Only these channels, with commas between them: `tokens`, `metrics`, `score`, `state`. All without it.
    #[param(example = "tokens,score", max_length = 64)]
    channels: Option<String>,
}

/// What happens to a session, as it happens, as Server-Sent Events. Each has a number (`id`); who comes back with the last
/// one as `Last-Event-ID` goes on after it, without gaps and without anything twice.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/events", tag = "live", operation_id = "followSession",
    params(("id" = SessionId, Path, description = "The session."), Listen, ("Last-Event-ID" = Option<i64>, Header, description = "Number of the last event that the caller has.")),
    responses((status = OK, description = "Events: `id` is the number, `event` the channel, `data` what happened, as JSON.", body = String, content_type = "text/event-stream"))
)]
pub(crate) async fn follow(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    Params(listen): Params<Listen>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let channels = channels(listen.channels.as_deref())?;
    let last = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<i64>().ok());
    live::signed_in(&app, &member.caller).await?;
    let place = live::place(&app, &member.caller)?;
    let session = live::listenable(&app, &member, id).await?;
    access::seen(&app, &member, &session, live::FOLLOWED).await?;
    let after = last.or(listen.after).unwrap_or(0).max(0);
    let subscription = app.hub.subscribe(member.org, id, after, session.event_seq);
    let mut look = interval(HEARTBEAT);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    look.reset();
    let listener = Listener {
        app,
        member,
        session: id,
        subscription,
        channels,
        look,
        _place: place,
    };
    let alive = KeepAlive::new().interval(HEARTBEAT);
    let mut response = Sse::new(listener.events()).keep_alive(alive).into_response();
    // Tells proxies not to collect events before they pass them on.
    let unbuffered = HeaderName::from_static("x-accel-buffering");
    response
        .headers_mut()
        .insert(unbuffered, HeaderValue::from_static("no"));
    Ok(response)
}

fn channels(text: Option<&str>) -> Result<Vec<Channel>, Problem> {
    let Some(text) = text else {
        return Ok(Channel::ALL.to_vec());
    };
    text.split(',')
        .map(|name| {
            Channel::ALL
                .iter()
                .copied()
                .find(|channel| channel.as_str() == name.trim())
        })
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Problem::field("channels", "the channels are tokens, metrics, score and state"))
}

struct Listener {
    app: App,
    member: Member,
    session: SessionId,
    subscription: Subscription,
    channels: Vec<Channel>,
    look: Interval,
    _place: Slot<UserId>,
}

impl Listener {
    fn events(self) -> impl Stream<Item = Result<sse::Event, Infallible>> {
        let begun = sse::Event::default()
            .retry(Duration::from_secs(1))
            .comment("listening");
        let events = stream::unfold(self, |mut listener| async move {
            let event = listener.next().await?;
            Some((Ok(event), listener))
        });
        futures::StreamExt::chain(stream::iter([Ok(begun)]), events)
    }

    /// The next event; `None` ends the stream, and the client comes back to hear why.
    async fn next(&mut self) -> Option<sse::Event> {
        loop {
            tokio::select! {
                told = self.subscription.next() => match told {
                    Ok(Some(told)) if self.channels.contains(&told.channel) => {
                        let event = sse::Event::default().id(told.seq.to_string());
                        return Some(event.event(told.channel.as_str()).data(&told.data));
                    }
                    Ok(Some(_)) => {}
                    Ok(None) => return None,
                    Err(error) => {
                        tracing::warn!(%error, "a stream of events ends");
                        return None;
                    }
                },
                _ = self.look.tick() => {
                    self.member = live::still(&self.app, &self.member).await.ok()?;
                    live::listenable(&self.app, &self.member, self.session).await.ok()?;
                }
            }
        }
    }
}
