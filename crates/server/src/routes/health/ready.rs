//! `GET /readyz`: the server can do its work.

use axum::extract::State;

use crate::{App, Problem, ProblemBody};

/// The server can do its work: its storage answers, and its models are there.
#[utoipa::path(
    get, path = "/readyz", tag = "running", security(()),
    responses((status = OK, description = "It can.", body = str), (status = SERVICE_UNAVAILABLE, body = ProblemBody))
)]
pub(crate) async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    app.store.ping().await?;
    match app.monitoring.lacking.as_ref().and_then(|lacking| lacking()) {
        None => Ok("ready"),
        Some(what) => Err(Problem::unavailable(what)),
    }
}
