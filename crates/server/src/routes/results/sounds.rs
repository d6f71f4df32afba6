//! `GET /v1/sessions/{id}/sounds`: how well the sounds of English speech were said.

use axum::response::Response;
use storage::SessionId;

use crate::{Problem, extract::Readable, routes::practice::pronounced::PronouncedBody};

/// How well the sounds of a talk in English were said, word by word in the order of the transcript. Words that the recogniser
/// is not sure of have no scores; `basis` says how many those are. Other languages have no scores of sounds.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/sounds", tag = "results", operation_id = "getSounds", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The words with their sounds.", body = PronouncedBody),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn sounds(read: Readable) -> Result<Response, Problem> {
    let found = read.tx.transcripts().sounds(read.session.id).await?;
    let found = found.as_ref().map(PronouncedBody::of);
    read.found(
        found,
        "transcript.read",
        "There are no scores of sounds for this session: it is not in English, or not heard yet.",
    )
    .await
}
