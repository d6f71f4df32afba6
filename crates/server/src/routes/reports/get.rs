//! `GET /v1/reports/{id}`: whether a report is ready.

use axum::{extract::State, http::HeaderMap, response::Response};
use uuid::Uuid;

use super::body::{ReportBody, readable};
use crate::{
    App, Problem,
    answer::tagged,
    extract::{Id, Member},
};

/// Whether a report is ready.
#[utoipa::path(
    get, path = "/v1/reports/{id}", tag = "reports", operation_id = "getReport", params(("id" = Uuid, Path, description = "Its id.")),
    responses(
        (status = OK, description = "The report.", body = ReportBody),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Id(id): Id<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let tx = app.store.read(member.org).await?;
    let (report, _) = readable(&app, &member, &tx, id).await?;
    tagged(&headers, &ReportBody::from(report))
}
