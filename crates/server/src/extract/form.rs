//! Forms with files.

use std::convert::Infallible;

use axum::extract::{
    FromRequest, Multipart, Request,
    multipart::{MultipartError, MultipartRejection},
};
use tokio::time::timeout;

use crate::{App, Problem, limits::UPLOAD_STALL, media::Broken};

/// A form with files, if it is one. That it is none is told only when it is read: first comes whether the caller may send
/// one here at all.
pub(crate) struct Form(Result<Multipart, MultipartRejection>);

impl Form {
    /// The parts of the form.
    ///
    /// # Errors
    /// Unsupported, when the body is no form.
    pub(crate) fn parts(self) -> Result<Multipart, Problem> {
        self.0.map_err(|_| {
            Problem::unsupported(
                "Send the body as a form, with Content-Type: multipart/form-data and its boundary.",
            )
        })
    }
}

impl FromRequest<App> for Form {
    type Rejection = Infallible;

    async fn from_request(request: Request, app: &App) -> Result<Self, Infallible> {
        Ok(Self(Multipart::from_request(request, app).await))
    }
}

/// What comes next of a form: its next part, or more of one. Nobody is waited for without end.
///
/// # Errors
/// When the form cannot be read, or nothing comes for too long.
pub(crate) async fn coming<T>(next: impl Future<Output = Result<T, MultipartError>>) -> Result<T, Problem> {
    match timeout(UPLOAD_STALL, next).await {
        Ok(Ok(came)) => Ok(came),
        Ok(Err(error)) => Err(Problem::bad_request(format!(
            "The form cannot be read: {}.",
            error.body_text()
        ))),
        Err(_) => Err(Broken::Stalled.into()),
    }
}
