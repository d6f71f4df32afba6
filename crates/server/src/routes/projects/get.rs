//! `GET /v1/projects/{id}`: one project.

use axum::{Json, extract::State};
use uuid::Uuid;

use super::body::ProjectBody;
use crate::{
    App, Problem, access,
    extract::{Id, Member},
    permissions::Action,
};

/// One project.
#[utoipa::path(
    get, path = "/v1/projects/{id}", tag = "projects", operation_id = "getProject", params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = OK, description = "The project.", body = ProjectBody))
)]
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Id(id): Id<Uuid>,
) -> Result<Json<ProjectBody>, Problem> {
    let tx = app.store.read(member.org).await?;
    let project = access::project(&app, &member, &tx, Action::ProjectRead, id).await?;
    Ok(Json(project.into()))
}
