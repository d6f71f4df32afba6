//! `GET /v1/sessions/{id}/reports`: the reports that were asked for.

use axum::response::Response;
use storage::SessionId;

use crate::{
    Problem,
    answer::{List, tagged},
    extract::Readable,
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
pub(crate) async fn reports(read: Readable) -> Result<Response, Problem> {
    let reports = read.tx.reports().list(read.session.id).await?;
    tagged(
        &read.headers,
        &List::all(reports.into_iter().map(ReportBody::from)),
    )
}
