//! `GET /v1/sessions/{id}/reports`: the reports that were asked for.

use axum::{extract::State, http::HeaderMap, response::Response};
use storage::SessionId;

use crate::{
    App, Problem, access,
    answer::{List, tagged},
    extract::{Id, Member},
    permissions::Action,
    routes::reports::body::ReportBody,
};

/// The reports of a session that were asked for.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/reports", tag = "reports", operation_id = "listReports", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The reports.", body = List<ReportBody>),
        (status = NOT_MODIFIED, description = "They are as the caller has them."),
    )
)]
pub(crate) async fn reports(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let tx = app.store.read(member.org).await?;
    access::session(&app, &member, &tx, Action::SessionRead, id).await?;
    let reports = tx.reports().list(id).await?;
    tagged(&headers, &List::all(reports.into_iter().map(ReportBody::from)))
}
