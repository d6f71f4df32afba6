//! A span for every request, from which the jobs that it asks for carry on, and a line in the log for its end.

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use tracing::Instrument;

use super::request_id;

/// Serves the request in a span of its own. By route and never by what stands in the address; a trace that a stranger
/// names is not taken up, since they would choose how much is recorded.
pub(crate) async fn trace(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("none", MatchedPath::as_str);
    let span = tracing::info_span!(
        "request",
        otel.name = format!("{} {route}", request.method()),
        method = %request.method(),
        route,
        id = request_id::current(),
        status = tracing::field::Empty,
    );
    async {
        let response = next.run(request).await;
        let status = response.status().as_u16();
        tracing::Span::current().record("status", status);
        tracing::debug!(status, "answered");
        response
    }
    .instrument(span)
    .await
}
