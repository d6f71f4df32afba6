//! `GET /v1/sessions/{id}/analysis`: everything that was found, as one document.

use axum::response::Response;
use domain::Analysis;
use storage::SessionId;

use crate::{Problem, extract::Readable};

/// Everything that was found but the sounds (`/v1/sessions/{id}/sounds`), as one document: what reports are made of.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/analysis", tag = "results", operation_id = "getAnalysis", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The analysis.", body = Analysis),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn analysis(read: Readable) -> Result<Response, Problem> {
    let found = jobs::analysis(&read.tx, &read.session).await?;
    read.found(found, "analysis.read", "This session is not done yet.")
        .await
}
