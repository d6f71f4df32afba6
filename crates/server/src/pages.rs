//! Pages that must be there before anything else is: setting a new server up.

use axum::{
    Router,
    http::header,
    response::{Html, IntoResponse},
    routing::get,
};

use crate::App;

/// `/setup`, and its script, which the content policy keeps in a file of its own. The token stands behind the `#` of the
/// link, so that it is in no log on the way.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/setup", get(|| async { Html(include_str!("pages/setup.html")) }))
        .route("/setup.js", get(script))
}

async fn script() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (kind, include_str!("pages/setup.js"))
}
