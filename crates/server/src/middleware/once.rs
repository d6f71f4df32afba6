//! A request that was sent twice is done once: `Idempotency-Key` on POST.
//!
//! The first answer is remembered and given again. It is worked out even when its sender has gone away, so that who asks
//! again learns how it ended. Answers with secrets in them (under `/v1/auth/`, `/v1/me/` and for live tickets) are never
//! remembered; there, doing it twice does no harm.
//!
//! Of a recording the body passes by as it comes: it does not tell one request from another, and only success is remembered,
//! since a body that broke off is sent again under the same key.

use axum::{
    body::{Body, HttpBody},
    extract::{OptionalFromRequestParts, Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;
use sha2::{Digest, Sha256};
use storage::{KeyClaim, TokenHash, UserId, records::IdempotencyRecord};

use crate::{
    App, Problem,
    extract::{Caller, ORG_HEADER},
    limits::{BODY_BYTES, KEY_CHARS, REMEMBERED, REMEMBERED_BYTES},
    middleware::request_id,
};

/// The header that names a request.
pub(crate) const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Says that this answer is one given before.
const REPLAY: HeaderName = HeaderName::from_static("idempotent-replay");

/// Where answers hold secrets.
const SECRET: [&str; 3] = ["/v1/auth/", "/v1/me/", "/v1/live/"];

/// Whether a key works on this path.
pub(crate) fn counts_on(path: &str) -> bool {
    path.starts_with("/v1/") && !SECRET.iter().any(|secret| path.starts_with(secret))
}

/// What the body of a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// Short, and part of what makes it this request.
    Document,
    /// A recording, as it comes.
    Stream,
}

/// Does a request with a key once.
pub(crate) async fn once(State(app): State<App>, request: Request, next: Next) -> Response {
    run(app, request, next, Content::Document).await
}

/// Does a request with a key once, whose body is a recording.
pub(crate) async fn once_streamed(State(app): State<App>, request: Request, next: Next) -> Response {
    run(app, request, next, Content::Stream).await
}

async fn run(app: App, request: Request, next: Next, content: Content) -> Response {
    let counts = request.method() == Method::POST
        && request.headers().contains_key(&KEY)
        && counts_on(request.uri().path());
    if !counts {
        return next.run(request).await;
    }
    try_once(app, request, next, content)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn try_once(app: App, request: Request, next: Next, content: Content) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let key = key(&parts)?;
    let caller = <Caller as OptionalFromRequestParts<App>>::from_request_parts(&mut parts, &app).await?;
    let Some(Caller { user, .. }) = caller else {
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    let (hash, body) = match content {
        Content::Stream => (hash(&parts, &[]), body),
        Content::Document => {
            let body = axum::body::to_bytes(body, BODY_BYTES).await.map_err(|_| {
                Problem::too_large("The body is larger than what this address takes, or broke off.")
            })?;
            (hash(&parts, &body), Body::from(body))
        }
    };
    match claim(&app, user, &key, &hash).await? {
        KeyClaim::Answered(record) => Ok(again(record)),
        KeyClaim::Running => Err(Problem::conflict(
            "The first request with this Idempotency-Key is still running. Ask again in a moment.",
        )
        .retry_after(1)),
        KeyClaim::OtherRequest => Err(Problem::conflict(
            "This Idempotency-Key was used for another request. Take a new key for a new request.",
        )),
        KeyClaim::Fresh => {
            let request = Request::from_parts(parts, body);
            // In a task of its own: it is not given up when the one who asked goes away.
            let work = request_id::inherit(work(app.clone(), user, key.clone(), request, next, content));
            match tokio::spawn(work).await {
                Ok(answer) => answer,
                Err(error) => {
                    forget(&app, user, &key).await?;
                    Err(Problem::ours(&error))
                }
            }
        }
    }
}

fn key(parts: &Parts) -> Result<String, Problem> {
    let key = parts
        .headers
        .get(&KEY)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if (1..=KEY_CHARS).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(key.to_owned())
    } else {
        Err(Problem::bad_request(format!(
            "An Idempotency-Key is 1 to {KEY_CHARS} letters, digits and signs without spaces, such as a UUID."
        )))
    }
}

/// Of everything that makes it this request and no other.
fn hash(parts: &Parts, body: &[u8]) -> TokenHash {
    let target = parts.uri.path_and_query().map_or("", |target| target.as_str());
    let org = parts
        .headers
        .get(ORG_HEADER)
        .map_or(&b""[..], HeaderValue::as_bytes);
    let mut hash = Sha256::new();
    for part in [parts.method.as_str().as_bytes(), target.as_bytes(), org, body] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

async fn claim(app: &App, user: UserId, key: &str, hash: &TokenHash) -> Result<KeyClaim, Problem> {
    let tx = app.store.accounts(Some(user)).await?;
    let until = tx.now() + TimeDelta::from_std(REMEMBERED).unwrap_or(TimeDelta::MAX);
    let claim = tx.idempotency().begin(user, key, hash, until).await?;
    tx.commit().await?;
    Ok(claim)
}

async fn work(
    app: App,
    user: UserId,
    key: String,
    request: Request,
    next: Next,
    content: Content,
) -> Result<Response, Problem> {
    let response = next.run(request).await;
    let (parts, body) = response.into_parts();
    let small = body
        .size_hint()
        .upper()
        .is_some_and(|bytes| bytes <= REMEMBERED_BYTES as u64);
    // What failed on our side, or may not be tried yet, may go well the next time.
    let failed = parts.status.is_server_error() || parts.status == StatusCode::TOO_MANY_REQUESTS;
    let broken = content == Content::Stream && !parts.status.is_success();
    if !small || failed || broken {
        forget(&app, user, &key).await?;
        return Ok(Response::from_parts(parts, body));
    }
    let body = axum::body::to_bytes(body, REMEMBERED_BYTES)
        .await
        .map_err(|error| Problem::ours(&error))?;
    let content_type = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let tx = app.store.accounts(Some(user)).await?;
    tx.idempotency()
        .finish(user, &key, parts.status.as_u16(), content_type, body.to_vec())
        .await?;
    tx.commit().await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

async fn forget(app: &App, user: UserId, key: &str) -> Result<(), Problem> {
    let tx = app.store.accounts(Some(user)).await?;
    tx.idempotency().abandon(user, key).await?;
    Ok(tx.commit().await?)
}

/// The answer that was given before.
fn again(record: IdempotencyRecord) -> Response {
    let mut response = Response::new(Body::from(record.body.unwrap_or_default()));
    *response.status_mut() = record
        .status
        .and_then(|status| u16::try_from(status).ok())
        .and_then(|status| StatusCode::from_u16(status).ok())
        .unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    if let Some(Ok(value)) = record.content_type.as_deref().map(HeaderValue::from_str) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    headers.insert(REPLAY, HeaderValue::from_static("true"));
    response
}
