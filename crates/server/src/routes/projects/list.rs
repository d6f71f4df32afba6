//! `GET /v1/projects`: the projects that the caller may see.

use axum::{Json, extract::State};

use super::body::ProjectBody;
use crate::{
    App, Problem,
    answer::List,
    extract::{Member, PageQuery},
};

/// The projects that the caller may see, newest first.
#[utoipa::path(
    get, path = "/v1/projects", tag = "projects", operation_id = "listProjects", params(PageQuery),
    responses((status = OK, description = "One page of them.", body = List<ProjectBody>))
)]
pub(crate) async fn list(
    State(app): State<App>,
    member: Member,
    query: PageQuery,
) -> Result<Json<List<ProjectBody>>, Problem> {
    let tx = app.store.read(member.org).await?;
    let owners = member.sees(&app, &tx).await?;
    let rows = tx
        .projects()
        .list(owners.as_deref(), List::<ProjectBody>::page(&query))
        .await?;
    Ok(Json(List::of(
        &query,
        rows,
        |project| project.id,
        ProjectBody::from,
    )))
}
