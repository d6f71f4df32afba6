//! `GET /v1/practice/attempts/{id}/recording`: hear an attempt.

use axum::{extract::State, http::HeaderMap, response::Response};
use uuid::Uuid;

use crate::{
    App, Problem, access,
    extract::{Id, Member},
    media::play,
    permissions::Action,
};

/// Hear an attempt.
#[utoipa::path(
    get, path = "/v1/practice/attempts/{id}/recording", tag = "practice", operation_id = "playAttempt",
    params(("id" = Uuid, Path, description = "The attempt."), ("Range" = Option<String>, Header, description = "One range of bytes, such as `bytes=0-65535`.")),
    responses(
        (status = OK, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = PARTIAL_CONTENT, description = "The part that was asked for.", body = Vec<u8>, content_type = "application/octet-stream"),
    )
)]
pub(crate) async fn play_attempt(
    State(app): State<App>,
    member: Member,
    Id(id): Id<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let tx = app.store.read(member.org).await?;
    let attempt = access::attempt(&app, &member, &tx, Action::AttemptRead, id).await?;
    drop(tx);
    let response = play(
        &app,
        member.org,
        attempt.blob.as_deref(),
        &attempt.content_type,
        &headers,
    )
    .await?;
    access::seen(&app, &member, &attempt, "attempt.play").await?;
    Ok(response)
}
