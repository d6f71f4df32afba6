//! How many requests there are, how they end, and how long they take, by route and never by what stands in the address.

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use metrics::{counter, gauge, histogram};
use tokio::time::Instant;

/// Counts and times the request. A stream counts until it begins.
pub(crate) async fn measure(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let method = method(request.method());
    let begun = Instant::now();
    let running = Running::begin();
    let response = next.run(request).await;
    drop(running);
    let status = response.status().as_u16().to_string();
    counter!("vivavoce_http_requests_total", "method" => method, "route" => route.clone(), "status" => status)
        .increment(1);
    histogram!("vivavoce_http_request_seconds", "method" => method, "route" => route)
        .record(begun.elapsed().as_secs_f64());
    response
}

/// Counts as running until dropped, also when the client goes away.
struct Running;

impl Running {
    fn begin() -> Self {
        gauge!("vivavoce_http_requests_running").increment(1.0);
        Self
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        gauge!("vivavoce_http_requests_running").decrement(1.0);
    }
}

/// Only methods that exist become labels: anybody can send others.
fn method(method: &axum::http::Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}
