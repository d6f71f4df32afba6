//! `GET /v1/orgs/{id}/invitations`: who is invited.

use axum::{Json, extract::State};
use storage::OrgId;

use super::body::InvitationBody;
use crate::{
    App, Problem,
    answer::List,
    extract::{InOrg, PageQuery},
    permissions::{Action, Resource},
};

/// Who is invited into an org, newest first; accepted and expired ones too. For owners and admins.
#[utoipa::path(
    get, path = "/v1/orgs/{id}/invitations", tag = "orgs", operation_id = "listInvitations",
    params(("id" = OrgId, Path), PageQuery),
    responses((status = OK, description = "One page of them.", body = List<InvitationBody>))
)]
pub(crate) async fn list(
    State(app): State<App>,
    InOrg(member): InOrg,
    query: PageQuery,
) -> Result<Json<List<InvitationBody>>, Problem> {
    member.may(&app, Action::InvitationList, &Resource::Org)?;
    let tx = app.store.read(member.org).await?;
    let rows = tx
        .invitations()
        .list(List::<InvitationBody>::page(&query))
        .await?;
    Ok(Json(List::of(&query, rows, |row| row.id, InvitationBody::from)))
}
