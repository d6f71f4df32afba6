//! `POST /v1/uploads/{id}/complete`: all pieces of a recording are here.

use axum::{Json, extract::State, http::StatusCode};
use storage::{
    BlobKey,
    records::{MediaState, Upload},
};
use uuid::Uuid;

use super::body::{mine, taken};
use crate::{
    App, Problem,
    extract::{Id, Member, Params},
    media::{Arrived, keep, may_send},
    routes::{media::put::Sent, sessions::body::MediaBody},
};

/// All pieces of a recording are here: take it. Asked again, since the answer got lost, it answers the same.
#[utoipa::path(
    post, path = "/v1/uploads/{id}/complete", tag = "recordings", operation_id = "completeUpload",
    params(("id" = Uuid, Path, description = "Its id."), Sent),
    responses((status = CREATED, description = "The recording is here.", body = MediaBody))
)]
pub(crate) async fn complete(
    State(app): State<App>,
    member: Member,
    Id(id): Id<Uuid>,
    Params(sent): Params<Sent>,
) -> Result<(StatusCode, Json<MediaBody>), Problem> {
    let _only_one = app.place_for_piece(id)?;
    let tx = app.store.read(member.org).await?;
    if let Some(media) = taken(&app, &member, &tx, id).await? {
        return Ok((StatusCode::CREATED, Json(media.into())));
    }
    let upload = mine(&app, &member, &tx, id).await?;
    let session = may_send(&app, &member, &tx, upload.session_id, sent.replace).await?;
    drop(tx);
    whole(&upload)?;
    let key = BlobKey::media(member.org, id);
    let parts: Vec<BlobKey> = (0..u32::try_from(upload.parts).unwrap_or_default())
        .map(|number| BlobKey::part(member.org, id, number))
        .collect();
    let composed = app.blobs.compose(&parts, &key).await?;
    let arrived = Arrived {
        id,
        state: MediaState::Stored,
        blob: Some(key),
        bytes: composed.bytes,
        sha256: Some(composed.sha256.to_vec()),
    };
    if i64::try_from(arrived.bytes).ok() != Some(upload.received) {
        arrived.forget(&app, &session).await;
        return Err(Problem::conflict("The pieces do not fit together. Begin again."));
    }
    let about = (upload.name, upload.content_type);
    let media = keep(&app, &member, &session, arrived, about, sent.replace).await?;
    let tx = app.store.write(member.org).await?;
    tx.uploads().delete(id).await?;
    tx.commit().await?;
    app.blobs.delete_parts(member.org, id).await?;
    Ok((StatusCode::CREATED, Json(media.into())))
}

fn whole(upload: &Upload) -> Result<(), Problem> {
    match upload.total {
        _ if upload.received == 0 => Err(Problem::conflict("Nothing of the recording is here yet.")),
        Some(total) if upload.received < total => Err(Problem::conflict(format!(
            "{} of {total} bytes are here. Send the rest first.",
            upload.received
        ))),
        _ => Ok(()),
    }
}
