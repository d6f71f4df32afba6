//! Whatever goes wrong is told as a problem, also where it is not ours to answer: a time limit and the pages of the
//! documentation only know a status.

use axum::{
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::Problem;

/// Gives an answer that is a bare error the words that its status has.
pub(crate) async fn worded(request: Request, next: Next) -> Response {
    let bare = next.run(request).await;
    let status = bare.status();
    let fine = !status.is_client_error() && !status.is_server_error();
    if fine || is_problem(bare.headers().get(header::CONTENT_TYPE)) {
        return bare;
    }
    let mut worded = Problem::of(status).into_response();
    if let Some(allow) = bare.headers().get(header::ALLOW) {
        worded.headers_mut().insert(header::ALLOW, allow.clone());
    }
    worded
}

fn is_problem(content_type: Option<&HeaderValue>) -> bool {
    content_type.is_some_and(|kind| kind == "application/problem+json")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::{
        Router,
        body::{Body, to_bytes},
        http::StatusCode,
        middleware,
        routing::get,
    };
    use serde_json::Value;
    use tower::ServiceExt;
    use tower_http::timeout::TimeoutLayer;

    use super::*;

    async fn ask(path: &str) -> (StatusCode, Option<HeaderValue>, Value) {
        let limit = TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_millis(5));
        let router = Router::new()
            .route("/slow", get(std::future::pending::<()>))
            .layer(limit)
            .route("/gone", get(|| async { Problem::gone("It was here.") }))
            .route("/teapot", get(|| async { StatusCode::IM_A_TEAPOT }))
            .route("/fine", get(|| async { "fine" }))
            .layer(middleware::from_fn(worded));
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let kind = response.headers().get(header::CONTENT_TYPE).cloned();
        let body = to_bytes(response.into_body(), 10_000).await.unwrap();
        (status, kind, serde_json::from_slice(&body).unwrap_or_default())
    }

    #[tokio::test]
    async fn an_error_without_words_gets_those_of_its_status() {
        for (path, status, kind) in [
            ("/slow", 504, "/problems/timeout"),
            ("/nowhere", 404, "/problems/not-found"),
            ("/teapot", 418, "/problems/bad-request"),
        ] {
            let (answered, content_type, body) = ask(path).await;
            assert_eq!(answered.as_u16(), status);
            assert_eq!((&body["status"], &body["type"]), (&status.into(), &kind.into()));
            assert!(is_problem(content_type.as_ref()));
        }
    }

    #[tokio::test]
    async fn what_has_words_keeps_them() {
        assert_eq!(ask("/gone").await.2["detail"], "It was here.");
        let (status, content_type, _) = ask("/fine").await;
        assert_eq!(status, 200);
        assert!(!is_problem(content_type.as_ref()));
    }
}
