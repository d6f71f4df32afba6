//! `POST /v1/live/tickets`: a ticket to open one socket.

use axum::{Json, extract::State, http::StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::{NewOneTimeToken, OrgId, records::Purpose};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{App, Problem, accounts::token, extract::Member, limits::LIVE_TICKET, live};

/// A ticket. A browser cannot send an access token when it opens a socket, and an address with one would stand in logs; a
/// ticket works once, for a minute.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TicketBody {
    /// Open `/v1/live?ticket=…` with it.
    ticket: String,
    /// Until when.
    expires_at: DateTime<Utc>,
}

/// What a ticket stands for.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ticket {
    pub(super) org: OrgId,
    pub(super) sign_in: Uuid,
    pub(super) second_factor: bool,
}

/// A ticket to open one socket, in the org of the request.
#[utoipa::path(
    post, path = "/v1/live/tickets", tag = "live", operation_id = "createLiveTicket",
    responses((status = CREATED, description = "The ticket.", body = TicketBody))
)]
pub(crate) async fn create(
    State(app): State<App>,
    member: Member,
) -> Result<(StatusCode, Json<TicketBody>), Problem> {
    live::signed_in(&app, &member.caller).await?;
    let ticket = token::fresh();
    let about = Ticket {
        org: member.org,
        sign_in: member.caller.sign_in,
        second_factor: member.caller.second_factor,
    };
    let tx = app.store.accounts(Some(member.caller.user)).await?;
    let expires_at = tx.now() + TimeDelta::from_std(LIVE_TICKET).unwrap_or_default();
    tx.one_time_tokens()
        .add(NewOneTimeToken {
            hash: token::hash(&ticket),
            purpose: Purpose::LiveTicket,
            user: Some(member.caller.user),
            detail: json!(about),
            expires_at,
        })
        .await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(TicketBody { ticket, expires_at })))
}
