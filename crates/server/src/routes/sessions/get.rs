//! `GET /v1/sessions/{id}`: one session, with its recording.

use axum::{extract::State, http::HeaderMap, response::Response};
use storage::SessionId;

use super::body::{MediaBody, SessionBody, SessionDetail};
use crate::{
    App, Problem, access,
    answer::tagged,
    extract::{Id, Member},
    permissions::Action,
};

/// One session, with its recording.
#[utoipa::path(
    get, path = "/v1/sessions/{id}", tag = "sessions", operation_id = "getSession",
    params(("id" = SessionId, Path, description = "Its id."), ("If-None-Match" = Option<String>, Header, description = "The ETag that the caller has.")),
    responses(
        (status = OK, description = "The session.", body = SessionDetail, headers(("ETag" = String, description = "Changes when the session does."))),
        (status = NOT_MODIFIED, description = "It is as the caller has it."),
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let tx = app.store.read(member.org).await?;
    let session = access::session(&app, &member, &tx, Action::SessionRead, id).await?;
    let media = tx.media().of(id).await?;
    let consent = !tx.consents().of_session(id).await?.is_empty();
    let detail = SessionDetail {
        session: SessionBody::from(session),
        media: media.map(MediaBody::from),
        consent,
    };
    tagged(&headers, &detail)
}
