//! `DELETE /v1/orgs/{id}/coachings/{coach}/{learner}`: a coach sees a learner's sessions no longer.

use axum::{extract::State, http::StatusCode};
use serde_json::json;
use storage::{OrgId, UserId};

use crate::{
    App, Problem, audit,
    extract::{InOrg, LastIds},
    permissions::{Action, Resource},
};

/// A coach sees what somebody practises no longer. For owners and admins.
#[utoipa::path(
    delete, path = "/v1/orgs/{id}/coachings/{coach}/{learner}", tag = "orgs", operation_id = "removeCoaching",
    params(("id" = OrgId, Path), ("coach" = UserId, Path), ("learner" = UserId, Path)),
    responses((status = NO_CONTENT, description = "It is over."))
)]
pub(crate) async fn remove(
    State(app): State<App>,
    InOrg(member): InOrg,
    LastIds(coach, learner): LastIds<UserId>,
) -> Result<StatusCode, Problem> {
    member.may(&app, Action::CoachingChange, &Resource::Org)?;
    let tx = app.store.write(member.org).await?;
    if !tx.coachings().remove(coach, learner).await? {
        return Err(Problem::not_found(
            "The one does not coach the other in this org.",
        ));
    }
    let object = ("user", learner.to_string());
    audit::note(
        &tx,
        &member.actor(),
        "coaching.remove",
        object,
        json!({ "coach": coach }),
    )
    .await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
