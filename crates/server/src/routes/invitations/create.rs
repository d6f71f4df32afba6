//! `POST /v1/orgs/{id}/invitations`: invite somebody.

use axum::{Json, extract::State, http::StatusCode};
use chrono::TimeDelta;
use garde::Validate;
use serde::Deserialize;
use serde_json::json;
use storage::{NewInvitation, OrgId, records::Role};
use utoipa::ToSchema;

use super::body::InvitationBody;
use crate::{
    App, Problem,
    accounts::{
        mail_address,
        mailer::{Letter, Locale},
        normal_email, throttle, token,
    },
    audit,
    extract::{InOrg, Valid},
    limits::INVITATIONS_OPEN,
    permissions::{Action, Resource},
    routes::orgs::get::no_org,
};

/// How long an invitation can be accepted.
const LIFE: TimeDelta = TimeDelta::days(7);

/// Whom to invite.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationRequest {
    /// Their mail address.
    #[garde(custom(mail_address))]
    #[schema(format = Email)]
    email: String,
    /// As what.
    #[garde(skip)]
    role: Role,
    /// Language of the mail, such as `es`; English without it.
    #[garde(length(max = 35))]
    #[serde(default)]
    locale: String,
}

/// Invite somebody by mail. The mail holds a link that works once, for seven days, for an account with that address. An
/// earlier open invitation to the same address stops working. For owners and admins; only owners invite owners.
#[utoipa::path(
    post, path = "/v1/orgs/{id}/invitations", tag = "orgs", operation_id = "createInvitation",
    params(("id" = OrgId, Path)), request_body = InvitationRequest,
    responses((status = CREATED, description = "The invitation.", body = InvitationBody))
)]
pub(crate) async fn create(
    State(app): State<App>,
    InOrg(member): InOrg,
    Valid(request): Valid<InvitationRequest>,
) -> Result<(StatusCode, Json<InvitationBody>), Problem> {
    member.may(&app, Action::InvitationCreate, &Resource::Org)?;
    if request.role == Role::Owner {
        member.may(&app, Action::OwnerMake, &Resource::Org)?;
    }
    let email = normal_email(&request.email);
    if !throttle::may_mail(&app.accounts, &email).await {
        return Err(Problem::conflict(
            "This address got several mails from here already. Wait an hour before you invite it again.",
        ));
    }
    let secret = token::for_org(member.org);
    let tx = app.store.write(member.org).await?;
    let org = tx.orgs().get().await?.ok_or_else(no_org)?;
    if tx.invitations().open().await? >= INVITATIONS_OPEN {
        return Err(Problem::conflict(format!(
            "{INVITATIONS_OPEN} invitations wait to be accepted, which is as many as may. Revoke some first."
        )));
    }
    let new = NewInvitation {
        email: email.clone(),
        role: request.role,
        token_hash: token::hash(&secret),
        invited_by: member.caller.user,
        expires_at: tx.now() + LIFE,
    };
    let invitation = tx.invitations().create(new).await?;
    let object = ("invitation", invitation.id.to_string());
    let detail = json!({ "role": request.role });
    audit::note(&tx, &member.actor(), "invitation.create", object, detail).await?;
    tx.commit().await?;
    let letter = Letter::Invitation {
        token: &secret,
        org: &org.name,
    };
    app.accounts
        .mailer()
        .send_later(&email, Locale::of(&request.locale), &letter);
    Ok((StatusCode::CREATED, Json(invitation.into())))
}
