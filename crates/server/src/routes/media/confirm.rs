//! `POST /v1/sessions/{id}/media/confirm`: a recording that was sent straight to the file store is there.

use axum::{Json, extract::State, http::StatusCode};
use garde::Validate;
use serde::Deserialize;
use storage::{BlobKey, SessionId, records::MediaState};
use utoipa::ToSchema;
use uuid::Uuid;

use super::put::Sent;
use crate::{
    App, Problem,
    extract::{Id, Member, Params, Valid},
    media::{Arrived, Broken, keep, may_send},
    routes::{
        sessions::body::MediaBody,
        uploads::body::{mine, taken},
    },
};

/// Which recording.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmRequest {
    /// The `upload` that the address came with.
    #[garde(skip)]
    upload: Uuid,
}

/// A recording that was sent straight to the file store is there: take it. Asked again, since the answer got lost, it
/// answers the same.
#[utoipa::path(
    post, path = "/v1/sessions/{id}/media/confirm", tag = "recordings", operation_id = "confirmRecording",
    params(("id" = SessionId, Path, description = "The session."), Sent), request_body = ConfirmRequest,
    responses((status = CREATED, description = "The recording is here.", body = MediaBody))
)]
pub(crate) async fn confirm(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    Params(sent): Params<Sent>,
    Valid(request): Valid<ConfirmRequest>,
) -> Result<(StatusCode, Json<MediaBody>), Problem> {
    let tx = app.store.read(member.org).await?;
    let known = taken(&app, &member, &tx, request.upload).await?;
    if let Some(media) = known.filter(|media| media.session_id == id) {
        return Ok((StatusCode::CREATED, Json(media.into())));
    }
    let session = may_send(&app, &member, &tx, id, sent.replace).await?;
    let upload = mine(&app, &member, &tx, request.upload).await?;
    if upload.session_id != id || upload.parts > 0 {
        return Err(Problem::conflict(
            "This upload is not one that was sent straight to the file store for this session.",
        ));
    }
    drop(tx);
    let key = BlobKey::media(member.org, upload.id);
    let size = app.blobs.size(&key).await?;
    let bytes = size
        .ok_or_else(|| Problem::conflict("The recording has not arrived. Send it to its address first."))?;
    let arrived = Arrived {
        id: upload.id,
        state: MediaState::Stored,
        blob: Some(key),
        bytes,
        sha256: None,
    };
    let limit = app.limits.media_bytes;
    if bytes == 0 || bytes > limit {
        arrived.forget(&app, &session).await;
        return Err(match bytes {
            0 => Problem::field("upload", "the recording is empty"),
            _ => Broken::TooLarge { limit }.into(),
        });
    }
    let about = (upload.name, upload.content_type);
    let media = keep(&app, &member, &session, arrived, about, sent.replace).await?;
    let tx = app.store.write(member.org).await?;
    tx.uploads().delete(upload.id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(media.into())))
}
