//! `DELETE /v1/orgs/{id}`: delete an org.

use axum::{extract::State, http::StatusCode};
use storage::OrgId;

use crate::{
    App, Problem,
    extract::InOrg,
    permissions::{Action, Resource},
    rights,
};

/// Delete an org and everything in it, recordings and audit too, for good. For owners, with a second factor.
#[utoipa::path(
    delete, path = "/v1/orgs/{id}", tag = "orgs", operation_id = "deleteOrg", params(("id" = OrgId, Path)),
    responses((status = NO_CONTENT, description = "It is gone."))
)]
pub(crate) async fn delete(State(app): State<App>, InOrg(member): InOrg) -> Result<StatusCode, Problem> {
    member.may(&app, Action::OrgDelete, &Resource::Org)?;
    rights::erase_org(&app, member.org, &member.actor()).await?;
    Ok(StatusCode::NO_CONTENT)
}
