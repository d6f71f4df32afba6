//! `GET /v1/sessions/{id}/analysis`: everything that was found, as one document.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::Analysis;
use storage::SessionId;

use crate::{
    App, Problem, access,
    answer::tagged,
    extract::{Id, Member},
    permissions::Action,
};

/// Everything that was found, as one document: what reports are made of.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/analysis", tag = "results", operation_id = "getAnalysis", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The analysis.", body = Analysis),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn analysis(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let tx = app.store.read(member.org).await?;
    let session = access::session(&app, &member, &tx, Action::SessionRead, id).await?;
    let found = jobs::analysis(&tx, &session).await?;
    drop(tx);
    let found = found.ok_or_else(|| Problem::not_found("This session is not done yet."))?;
    access::seen(&app, &member, &session, "analysis.read").await?;
    tagged(&headers, &found)
}
