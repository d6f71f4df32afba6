//! `GET /v1/me/sign-ins`: where one is signed in.

use axum::{Json, extract::State};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{App, Problem, extract::Caller};

/// A device that one is signed in on.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignInView {
    /// Its id.
    id: Uuid,
    /// What it calls itself.
    device: String,
    /// From which address it signed in.
    address: String,
    /// Since when.
    created_at: DateTime<Utc>,
    /// When it last asked for a token.
    last_used_at: DateTime<Utc>,
    /// Whether the second factor was given on it.
    second_factor: bool,
    /// Whether it is this one.
    current: bool,
}

/// List where one is signed in, newest first.
#[utoipa::path(
    get, path = "/v1/me/sign-ins", tag = "me", operation_id = "list_sign_ins",
    responses((status = OK, description = "The devices.", body = Vec<SignInView>))
)]
pub(crate) async fn sign_ins(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<SignInView>>, Problem> {
    let tx = app.store.read_accounts(None).await?;
    let live = tx.sign_ins().live(caller.user).await?;
    let views = live.into_iter().map(|sign_in| SignInView {
        current: sign_in.id == caller.sign_in,
        id: sign_in.id,
        device: sign_in.device,
        address: sign_in.address,
        created_at: sign_in.created_at,
        last_used_at: sign_in.last_used_at,
        second_factor: sign_in.second_factor_at.is_some(),
    });
    Ok(Json(views.collect()))
}
