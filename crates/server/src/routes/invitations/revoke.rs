//! `DELETE /v1/orgs/{id}/invitations/{invitation}`: take an invitation back.

use axum::{extract::State, http::StatusCode};
use serde_json::json;
use storage::OrgId;
use uuid::Uuid;

use crate::{
    App, Problem, audit,
    extract::{InOrg, LastId},
    permissions::{Action, Resource},
};

/// Take an invitation back that was not accepted yet. For owners and admins.
#[utoipa::path(
    delete, path = "/v1/orgs/{id}/invitations/{invitation}", tag = "orgs", operation_id = "revokeInvitation",
    params(("id" = OrgId, Path), ("invitation" = Uuid, Path)),
    responses((status = NO_CONTENT, description = "It no longer works."))
)]
pub(crate) async fn revoke(
    State(app): State<App>,
    InOrg(member): InOrg,
    LastId(id): LastId<Uuid>,
) -> Result<StatusCode, Problem> {
    member.may(&app, Action::InvitationRevoke, &Resource::Org)?;
    let tx = app.store.write(member.org).await?;
    if !tx.invitations().revoke(id).await? {
        return Err(Problem::not_found(
            "There is no such invitation, or it was accepted already.",
        ));
    }
    let object = ("invitation", id.to_string());
    audit::note(&tx, &member.actor(), "invitation.revoke", object, json!({})).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
