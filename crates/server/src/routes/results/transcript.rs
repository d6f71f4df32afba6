//! `GET /v1/sessions/{id}/transcript`: what was said, and when.

use axum::response::Response;
use domain::Transcript;
use storage::SessionId;

use crate::{Problem, extract::Readable};

/// What was said, and when. It is there once the words were heard and timed.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/transcript", tag = "results", operation_id = "getTranscript", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The transcript.", body = Transcript),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn transcript(read: Readable) -> Result<Response, Problem> {
    let found = read.tx.transcripts().find(read.session.id).await?;
    read.found(
        found,
        "transcript.read",
        "There is no transcript of this session yet.",
    )
    .await
}
