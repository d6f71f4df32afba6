//! `GET /.well-known/jwks.json`: the keys with which anyone can check an access token.

use axum::{Json, extract::State, http::header, response::IntoResponse};

use crate::{App, Problem};

/// Get the public keys of access tokens, as a JWK set (RFC 7517).
///
/// The next key is published a day before it signs.
#[utoipa::path(
    get, path = "/.well-known/jwks.json", tag = "auth", security(()),
    responses((status = OK, description = "The keys.", body = serde_json::Value))
)]
pub(crate) async fn keys(State(app): State<App>) -> Result<impl IntoResponse, Problem> {
    let keys = app.accounts.published_keys().await?;
    Ok(([(header::CACHE_CONTROL, "public, max-age=3600")], Json(keys)))
}
