//! `GET /v1/sessions/{id}/fluency`: how it flows.

use axum::response::Response;
use domain::Fluency;
use storage::SessionId;

use crate::{Problem, extract::Readable};

/// How it flows: pace, pauses, filled pauses, vocabulary, and what gets in the way.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/fluency", tag = "results", operation_id = "getFluency", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The measurements and findings.", body = Fluency),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn fluency(read: Readable) -> Result<Response, Problem> {
    let found = read.tx.fluency().find(read.session.id).await?;
    read.found(
        found,
        "fluency.read",
        "How this session flows was not measured yet.",
    )
    .await
}
