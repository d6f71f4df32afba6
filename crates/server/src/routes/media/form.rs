//! `POST /v1/sessions/{id}/media`: send a recording from a form.

use axum::{
    Json,
    extract::{
        State,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
};
use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use storage::SessionId;
use tokio::sync::mpsc;
use utoipa::ToSchema;

use super::put::Sent;
use crate::{
    App, Problem,
    extract::{Form, Id, Member, Params, coming},
    media::{file_name, keep, known, may_send, receive},
    routes::sessions::body::MediaBody,
};

/// Chunks that wait between the form and the store.
const WAITING: usize = 4;

/// A form with a recording.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only describes the form")]
pub(crate) struct RecordingForm {
    /// The file.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
}

/// Send a recording from a form; its part is called `file`.
#[utoipa::path(
    post, path = "/v1/sessions/{id}/media", tag = "recordings", operation_id = "sendRecordingForm",
    params(("id" = SessionId, Path, description = "The session."), Sent),
    request_body(content = RecordingForm, content_type = "multipart/form-data"),
    responses((status = CREATED, description = "The recording is here.", body = MediaBody))
)]
pub(crate) async fn form(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    Params(sent): Params<Sent>,
    form: Form,
) -> Result<(StatusCode, Json<MediaBody>), Problem> {
    let tx = app.store.read(member.org).await?;
    let session = may_send(&app, &member, &tx, id, sent.replace).await?;
    drop(tx);
    let mut form = form.parts()?;
    let _place = app.place_for_upload(member.org)?;
    while let Some(field) = coming(form.next_field()).await? {
        if field.name() != Some("file") {
            continue;
        }
        let about = (
            file_name(sent.name.as_deref().or(field.file_name())),
            known(field.content_type()).to_owned(),
        );
        let (send, chunks) = mpsc::channel(WAITING);
        // A field borrows the form and cannot be sent to where it is stored: its chunks can.
        let (_, arrived) = tokio::join!(pour(field, send), receive(&app, &session, drain(chunks)));
        let media = keep(&app, &member, &session, arrived?, about, sent.replace).await?;
        return Ok((StatusCode::CREATED, Json(media.into())));
    }
    Err(Problem::field("file", "the form has no part called `file`"))
}

type Chunk = Result<Bytes, MultipartError>;

async fn pour(mut field: Field<'_>, chunks: mpsc::Sender<Chunk>) {
    loop {
        let chunk = tokio::select! {
            chunk = field.next() => chunk,
            // Whoever stores it has enough of it, or was waiting for too long.
            () = chunks.closed() => return,
        };
        let Some(chunk) = chunk else { return };
        let broken = chunk.is_err();
        if chunks.send(chunk).await.is_err() || broken {
            return;
        }
    }
}

fn drain(chunks: mpsc::Receiver<Chunk>) -> impl Stream<Item = Chunk> {
    stream::unfold(chunks, |mut chunks| async move {
        chunks.recv().await.map(|chunk| (chunk, chunks))
    })
}
