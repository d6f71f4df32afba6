//! A request that is refused before its body has come leaves the rest of the body on the line, where no other request can
//! follow. So the connection is closed, and the answer says so: else a client would send its next request to where nobody
//! listens.

use axum::{
    body::HttpBody,
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// A body of up to so many bytes has mostly come with its head, and what is left of it is read away.
const COMES_ALONG: u64 = 8 * 1024;

/// Says that the connection is closed, where it will be.
pub(crate) async fn told(request: Request, next: Next) -> Response {
    let size = request.body().size_hint().upper();
    let long = size.is_none_or(|bytes| bytes > COMES_ALONG);
    let mut response = next.run(request).await;
    let status = response.status();
    if long && (status.is_client_error() || status.is_server_error()) {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}
