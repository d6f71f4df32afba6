//! `POST /v1/sessions/{id}/uploads`: begin a recording that comes in pieces.

use axum::{extract::State, http::StatusCode, response::Response};
use chrono::TimeDelta;
use garde::Validate;
use serde::Deserialize;
use storage::{NewUpload, SessionId};
use utoipa::ToSchema;

use super::body::{UploadBody, shown};
use crate::{
    App, Problem,
    extract::{Id, Member, Params, Valid},
    limits::UPLOAD_KEPT,
    media::{Broken, file_name, known, may_send},
    routes::media::put::Sent,
};

/// A recording that will come in pieces.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UploadRequest {
    /// Its size in bytes, if it is known.
    #[garde(inner(range(min = 1)))]
    #[schema(minimum = 1)]
    total: Option<u64>,
    /// What it is, such as `audio/wav`.
    #[garde(inner(length(chars, max = 100)))]
    #[schema(max_length = 100)]
    content_type: Option<String>,
    /// The file's name.
    #[garde(inner(length(chars, max = 1000)))]
    #[schema(max_length = 1000)]
    name: Option<String>,
}

/// Begin a recording that comes in pieces, and can go on after the line broke.
#[utoipa::path(
    post, path = "/v1/sessions/{id}/uploads", tag = "recordings", operation_id = "beginUpload",
    params(("id" = SessionId, Path, description = "The session."), Sent), request_body = UploadRequest,
    responses((status = CREATED, description = "Send the pieces here.", body = UploadBody, headers(("Upload-Offset" = u64, description = "Bytes that are here."))))
)]
pub(crate) async fn begin(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    Params(sent): Params<Sent>,
    Valid(request): Valid<UploadRequest>,
) -> Result<Response, Problem> {
    let limit = app.limits.media_bytes;
    if request.total.is_some_and(|total| total > limit) {
        return Err(Broken::TooLarge { limit }.into());
    }
    let tx = app.store.write(member.org).await?;
    let session = may_send(&app, &member, &tx, id, sent.replace).await?;
    if !session.store_audio {
        return Err(Problem::conflict(
            "Recordings of this org are never stored, and pieces would have to be. Send it in one, with PUT on …/media.",
        ));
    }
    let kept = TimeDelta::from_std(UPLOAD_KEPT).unwrap_or_default();
    let upload = tx
        .uploads()
        .create(NewUpload {
            session: id,
            user: member.caller.user,
            name: file_name(request.name.as_deref().or(sent.name.as_deref())),
            content_type: known(request.content_type.as_deref()).to_owned(),
            total: request.total.and_then(|total| i64::try_from(total).ok()),
            expires_at: tx.now() + kept,
        })
        .await?;
    tx.commit().await?;
    Ok(shown(StatusCode::CREATED, upload))
}
