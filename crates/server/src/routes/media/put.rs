//! `PUT /v1/sessions/{id}/media`: send a recording in one stream.

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use serde::Deserialize;
use storage::SessionId;
use utoipa::IntoParams;

use crate::{
    App, Problem,
    extract::{Id, Member, Params},
    media::Broken,
    media::{content_type, file_name, keep, may_send, receive},
    routes::sessions::body::MediaBody,
};

/// How a recording comes.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sent {
    /// Whether it takes the place of the recording that is there.
    #[serde(default)]
    pub(crate) replace: bool,
    /// The file's name.
    #[param(max_length = 200)]
    pub(crate) name: Option<String>,
}

/// Send a recording in one stream.
#[utoipa::path(
    put, path = "/v1/sessions/{id}/media", tag = "recordings", operation_id = "sendRecording",
    params(("id" = SessionId, Path, description = "The session."), Sent),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file, in any format that is understood."),
    responses((status = CREATED, description = "The recording is here.", body = MediaBody))
)]
pub(crate) async fn put(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    Params(sent): Params<Sent>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<MediaBody>), Problem> {
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<u64>().ok());
    let limit = app.limits.media_bytes;
    if length.is_some_and(|length| length > limit) {
        return Err(Broken::TooLarge { limit }.into());
    }
    let tx = app.store.read(member.org).await?;
    let session = may_send(&app, &member, &tx, id, sent.replace).await?;
    drop(tx);
    let _place = app.place_for_upload(member.org)?;
    let arrived = receive(&app, &session, body.into_data_stream()).await?;
    let about = (file_name(sent.name.as_deref()), content_type(&headers));
    let media = keep(&app, &member, &session, arrived, about, sent.replace).await?;
    Ok((StatusCode::CREATED, Json(media.into())))
}
