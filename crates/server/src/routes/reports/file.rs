//! `GET /v1/reports/{id}/file`: the report itself.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};
use storage::{
    BlobKey,
    records::{ReportFormat, ReportState},
};
use uuid::Uuid;

use super::body::readable;
use crate::{
    App, Problem, access,
    extract::{Id, Member},
};

/// The report itself.
#[utoipa::path(
    get, path = "/v1/reports/{id}/file", tag = "reports", operation_id = "getReportFile", params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = OK, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"))
)]
pub(crate) async fn file(
    State(app): State<App>,
    member: Member,
    Id(id): Id<Uuid>,
) -> Result<Response, Problem> {
    let tx = app.store.read(member.org).await?;
    let (report, session) = readable(&app, &member, &tx, id).await?;
    drop(tx);
    let failed = || {
        report
            .error
            .clone()
            .unwrap_or_else(|| "It could not be made.".to_owned())
    };
    match report.state {
        ReportState::Ready => {}
        ReportState::Queued => return Err(Problem::conflict("The report is not ready yet.").retry_after(1)),
        ReportState::Failed => return Err(Problem::conflict(failed())),
    }
    let gone = || Problem::gone("The report is no longer there. Ask for it again.");
    let key = report
        .blob
        .as_deref()
        .and_then(|key| BlobKey::stored(member.org, key));
    let blob = app
        .blobs
        .get_stream(&key.ok_or_else(gone)?, None)
        .await?
        .ok_or_else(gone)?;
    access::seen(&app, &member, &session, "report.read").await?;
    let (kind, ending) = match report.format {
        ReportFormat::Json => ("application/json", "json"),
        ReportFormat::Html => ("text/html; charset=utf-8", "html"),
        ReportFormat::Pdf => ("application/pdf", "pdf"),
        ReportFormat::Csv => ("application/zip", "zip"),
    };
    let mut response = Response::new(Body::from_stream(blob.bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(blob.size));
    // Saved and not shown: a page from here would have the powers of the API's own origin.
    let saved = format!("attachment; filename=\"vivavoce-{}.{ending}\"", session.id);
    let saved = HeaderValue::from_str(&saved).map_err(|error| Problem::ours(&error))?;
    headers.insert(header::CONTENT_DISPOSITION, saved);
    Ok(response)
}
