//! `GET /v1/sessions/{id}`: one session, with its recording.

use axum::response::Response;
use storage::SessionId;

use super::body::{MediaBody, SessionBody, SessionDetail};
use crate::{Problem, answer::tagged, extract::Readable};

/// One session, with its recording.
#[utoipa::path(
    get, path = "/v1/sessions/{id}", tag = "sessions", operation_id = "getSession",
    params(("id" = SessionId, Path, description = "Its id."), ("If-None-Match" = Option<String>, Header, description = "The ETag that the caller has.")),
    responses(
        (status = OK, description = "The session.", body = SessionDetail, headers(("ETag" = String, description = "Changes when the session does."))),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn get(read: Readable) -> Result<Response, Problem> {
    let Readable {
        tx, session, headers, ..
    } = read;
    let media = tx.media().of(session.id).await?;
    let consent = tx.consents().standing(session.id).await?.is_some();
    let detail = SessionDetail {
        session: SessionBody::from(session),
        media: media.map(MediaBody::from),
        consent,
    };
    tagged(&headers, &detail)
}
