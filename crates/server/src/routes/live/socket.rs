//! `GET /v1/live`: one socket for everything that happens.

use axum::{
    extract::{State, WebSocketUpgrade, ws::rejection::WebSocketUpgradeRejection},
    response::Response,
};
use serde::Deserialize;
use storage::records::Purpose;
use utoipa::IntoParams;

use super::{conversation::Conversation, ticket::Ticket};
use crate::{
    App, Problem,
    accounts::token,
    extract::{Caller, Member, Params},
    limits::SOCKET_MESSAGE_BYTES,
    live,
};

/// Bytes that wait to be written to a slow socket. A message that is larger could never be sent.
const WAITING: usize = 4 * 1024 * 1024;

/// Who opens a socket.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Admission {
    /// A ticket that was not used yet.
    #[param(max_length = 64)]
    ticket: Option<String>,
}

/// One socket for everything that happens.
///
/// Send `{"subscribe": "session:ID:tokens", "after": 0}` (or `metrics`, `score`, `state`) to listen to a session from after an
/// event's number, `{"unsubscribe": …}` to stop. What happens comes as `{"topic", "seq", "at", "data"}`; what cannot be heard is
/// answered by `{"refused", "type", "detail"}`. The server closes with 4000 (nothing heard from the client), 4001 (signed
/// out), 4008 (too slow) or 4009 (too many messages that are none).
#[utoipa::path(
    get, path = "/v1/live", tag = "live", operation_id = "openLive", params(Admission), security(()),
    responses((status = SWITCHING_PROTOCOLS, description = "The socket is open."))
)]
pub(crate) async fn open(
    State(app): State<App>,
    Params(admission): Params<Admission>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    let upgrade = upgrade.map_err(|rejection| Problem::bad_request(rejection.body_text()))?;
    let member = admitted(&app, admission.ticket.as_deref()).await?;
    let place = live::place(&app, &member.caller)?;
    let upgrade = upgrade
        .max_message_size(SOCKET_MESSAGE_BYTES)
        .max_frame_size(SOCKET_MESSAGE_BYTES)
        .max_write_buffer_size(WAITING);
    let sockets = app.sockets().clone();
    Ok(upgrade.on_upgrade(move |socket| {
        sockets.track_future(async move {
            Conversation::new(app, member, socket).hold().await;
            drop(place);
        })
    }))
}

/// Whose ticket it is. It is used up, and its sign-in must not have ended.
async fn admitted(app: &App, ticket: Option<&str>) -> Result<Member, Problem> {
    let unknown = || Problem::signed_out("The ticket is not one, was used, or is too old. Get a new one.");
    let ticket = ticket
        .ok_or_else(|| Problem::signed_out("Get a ticket first, and open the socket with ?ticket=…"))?;
    let tx = app.store.accounts(None).await?;
    let token = tx
        .one_time_tokens()
        .consume(Purpose::LiveTicket, &token::hash(ticket))
        .await?;
    tx.commit().await?;
    let token = token.ok_or_else(unknown)?;
    let user = token.user_id.ok_or_else(unknown)?;
    let about: Ticket = serde_json::from_value(token.detail).map_err(|_| unknown())?;
    let caller = Caller {
        user,
        sign_in: about.sign_in,
        second_factor: about.second_factor,
    };
    live::signed_in(app, &caller).await?;
    Member::of(app, caller, Some(about.org)).await
}
