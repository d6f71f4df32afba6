//! What went wrong, as the caller is told: problem+json (RFC 9457).

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::middleware::request_id;

/// A field that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// Path of the field in the request, such as `name` or `words[3]`.
    pub field: String,
    /// What is wrong with it and what would be right.
    pub message: String,
}

/// The body of every answer that is not a success.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemBody {
    /// What kind of problem: `/problems/` and a name that never changes.
    #[serde(rename = "type")]
    #[schema(example = "/problems/not-found")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What went wrong this time and what to do.
    pub detail: String,
    /// Id of the request, to be named when asking for help; also in the header `X-Request-ID`.
    pub request_id: String,
    /// The fields at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// What went wrong. Every handler's error.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    kind: &'static str,
    title: &'static str,
    detail: String,
    errors: Vec<FieldError>,
    retry_after: Option<u64>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $status:ident, $kind:literal, $title:literal;)+) => {
        impl Problem {
            $($(#[$doc])* #[must_use] pub fn $name(detail: impl Into<String>) -> Self {
                Self::new(StatusCode::$status, $kind, $title, detail)
            })+
        }
    };
}

kinds! {
    /// The request cannot be understood.
    bad_request = BAD_REQUEST, "bad-request", "The request cannot be understood";
    /// Nobody is signed in, or no longer.
    signed_out = UNAUTHORIZED, "signed-out", "Sign in first";
    /// Address or password is wrong; which one is not told.
    wrong_credentials = UNAUTHORIZED, "wrong-credentials", "Address or password is wrong";
    /// The second factor is needed to sign in, or for what was asked.
    second_factor_needed = FORBIDDEN, "second-factor-needed", "A second factor is needed";
    /// Address and password are right; the second factor is missing or wrong.
    second_factor_to_sign_in = UNAUTHORIZED, "second-factor-needed", "A second factor is needed";
    /// The caller's role does not allow it.
    forbidden = FORBIDDEN, "forbidden", "Not allowed";
    /// It is not there, or not for the caller: the two are never told apart.
    not_found = NOT_FOUND, "not-found", "Not found";
    /// It does not fit with how things stand.
    conflict = CONFLICT, "conflict", "This does not fit with how things stand";
    /// It was there and is gone for good.
    gone = GONE, "gone", "No longer there";
    /// Too large.
    too_large = PAYLOAD_TOO_LARGE, "too-large", "Too large";
    /// Not a format that is understood.
    unsupported = UNSUPPORTED_MEDIA_TYPE, "unsupported-format", "Not a format that is understood";
    /// No such part of it.
    range = RANGE_NOT_SATISFIABLE, "range", "There is no such part";
    /// The address does not take this method.
    wrong_method = METHOD_NOT_ALLOWED, "wrong-method", "Not done this way";
    /// A precondition is missing or no longer holds.
    precondition_failed = PRECONDITION_FAILED, "precondition-failed", "It has changed meanwhile";
    /// Something that this needs cannot be reached now.
    unavailable = SERVICE_UNAVAILABLE, "unavailable", "Not possible right now";
    /// It took too long.
    timeout = GATEWAY_TIMEOUT, "timeout", "It took too long";
}

impl Problem {
    fn new(status: StatusCode, kind: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            kind,
            title,
            detail: detail.into(),
            errors: Vec::new(),
            retry_after: None,
        }
    }

    /// Fields are not as they should be.
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let mut problem = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid",
            "Some fields are not as they should be",
            "Mend the fields named in errors and send the request again.",
        );
        problem.errors = errors;
        problem
    }

    /// One field is not as it should be.
    #[must_use]
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Self::invalid(vec![FieldError {
            field: field.to_owned(),
            message: message.into(),
        }])
    }

    /// Too many requests; the caller may try again after `seconds`.
    #[must_use]
    pub fn too_many(seconds: u64) -> Self {
        let mut problem = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too-many-requests",
            "Too many requests",
            format!("Wait {seconds} s and try again."),
        );
        problem.retry_after = Some(seconds);
        problem
    }

    /// The caller may try again after `seconds`.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// A mistake of ours. What happened goes to the log, never to the caller.
    #[must_use]
    pub fn ours(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "a request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong inside Vivavoce",
            "It is not your fault. Try again; if it stays, tell the operator the request id.",
        )
    }

    /// What a status says by itself, where nothing else is known.
    #[must_use]
    pub(crate) fn of(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::not_found("There is nothing under this address."),
            StatusCode::METHOD_NOT_ALLOWED => Self::wrong_method("This address does not take this method."),
            StatusCode::GATEWAY_TIMEOUT => {
                Self::timeout("The answer took too long, and was given up. Try again in a moment.")
            }
            status if status.is_server_error() => Self::ours(&status),
            status => Self {
                status,
                ..Self::bad_request(status.canonical_reason().unwrap_or("It was refused."))
            },
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What went wrong this time and what to do.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// The name of the kind, such as `not-found`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }
}

/// Storage failures are the operator's: the caller hears to try again. What is taken is told by the handler, which knows
/// the words.
impl From<storage::Error> for Problem {
    fn from(error: storage::Error) -> Self {
        match error {
            storage::Error::Taken(what) => Self::conflict(format!("There is such a thing already: {what}.")),
            storage::Error::Database(_) | storage::Error::Blobs(_) => {
                tracing::error!(%error, "storage does not answer");
                let mut problem = Self::unavailable(
                    "The server's storage does not answer, or is full. Nothing was changed; try again in a moment.",
                );
                problem.retry_after = Some(5);
                problem
            }
            other => Self::ours(&other),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = ProblemBody {
            kind: format!("/problems/{}", self.kind),
            title: self.title.to_owned(),
            status: self.status.as_u16(),
            detail: self.detail,
            request_id: request_id::current(),
            errors: self.errors,
        };
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
