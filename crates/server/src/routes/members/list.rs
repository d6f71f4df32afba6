//! `GET /v1/orgs/{id}/members`: who is in an org.

use axum::{Json, extract::State};
use storage::OrgId;

use super::body::MemberBody;
use crate::{
    App, Problem,
    answer::List,
    extract::{InOrg, PageQuery},
    permissions::{Action, Resource},
};

/// Who is in an org, the newest account first. For owners and admins.
#[utoipa::path(
    get, path = "/v1/orgs/{id}/members", tag = "orgs", operation_id = "listMembers",
    params(("id" = OrgId, Path), PageQuery),
    responses((status = OK, description = "One page of them.", body = List<MemberBody>))
)]
pub(crate) async fn list(
    State(app): State<App>,
    InOrg(member): InOrg,
    query: PageQuery,
) -> Result<Json<List<MemberBody>>, Problem> {
    member.may(&app, Action::MemberList, &Resource::Org)?;
    let tx = app.store.read(member.org).await?;
    let rows = tx.memberships().list(List::<MemberBody>::page(&query)).await?;
    Ok(Json(List::of(
        &query,
        rows,
        |row| row.user_id.0,
        MemberBody::from,
    )))
}
