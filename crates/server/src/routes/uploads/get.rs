//! `GET /v1/uploads/{id}`: how much of a recording is here.

use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::body::{UploadBody, mine, shown};
use crate::{
    App, Problem,
    extract::{Id, Member},
};

/// How much of a recording is here. `HEAD` tells it in the header alone.
#[utoipa::path(
    get, path = "/v1/uploads/{id}", tag = "recordings", operation_id = "getUpload", params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = OK, description = "The upload.", body = UploadBody, headers(("Upload-Offset" = u64, description = "Bytes that are here."))))
)]
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Id(id): Id<Uuid>,
) -> Result<Response, Problem> {
    let tx = app.store.read(member.org).await?;
    let upload = mine(&app, &member, &tx, id).await?;
    Ok(shown(StatusCode::OK, upload))
}
