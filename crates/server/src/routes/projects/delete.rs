//! `DELETE /v1/projects/{id}`: remove a project; its sessions stay.

use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    App, Problem, access,
    extract::{Id, Member},
    permissions::Action,
};

/// Remove a project. Its sessions stay, without a project.
#[utoipa::path(
    delete, path = "/v1/projects/{id}", tag = "projects", operation_id = "deleteProject", params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = NO_CONTENT, description = "It is gone."))
)]
pub(crate) async fn delete(
    State(app): State<App>,
    member: Member,
    Id(id): Id<Uuid>,
) -> Result<StatusCode, Problem> {
    let tx = app.store.write(member.org).await?;
    access::project(&app, &member, &tx, Action::ProjectDelete, id).await?;
    tx.projects().delete(id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
