//! `DELETE /v1/orgs/{id}/members/{user}`: take somebody out of an org, or leave it.

use axum::{extract::State, http::StatusCode};
use serde_json::json;
use storage::{OrgId, UserId, records::Role};

use super::body::{done, find};
use crate::{
    App, Problem, audit,
    extract::{InOrg, LastId},
    permissions::{Action, Resource},
};

/// Take somebody out of an org; what they practised stays until it is erased. Everyone may leave; others are removed by
/// owners and admins.
#[utoipa::path(
    delete, path = "/v1/orgs/{id}/members/{user}", tag = "orgs", operation_id = "removeMember",
    params(("id" = OrgId, Path), ("user" = UserId, Path)),
    responses((status = NO_CONTENT, description = "They are no longer in it."))
)]
pub(crate) async fn remove(
    State(app): State<App>,
    InOrg(member): InOrg,
    LastId(user): LastId<UserId>,
) -> Result<StatusCode, Problem> {
    let anybody = Resource::Member {
        user,
        role: Role::Learner,
    };
    member.may(&app, Action::MemberRemove, &anybody)?;
    let tx = app.store.write(member.org).await?;
    let them = find(&tx, user).await?;
    let role = them.role;
    member.may(&app, Action::MemberRemove, &Resource::Member { user, role })?;
    done(tx.memberships().remove(user).await?)?;
    let detail = json!({ "role": role });
    audit::note(
        &tx,
        &member.actor(),
        "member.remove",
        ("user", user.to_string()),
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
