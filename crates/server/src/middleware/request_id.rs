//! Every request has an id: the caller's `X-Request-ID`, or one of ours. It stands in the answer, in problems, in logs
//! and in the audit.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use uuid::Uuid;

use crate::{App, extract::Origin, limits::KEY_CHARS};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// What is known of a request wherever it is served.
#[derive(Clone, Default)]
struct Current {
    id: String,
    address: String,
}

tokio::task_local! {
    static CURRENT: Current;
}

/// The id of the request that this task serves; empty outside of one.
pub(crate) fn current() -> String {
    CURRENT.try_with(|current| current.id.clone()).unwrap_or_default()
}

/// The address that it comes from; empty outside of one.
pub(crate) fn address() -> String {
    CURRENT
        .try_with(|current| current.address.clone())
        .unwrap_or_default()
}

/// For what serves the request in a task of its own.
pub(crate) fn inherit<F: Future>(future: F) -> impl Future<Output = F::Output> {
    CURRENT.scope(CURRENT.try_with(Clone::clone).unwrap_or_default(), future)
}

/// Names the request, for itself and for everything that serves it.
pub(crate) async fn name(State(app): State<App>, request: Request, next: Next) -> Response {
    let given = request
        .headers()
        .get(&HEADER)
        .and_then(|value| value.to_str().ok())
        .filter(|id| acceptable(id));
    let id = given.map_or_else(|| Uuid::new_v4().to_string(), str::to_owned);
    let (mut parts, body) = request.into_parts();
    let Ok(origin) = Origin::from_request_parts(&mut parts, &app).await;
    let current = Current {
        id: id.clone(),
        address: origin.address.to_string(),
    };
    let next = next.run(Request::from_parts(parts, body));
    let mut response = CURRENT.scope(current, next).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

/// Short, and nothing in it that could forge a line of a log.
fn acceptable(id: &str) -> bool {
    (1..=KEY_CHARS).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte))
}
