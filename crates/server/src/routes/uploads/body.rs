//! An upload as it is shown.

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use storage::{
    OrgTx, SessionId,
    records::{Media, Upload},
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{App, Problem, access, extract::Member, permissions::Action};

/// How much of a recording is here.
pub(super) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");

/// A recording that comes in pieces.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UploadBody {
    /// Its id.
    id: Uuid,
    /// For which session.
    session: SessionId,
    /// The file's name.
    name: String,
    /// What the sender says it is.
    content_type: String,
    /// Its size, if the sender knows.
    total: Option<i64>,
    /// Bytes that are here: the next piece begins after them.
    offset: i64,
    /// When it is given up.
    expires_at: DateTime<Utc>,
}

/// The upload, with its offset in a header as well.
pub(super) fn shown(status: StatusCode, upload: Upload) -> Response {
    let offset = HeaderValue::from(upload.received);
    let body = UploadBody {
        id: upload.id,
        session: upload.session_id,
        name: upload.name,
        content_type: upload.content_type,
        total: upload.total,
        offset: upload.received,
        expires_at: upload.expires_at,
    };
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(OFFSET, offset);
    response
}

/// The upload, if the caller may send it. Only who began it goes on with it.
pub(crate) async fn mine(app: &App, member: &Member, tx: &OrgTx, id: Uuid) -> Result<Upload, Problem> {
    let missing = || Problem::not_found("There is no such upload, or it was given up. Begin again.");
    let upload = tx.uploads().find(id).await?;
    let upload = upload
        .filter(|upload| upload.user_id == member.caller.user && upload.expires_at > tx.now())
        .ok_or_else(missing)?;
    access::session(app, member, tx, Action::SessionChange, upload.session_id).await?;
    Ok(upload)
}

/// The recording that an upload has become, if it was taken and the caller could have sent it.
pub(crate) async fn taken(
    app: &App,
    member: &Member,
    tx: &OrgTx,
    id: Uuid,
) -> Result<Option<Media>, Problem> {
    let Some(media) = tx.media().find(id).await? else {
        return Ok(None);
    };
    match access::session(app, member, tx, Action::SessionChange, media.session_id).await {
        Ok(_) => Ok(Some(media)),
        Err(problem) if problem.status().is_client_error() => Ok(None),
        Err(problem) => Err(problem),
    }
}
