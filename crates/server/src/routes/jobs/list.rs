//! `GET /v1/orgs/{id}/jobs`: jobs that could not be done.

use axum::{Json, extract::State};
use chrono::{DateTime, Utc};
use serde::Serialize;
use storage::{
    OrgId,
    records::{Job, JobState},
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App, Problem,
    answer::List,
    extract::{InOrg, PageQuery},
    permissions::{Action, Resource},
};

/// A job.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobBody {
    id: Uuid,
    /// Which job.
    #[schema(example = "asr")]
    kind: String,
    /// What it works on: a session, a report, an attempt.
    subject_id: Uuid,
    state: JobState,
    /// How often it was tried.
    tries: i32,
    /// How often it may be.
    max_tries: i32,
    /// What went wrong last.
    error: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// Jobs that were tried as often as they may be, newest first. For owners and admins.
#[utoipa::path(
    get, path = "/v1/orgs/{id}/jobs", tag = "running", operation_id = "listParkedJobs",
    params(("id" = OrgId, Path), PageQuery),
    responses((status = OK, description = "One page of them.", body = List<JobBody>))
)]
pub(crate) async fn list(
    State(app): State<App>,
    InOrg(member): InOrg,
    query: PageQuery,
) -> Result<Json<List<JobBody>>, Problem> {
    member.may(&app, Action::JobList, &Resource::Org)?;
    let tx = app.store.read(member.org).await?;
    let rows = tx
        .jobs()
        .list(JobState::Parked, List::<JobBody>::page(&query))
        .await?;
    Ok(Json(List::of(&query, rows, |row| row.id, JobBody::from)))
}

impl From<Job> for JobBody {
    fn from(job: Job) -> Self {
        Self {
            id: job.id,
            kind: job.kind,
            subject_id: job.subject_id,
            state: job.state,
            tries: job.tries,
            max_tries: job.max_tries,
            error: job.error,
            created_at: job.created_at,
            updated_at: job.updated_at,
        }
    }
}
