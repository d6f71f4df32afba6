//! `GET /v1/orgs/{id}`: an org.

use axum::{Json, extract::State};
use storage::OrgId;

use super::body::OrgBody;
use crate::{
    App, Problem,
    extract::InOrg,
    permissions::{Action, Resource},
};

/// An org that you are in, and how it wants its data kept.
#[utoipa::path(
    get, path = "/v1/orgs/{id}", tag = "orgs", operation_id = "getOrg", params(("id" = OrgId, Path)),
    responses((status = OK, description = "The org.", body = OrgBody))
)]
pub(crate) async fn get(State(app): State<App>, InOrg(member): InOrg) -> Result<Json<OrgBody>, Problem> {
    member.may(&app, Action::OrgRead, &Resource::Org)?;
    let tx = app.store.read(member.org).await?;
    let org = tx.orgs().get().await?.ok_or_else(no_org)?;
    Ok(Json(OrgBody::new(org, member.role, &app.limits)))
}

/// The answer for an org that is not there, or not for the caller.
pub(crate) fn no_org() -> Problem {
    Problem::not_found("There is no such org.")
}
