//! `POST /v1/invitations/accept`: come into an org.

use axum::{Json, extract::State};
use garde::Validate;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::{
    App, Problem,
    accounts::{normal_email, token},
    audit,
    extract::{Caller, Valid},
    limits::KEY_CHARS,
    routes::orgs::{body::OrgBody, get::no_org},
};

/// An invitation to accept.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptRequest {
    /// The token in the mail.
    #[garde(length(min = 1, max = KEY_CHARS))]
    #[schema(min_length = 1, max_length = 128)]
    token: String,
}

/// Accept an invitation that was sent to the mail address of your account.
#[utoipa::path(
    post, path = "/v1/invitations/accept", tag = "orgs", operation_id = "acceptInvitation",
    request_body = AcceptRequest,
    responses((status = OK, description = "The org that you are now in.", body = OrgBody))
)]
pub(crate) async fn accept(
    State(app): State<App>,
    caller: Caller,
    Valid(request): Valid<AcceptRequest>,
) -> Result<Json<OrgBody>, Problem> {
    let org = token::org_of(&request.token).ok_or_else(not_for_you)?;
    let tx = app.store.write(org).await?;
    let invitation = tx
        .invitations()
        .by_token(&token::hash(&request.token))
        .await?
        .ok_or_else(not_for_you)?;
    let user = tx.users().by_id(caller.user).await?.ok_or_else(not_for_you)?;
    if normal_email(&user.email) != invitation.email || !tx.invitations().accept(invitation.id).await? {
        return Err(not_for_you());
    }
    if tx.memberships().get(caller.user).await?.is_some() {
        return Err(Problem::conflict("You are in this org already."));
    }
    tx.memberships().add(caller.user, invitation.role).await?;
    let object = ("invitation", invitation.id.to_string());
    let detail = json!({ "role": invitation.role, "user": caller.user });
    audit::note(&tx, &caller.actor(), "invitation.accept", object, detail).await?;
    let org = tx.orgs().get().await?.ok_or_else(no_org)?;
    tx.commit().await?;
    Ok(Json(OrgBody::new(org, invitation.role, &app.limits)))
}

/// One answer for all: whoever has no right to an invitation learns nothing of it.
fn not_for_you() -> Problem {
    Problem::not_found(
        "There is no such invitation for you: it was used, is over, was taken back, or went to another mail address than \
         that of your account.",
    )
}
