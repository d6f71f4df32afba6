//! `GET /metrics`: what is measured of the server itself, in Prometheus' text format.

use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::IntoResponse,
};
use jobs::KINDS;
use metrics::gauge;
use storage::{JobCount, records::JobState};
use subtle::ConstantTimeEq;

use crate::{App, Problem, ProblemBody, extract::Origin};

/// What is measured of the server itself, in Prometheus' text format. Only for this machine, or with the operator's token.
#[utoipa::path(
    get, path = "/metrics", tag = "running", operation_id = "scrape", security((), ("bearer" = [])),
    responses(
        (status = OK, description = "The measurements.", body = str, content_type = "text/plain"),
        (status = NOT_FOUND, description = "Not for the caller, or not measured.", body = ProblemBody),
    )
)]
pub(crate) async fn scrape(
    State(app): State<App>,
    origin: Origin,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let prometheus = app
        .monitoring
        .prometheus
        .as_ref()
        .filter(|_| may(&app, &origin, &headers));
    let prometheus = prometheus.ok_or_else(|| Problem::not_found("There is nothing under this address."))?;
    count(&app).await?;
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    Ok((kind, prometheus.render()))
}

/// Whether the caller may look. From this machine: only when no proxy stands between, which would make everybody local.
fn may(app: &App, origin: &Origin, headers: &HeaderMap) -> bool {
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    if let (Some(token), Some(given)) = (&app.monitoring.token, given) {
        return token.as_bytes().ct_eq(given.as_bytes()).into();
    }
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip"];
    origin.address.is_loopback() && !forwarded.iter().any(|name| headers.contains_key(*name))
}

/// Counts what is only known when asked: the jobs, and who listens.
async fn count(app: &App) -> Result<(), Problem> {
    let tx = app.store.read_system().await?;
    let now = tx.now();
    let rows = tx.queue().counts().await?;
    drop(tx);
    for row in none(&rows).into_iter().chain(rows) {
        let labels = [("kind", row.kind), ("state", row.state.to_string())];
        gauge!("vivavoce_jobs", &labels).set(row.count as f64);
        let age = row
            .oldest
            .map_or(0.0, |oldest| (now - oldest).as_seconds_f64().max(0.0));
        gauge!("vivavoce_jobs_oldest_age_seconds", &labels).set(age);
    }
    gauge!("vivavoce_live_sessions").set(app.hub.topics() as f64);
    gauge!("vivavoce_memory_audio_bytes").set(app.memory.bytes() as f64);
    Ok(())
}

/// Kinds and states of which there are no jobs in `rows`: a gauge would keep the count that it had before.
fn none(rows: &[JobCount]) -> Vec<JobCount> {
    let states = [JobState::Queued, JobState::Running, JobState::Parked];
    let all = KINDS.iter().flat_map(|kind| {
        states.map(|state| JobCount {
            state,
            kind: kind.name.to_owned(),
            count: 0,
            oldest: None,
        })
    });
    all.filter(|none| {
        !rows
            .iter()
            .any(|row| row.kind == none.kind && row.state == none.state)
    })
    .collect()
}
