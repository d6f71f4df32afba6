//! `DELETE /v1/orgs/{id}/members/{user}/practice`: erase what somebody practised.

use axum::{Json, extract::State};
use serde::Serialize;
use storage::{OrgId, UserId, records::Role};
use utoipa::ToSchema;

use crate::{
    App, Problem,
    extract::{InOrg, LastId},
    permissions::{Action, Resource},
    rights,
};

/// How much was erased.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErasedBody {
    /// Sessions, with everything that was found in them.
    sessions: u64,
    /// Sentences read aloud.
    attempts: u64,
    projects: u64,
}

/// Erase everything that somebody practised in an org, recordings too, for good. They may have left it. For owners and
/// admins; only owners for an owner.
#[utoipa::path(
    delete, path = "/v1/orgs/{id}/members/{user}/practice", tag = "orgs", operation_id = "erasePractice",
    params(("id" = OrgId, Path), ("user" = UserId, Path)),
    responses((status = OK, description = "How much was erased.", body = ErasedBody))
)]
pub(crate) async fn erase(
    State(app): State<App>,
    InOrg(member): InOrg,
    LastId(user): LastId<UserId>,
) -> Result<Json<ErasedBody>, Problem> {
    let tx = app.store.read(member.org).await?;
    let role = tx
        .memberships()
        .get(user)
        .await?
        .map_or(Role::Learner, |them| them.role);
    drop(tx);
    member.may(&app, Action::PersonErase, &Resource::Member { user, role })?;
    let erased = rights::erase_practice(&app, member.org, user, &member.actor()).await?;
    Ok(Json(ErasedBody {
        sessions: erased.sessions,
        attempts: erased.attempts,
        projects: erased.projects,
    }))
}
