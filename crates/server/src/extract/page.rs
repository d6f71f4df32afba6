//! Which page of a list.

use axum::{extract::FromRequestParts, http::request::Parts};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App, Problem,
    extract::Params,
    limits::{PAGE_ROWS, PAGE_ROWS_DEFAULT},
};

/// Lists come newest first, a page at a time.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The `next` of the page before; without it, the first page.
    pub after: Option<Uuid>,
    /// Rows of a page, 1 to 100; 25 without it.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

impl PageQuery {
    /// Rows of this page.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.limit.unwrap_or(PAGE_ROWS_DEFAULT)
    }
}

impl FromRequestParts<App> for PageQuery {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Params(page) = Params::<Self>::from_request_parts(parts, app).await?;
        if !(1..=PAGE_ROWS).contains(&page.rows()) {
            return Err(Problem::field("limit", format!("1 to {PAGE_ROWS} rows")));
        }
        Ok(page)
    }
}
