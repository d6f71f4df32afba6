//! `PATCH /v1/orgs/{id}/members/{user}`: what somebody is in an org.

use axum::{Json, extract::State};
use garde::Validate;
use serde::Deserialize;
use serde_json::json;
use storage::{OrgId, UserId, records::Role};
use utoipa::ToSchema;

use super::body::{MemberBody, done, find};
use crate::{
    App, Problem, audit,
    extract::{InOrg, LastId, Valid},
    permissions::{Action, Resource},
};

/// What they are to be.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleRequest {
    #[garde(skip)]
    role: Role,
}

/// Change what somebody is in an org. For owners and admins; only owners make owners, or change one.
#[utoipa::path(
    patch, path = "/v1/orgs/{id}/members/{user}", tag = "orgs", operation_id = "changeMember",
    params(("id" = OrgId, Path), ("user" = UserId, Path)), request_body = RoleRequest,
    responses((status = OK, description = "The member as they are now.", body = MemberBody))
)]
pub(crate) async fn change(
    State(app): State<App>,
    InOrg(member): InOrg,
    LastId(user): LastId<UserId>,
    Valid(request): Valid<RoleRequest>,
) -> Result<Json<MemberBody>, Problem> {
    // Before anything is looked up: whoever may change nobody learns of nobody.
    let anybody = Resource::Member {
        user,
        role: Role::Learner,
    };
    member.may(&app, Action::MemberChange, &anybody)?;
    let tx = app.store.write(member.org).await?;
    let before = find(&tx, user).await?;
    let them = Resource::Member {
        user,
        role: before.role,
    };
    member.may(&app, Action::MemberChange, &them)?;
    if request.role == Role::Owner {
        member.may(&app, Action::OwnerMake, &Resource::Org)?;
    }
    done(tx.memberships().set_role(user, request.role).await?)?;
    let detail = json!({ "from": before.role, "to": request.role });
    audit::note(
        &tx,
        &member.actor(),
        "member.change",
        ("user", user.to_string()),
        detail,
    )
    .await?;
    let after = find(&tx, user).await?;
    tx.commit().await?;
    Ok(Json(after.into()))
}
