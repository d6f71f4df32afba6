//! `GET /v1/sessions/{id}/fluency`: how it flows.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::Fluency;
use storage::SessionId;

use crate::{
    App, Problem, access,
    answer::tagged,
    extract::{Id, Member},
    permissions::Action,
};

/// How it flows: pace, pauses, filled pauses, vocabulary, and what gets in the way.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/fluency", tag = "results", operation_id = "getFluency", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The measurements and findings.", body = Fluency),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn fluency(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let tx = app.store.read(member.org).await?;
    let session = access::session(&app, &member, &tx, Action::SessionRead, id).await?;
    let found = tx.fluency().find(id).await?;
    drop(tx);
    let found = found.ok_or_else(|| Problem::not_found("How this session flows was not measured yet."))?;
    access::seen(&app, &member, &session, "fluency.read").await?;
    tagged(&headers, &found)
}
