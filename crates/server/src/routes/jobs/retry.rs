//! `POST /v1/orgs/{id}/jobs/{job}/retry`: have a job tried again.

use axum::{extract::State, http::StatusCode};
use jobs::NotStarted;
use serde_json::json;
use storage::{OrgId, records::JobState};
use uuid::Uuid;

use crate::{
    App, Problem, audit,
    extract::{InOrg, LastId},
    permissions::{Action, Resource},
};

/// Have a job tried again that was tried as often as it may be. For owners and admins.
#[utoipa::path(
    post, path = "/v1/orgs/{id}/jobs/{job}/retry", tag = "running", operation_id = "retryJob",
    params(("id" = OrgId, Path), ("job" = Uuid, Path)),
    responses((status = ACCEPTED, description = "It will be tried again."))
)]
pub(crate) async fn retry(
    State(app): State<App>,
    InOrg(member): InOrg,
    LastId(id): LastId<Uuid>,
) -> Result<StatusCode, Problem> {
    member.may(&app, Action::JobRetry, &Resource::Org)?;
    let tx = app.store.write(member.org).await?;
    let job = tx
        .jobs()
        .find(id)
        .await?
        .filter(|job| job.state == JobState::Parked)
        .ok_or_else(|| Problem::not_found("There is no such job that waits for a person."))?;
    match jobs::start::retry(&tx, &job, &app.memory).await? {
        Ok(()) => {}
        Err(NotStarted::State) => {
            return Err(Problem::conflict(
                "The session moved on meanwhile, and this job is no longer wanted.",
            ));
        }
        Err(NotStarted::NoSound) => {
            return Err(Problem::conflict(
                "The recording is no longer there. It has to be sent again.",
            ));
        }
    }
    let object = ("job", id.to_string());
    audit::note(
        &tx,
        &member.actor(),
        "job.retry",
        object,
        json!({ "kind": job.kind }),
    )
    .await?;
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}
