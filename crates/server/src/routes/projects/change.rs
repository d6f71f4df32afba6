//! `PATCH /v1/projects/{id}`: change name or description.

use axum::{Json, extract::State};
use garde::Validate;
use serde::Deserialize;
use storage::ProjectChange;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::ProjectBody;
use crate::{
    App, Problem, access,
    extract::{Id, Member, Valid},
    limits::{NAME_CHARS, TEXT_CHARS},
    permissions::Action,
};

/// What to change; what is not named stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProjectPatch {
    /// Another name.
    #[garde(inner(length(chars, min = 1, max = NAME_CHARS)))]
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// Another description.
    #[garde(inner(length(chars, max = TEXT_CHARS)))]
    #[schema(max_length = 20_000)]
    description: Option<String>,
}

/// Change name or description of a project.
#[utoipa::path(
    patch, path = "/v1/projects/{id}", tag = "projects", operation_id = "changeProject", request_body = ProjectPatch,
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = OK, description = "The project as it is now.", body = ProjectBody))
)]
pub(crate) async fn change(
    State(app): State<App>,
    member: Member,
    Id(id): Id<Uuid>,
    Valid(patch): Valid<ProjectPatch>,
) -> Result<Json<ProjectBody>, Problem> {
    let tx = app.store.write(member.org).await?;
    access::project(&app, &member, &tx, Action::ProjectChange, id).await?;
    let change = ProjectChange {
        name: patch.name,
        description: patch.description,
    };
    let changed = tx.projects().change(id, change).await?;
    tx.commit().await?;
    let project = changed.ok_or_else(|| Problem::not_found("There is no such project."))?;
    Ok(Json(project.into()))
}
