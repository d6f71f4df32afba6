//! What stands after the `?` of an address.

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

use crate::{App, Problem};

/// The parameters of a request, as far as they can be read one by one. What they have to be beyond that, the handler sees to.
#[derive(Clone, Copy, Debug)]
pub struct Params<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Query(params) = Query::<T>::from_request_parts(parts, app)
            .await
            .map_err(|error| Problem::bad_request(error.body_text()))?;
        Ok(Self(params))
    }
}
