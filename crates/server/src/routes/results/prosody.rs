//! `GET /v1/sessions/{id}/prosody`: how it was said.

use axum::response::Response;
use domain::Prosody;
use storage::SessionId;

use crate::{Problem, extract::Readable};

/// How it was said: pitch, loudness, voice, pauses, rate, phrases. The tracks stand under metrics.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/prosody", tag = "results", operation_id = "getProsody", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The measurements.", body = Prosody),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn prosody(read: Readable) -> Result<Response, Problem> {
    let found = read.tx.prosody().find(read.session.id).await?;
    read.found(
        found,
        "prosody.read",
        "The voice of this session was not measured yet.",
    )
    .await
}
