//! `PATCH /v1/uploads/{id}`: send the next piece of a recording.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
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
        .and_then(|text| text.parse::<i64>().ok())
        .ok_or_else(|| {
            Problem::bad_request("Say in the header Upload-Offset where the piece begins, in bytes.")
        })?;
    let _place = app.place_for_upload(member.org)?;
    let _only_one = app.place_for_piece(id)?;
    let tx = app.store.read(member.org).await?;
    let upload = mine(&app, &member, &tx, id).await?;
    drop(tx);
    if upload.received != offset {
        return Err(elsewhere(upload.received));
    }
    let limit = match upload.total {
        Some(total) => u64::try_from(total).unwrap_or_default(),
        None => app.limits.media_bytes,
    };
    let room = limit.saturating_sub(u64::try_from(offset).unwrap_or_default());
    let chunks = limited(body.into_data_stream(), room, UPLOAD_STALL);
    let upload = Piecewise { app: &app, upload }.take(chunks).await?;
    Ok(shown(StatusCode::OK, upload))
}

fn elsewhere(offset: i64) -> Problem {
    Problem::conflict(format!(
        "{offset} bytes are here. Send what follows them, with Upload-Offset: {offset}."
    ))
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
                Some(Err(broken)) => {
                    // What came is kept, so that the sender goes on from here. What is too large never fits.
                    if !matches!(broken, Broken::TooLarge { .. }) {
                        self.store(piece.freeze()).await?;
                    }
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
