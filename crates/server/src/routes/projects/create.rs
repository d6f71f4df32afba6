//! `POST /v1/projects`: make a project.

use axum::{Json, extract::State, http::StatusCode};
use garde::Validate;
use serde::Deserialize;
use storage::NewProject;
use utoipa::ToSchema;

use super::body::ProjectBody;
use crate::{
    App, Problem,
    extract::{Member, Valid},
    limits::{NAME_CHARS, TEXT_CHARS},
    permissions::{Action, Resource},
};

/// A project to make.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProjectRequest {
    /// Its name.
    #[garde(length(chars, min = 1, max = NAME_CHARS))]
    #[schema(min_length = 1, max_length = 200, example = "Talk in May")]
    name: String,
    /// What it is about.
    #[serde(default)]
    #[garde(length(chars, max = TEXT_CHARS))]
    #[schema(max_length = 20_000)]
    description: String,
}

/// Make a project.
#[utoipa::path(
    post, path = "/v1/projects", tag = "projects", operation_id = "createProject", request_body = ProjectRequest,
    responses((status = CREATED, description = "The project.", body = ProjectBody))
)]
pub(crate) async fn create(
    State(app): State<App>,
    member: Member,
    Valid(request): Valid<ProjectRequest>,
) -> Result<(StatusCode, Json<ProjectBody>), Problem> {
    member.may(&app, Action::ProjectCreate, &Resource::Org)?;
    let tx = app.store.write(member.org).await?;
    let new = NewProject {
        owner: member.caller.user,
        name: request.name,
        description: request.description,
    };
    let project = tx.projects().create(new).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(project.into())))
}
