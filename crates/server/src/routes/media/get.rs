//! `GET /v1/sessions/{id}/media`: play a recording.

use axum::response::Response;
use storage::{SessionId, records::MediaState};

use crate::{Problem, access, extract::Readable, media::play};

/// Play a recording, all of it or from anywhere in it.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/media", tag = "recordings", operation_id = "playRecording",
    params(("id" = SessionId, Path, description = "The session."), ("Range" = Option<String>, Header, description = "One range of bytes, such as `bytes=0-65535`.")),
    responses(
        (status = OK, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = PARTIAL_CONTENT, description = "The part that was asked for.", body = Vec<u8>, content_type = "application/octet-stream"),
    )
)]
pub(crate) async fn get(read: Readable) -> Result<Response, Problem> {
    let Readable {
        app,
        member,
        tx,
        session,
        headers,
    } = read;
    let media = tx.media().of(session.id).await?;
    drop(tx);
    let media = media.ok_or_else(|| Problem::not_found("This session has no recording."))?;
    let key = media
        .blob
        .as_deref()
        .filter(|_| media.state == MediaState::Stored);
    let response = play(&app, member.org, key, &media.content_type, &headers).await?;
    access::seen(&app, &member, &session, "recording.play").await?;
    Ok(response)
}
