//! JSON bodies that are as they should be.

use axum::{
    Json,
    extract::{FromRequest, Request, rejection::JsonRejection},
};
use garde::Validate;
use serde::de::DeserializeOwned;

use crate::{App, FieldError, Problem};

/// A JSON body that was read and whose every field was checked.
#[derive(Clone, Copy, Debug)]
pub struct Valid<T>(pub T);

impl<T> FromRequest<App> for Valid<T>
where
    T: DeserializeOwned + Validate<Context = ()>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let Json(body) = Json::<T>::from_request(request, app).await.map_err(refused)?;
        body.validate().map_err(|report| {
            let errors = report.iter().map(|(path, error)| FieldError {
                field: path.to_string(),
                message: error.message().to_owned(),
            });
            Problem::invalid(errors.collect())
        })?;
        Ok(Self(body))
    }
}

fn refused(rejection: JsonRejection) -> Problem {
    match rejection {
        JsonRejection::MissingJsonContentType(_) => {
            Problem::unsupported("Send the body as JSON, with Content-Type: application/json.")
        }
        JsonRejection::BytesRejection(_) => {
            Problem::too_large("The body is larger than what this address takes, or broke off.")
        }
        other => Problem::bad_request(other.body_text()),
    }
}
