//! `GET /v1/auth/verify`: whether an access token works.

use axum::Json;
use serde::Serialize;
use storage::UserId;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{ProblemBody, extract::Caller};

/// Whom an access token stands for.
#[derive(Serialize, ToSchema)]
pub(crate) struct Verified {
    /// Who.
    user: UserId,
    /// On which device.
    sign_in: Uuid,
    /// Whether the second factor was given there.
    second_factor: bool,
}

/// Check an access token.
#[utoipa::path(
    get, path = "/v1/auth/verify", tag = "auth",
    responses(
        (status = OK, description = "It works.", body = Verified),
        (status = UNAUTHORIZED, description = "It does not, or no longer.", body = ProblemBody),
    )
)]
pub(crate) async fn verify(caller: Caller) -> Json<Verified> {
    Json(Verified {
        user: caller.user,
        sign_in: caller.sign_in,
        second_factor: caller.second_factor,
    })
}
