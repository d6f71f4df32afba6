//! `GET /v1/me/export`: everything about the caller, to take away.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};

use crate::{App, Problem, extract::Caller, rights};

/// Everything that this server has of you, in all your orgs and in those that you left, as one ZIP archive: your account,
/// your sessions with everything that was found in them, your recordings and reports, and what the audit says of you.
#[utoipa::path(
    get, path = "/v1/me/export", tag = "me", operation_id = "exportMe",
    responses((status = OK, description = "The archive, as it is put together.", content_type = "application/zip", body = Vec<u8>))
)]
pub(crate) async fn export(State(app): State<App>, caller: Caller) -> Result<Response, Problem> {
    let archive = rights::export(&app, caller.user, &caller.actor()).await?;
    let mut response = Response::new(Body::from_stream(archive));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"vivavoce-export.zip\""),
    );
    Ok(response)
}
