//! `GET /v1/sessions/{id}/prosody`: how it was said.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::Prosody;
use storage::SessionId;

use crate::{
    App, Problem, access,
    answer::tagged,
    extract::{Id, Member},
    permissions::Action,
};

/// How it was said: pitch, loudness, voice, pauses, rate, phrases. The tracks stand under metrics.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/prosody", tag = "results", operation_id = "getProsody", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The measurements.", body = Prosody),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn prosody(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let tx = app.store.read(member.org).await?;
    let session = access::session(&app, &member, &tx, Action::SessionRead, id).await?;
    let found = tx.prosody().find(id).await?;
    drop(tx);
    let found = found.ok_or_else(|| Problem::not_found("The voice of this session was not measured yet."))?;
    access::seen(&app, &member, &session, "prosody.read").await?;
    tagged(&headers, &found)
}
