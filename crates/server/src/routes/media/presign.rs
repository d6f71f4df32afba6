//! `POST /v1/sessions/{id}/media/presign`: an address of the file store to send a recording to.

use axum::{Json, extract::State, http::StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use storage::{BlobKey, NewUpload, SessionId};
use utoipa::ToSchema;
use uuid::Uuid;

use super::put::Sent;
use crate::{
    App, Problem,
    extract::{Id, Member, Params, Valid},
    limits::{PRESIGNED, UPLOAD_KEPT},
    media::{Broken, file_name, known, may_send},
};

/// A recording to send straight to the file store.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PresignRequest {
    /// Its size: exactly so many bytes can be sent.
    #[garde(range(min = 1))]
    #[schema(minimum = 1)]
    bytes: u64,
    /// What it is, such as `audio/wav`.
    #[garde(inner(length(chars, max = 100)))]
    #[schema(max_length = 100)]
    content_type: Option<String>,
    /// The file's name.
    #[garde(inner(length(chars, max = 1000)))]
    #[schema(max_length = 1000)]
    name: Option<String>,
}

/// Where to send it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Presigned {
    /// Name it when confirming.
    upload: Uuid,
    /// Send the file here with `PUT`, and nothing else of the API: no access token.
    url: String,
    /// Until when.
    expires_at: DateTime<Utc>,
}

/// An address of the file store to send a recording to; confirm it afterwards. Only where the operator keeps files in S3.
#[utoipa::path(
    post, path = "/v1/sessions/{id}/media/presign", tag = "recordings", operation_id = "presignRecording",
    params(("id" = SessionId, Path, description = "The session."), Sent), request_body = PresignRequest,
    responses((status = CREATED, description = "Where to send it.", body = Presigned))
)]
pub(crate) async fn presign(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    Params(sent): Params<Sent>,
    Valid(request): Valid<PresignRequest>,
) -> Result<(StatusCode, Json<Presigned>), Problem> {
    let limit = app.limits.media_bytes;
    if request.bytes > limit {
        return Err(Broken::TooLarge { limit }.into());
    }
    let tx = app.store.write(member.org).await?;
    let session = may_send(&app, &member, &tx, id, sent.replace).await?;
    if !session.store_audio {
        return Err(Problem::conflict(
            "Recordings of this org are never stored. Send it to this server in one piece, with PUT on …/media.",
        ));
    }
    let later = |after| TimeDelta::from_std(after).map_or(tx.now(), |after| tx.now() + after);
    let upload = tx
        .uploads()
        .create(NewUpload {
            session: id,
            user: member.caller.user,
            name: file_name(request.name.as_deref()),
            content_type: known(request.content_type.as_deref()).to_owned(),
            total: i64::try_from(request.bytes).ok(),
            expires_at: later(UPLOAD_KEPT),
        })
        .await?;
    let key = BlobKey::media(member.org, upload.id);
    let url = app.blobs.presign_put(&key, request.bytes, PRESIGNED, tx.now());
    let url = url.ok_or_else(|| {
        Problem::conflict(
            "This server keeps files in a folder. Send the recording to it, with PUT on …/media.",
        )
    })?;
    let expires_at = later(PRESIGNED);
    tx.commit().await?;
    let presigned = Presigned {
        upload: upload.id,
        url,
        expires_at,
    };
    Ok((StatusCode::CREATED, Json(presigned)))
}
