//! `GET /v1/sessions/{id}/transcript`: what was said, and when.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::Transcript;
use storage::SessionId;

use crate::{
    App, Problem, access,
    answer::tagged,
    extract::{Id, Member},
    permissions::Action,
};

/// What was said, and when. It is there once the words were heard and timed.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/transcript", tag = "results", operation_id = "getTranscript", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The transcript.", body = Transcript),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn transcript(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let tx = app.store.read(member.org).await?;
    let session = access::session(&app, &member, &tx, Action::SessionRead, id).await?;
    let found = tx.transcripts().find(id).await?;
    drop(tx);
    let found = found.ok_or_else(|| Problem::not_found("There is no transcript of this session yet."))?;
    access::seen(&app, &member, &session, "transcript.read").await?;
    tagged(&headers, &found)
}
