//! `PATCH /v1/uploads/{id}`: send the next piece of a recording.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt};
use storage::{BlobKey, records::Upload};
use uuid::Uuid;

use super::body::{OFFSET, UploadBody, mine, shown};
use crate::{
    App, Problem,
    extract::{Id, Member},
    limits::{PIECE_BYTES, PIECES, UPLOAD_STALL},
    media::{Broken, limited},
};

/// Send the next piece of a recording. Whatever arrived before the line broke stays: ask for the offset and go on from there.
#[utoipa::path(
    patch, path = "/v1/uploads/{id}", tag = "recordings", operation_id = "appendUpload",
    params(("id" = Uuid, Path, description = "Its id."), ("Upload-Offset" = u64, Header, description = "Bytes that are here already: where the piece begins.")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The bytes from there on, all or some."),
    responses((status = OK, description = "What is here now.", body = UploadBody, headers(("Upload-Offset" = u64, description = "Bytes that are here."))))
)]
pub(crate) async fn append(
    State(app): State<App>,
    member: Member,
    Id(id): Id<Uuid>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let offset = headers
        .get(&OFFSET)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<u64>().ok())
        .and_then(|offset| i64::try_from(offset).ok())
        .ok_or_else(|| {
            Problem::bad_request("Say in the header Upload-Offset where the piece begins, in bytes.")
        })?;
    let _place = app.place_for_upload(member.org)?;
    let _only_one = app.place_for_piece(id)?;
    let tx = app.store.read(member.org).await?;
    let upload = mine(&app, &member, &tx, id).await?;
    drop(tx);
    if upload.received != offset {
        return Ok(elsewhere(upload.received));
    }
    let all = upload.total.and_then(|total| u64::try_from(total).ok());
    let limit = all.unwrap_or(app.limits.media_bytes);
    let room = limit.saturating_sub(u64::try_from(offset).unwrap_or_default());
    let chunks = limited(body.into_data_stream(), room, UPLOAD_STALL);
    let upload = Piecewise { app: &app, upload }.take(chunks).await?;
    Ok(shown(StatusCode::OK, upload))
}

/// The answer to a piece that begins elsewhere: where the next one begins, for people and for programs.
fn elsewhere(offset: i64) -> Response {
    let words = format!("{offset} bytes are here. Send what follows them, with Upload-Offset: {offset}.");
    let mut response = Problem::conflict(words).into_response();
    response.headers_mut().insert(OFFSET, HeaderValue::from(offset));
    response
}

/// What does not fit into a recording whose size was told, or into any.
fn too_much(upload: &Upload, app: &App) -> Problem {
    match upload.total {
        Some(total) => Problem::too_large(format!(
            "This recording was to have {total} bytes, and more came. Send what is left of it, or begin again."
        )),
        None => Broken::TooLarge {
            limit: app.limits.media_bytes,
        }
        .into(),
    }
}

/// Stores a stream piece by piece.
struct Piecewise<'a> {
    app: &'a App,
    upload: Upload,
}

impl Piecewise<'_> {
    async fn take(mut self, chunks: impl Stream<Item = Result<Bytes, Broken>>) -> Result<Upload, Problem> {
        let mut chunks = std::pin::pin!(chunks);
        let mut piece = BytesMut::new();
        loop {
            match chunks.next().await {
                Some(Ok(chunk)) => {
                    piece.extend_from_slice(&chunk);
                    if piece.len() >= PIECE_BYTES {
                        self.store(piece.split().freeze()).await?;
                    }
                }
                None => {
                    self.store(piece.freeze()).await?;
                    return Ok(self.upload);
                }
                // What is too large never fits.
                Some(Err(Broken::TooLarge { .. })) => return Err(too_much(&self.upload, self.app)),
                Some(Err(broken)) => {
                    // What came is kept, so that the sender goes on from here.
                    self.store(piece.freeze()).await?;
                    return Err(broken.into());
                }
            }
        }
    }

    async fn store(&mut self, piece: Bytes) -> Result<(), Problem> {
        if piece.is_empty() {
            return Ok(());
        }
        let Upload {
            id,
            org_id,
            received,
            parts,
            ..
        } = self.upload;
        if parts >= PIECES {
            return Err(Problem::conflict(format!(
                "A recording comes in {PIECES} pieces at most. Begin again with larger ones."
            )));
        }
        let number = u32::try_from(parts).unwrap_or_default();
        let bytes = i64::try_from(piece.len()).unwrap_or(i64::MAX);
        self.app
            .blobs
            .put(&BlobKey::part(org_id, id, number), piece)
            .await?;
        let tx = self.app.store.write(org_id).await?;
        let grown = tx.uploads().append(id, received, bytes).await?;
        tx.commit().await?;
        self.upload = grown.ok_or_else(|| {
            Problem::conflict("Somebody else sent a piece of this recording meanwhile. Ask for the offset and go on from there.")
        })?;
        Ok(())
    }
}
