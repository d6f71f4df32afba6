//! `POST /v1/orgs/{id}/coachings`: let a coach see a learner's sessions.

use axum::{Json, extract::State, http::StatusCode};
use garde::Validate;
use serde::Deserialize;
use serde_json::json;
use storage::{OrgId, UserId, records::Role};
use utoipa::ToSchema;

use super::body::CoachingBody;
use crate::{
    App, Problem, audit,
    extract::{InOrg, Valid},
    limits::COACHINGS,
    permissions::{Action, Resource},
};

/// Who is to coach whom.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CoachingRequest {
    /// A coach of the org.
    #[garde(skip)]
    coach: UserId,
    /// Anybody else in it.
    #[garde(skip)]
    learner: UserId,
}

/// Let a coach see what somebody practises. For owners and admins.
#[utoipa::path(
    post, path = "/v1/orgs/{id}/coachings", tag = "orgs", operation_id = "addCoaching",
    params(("id" = OrgId, Path)), request_body = CoachingRequest,
    responses((status = CREATED, description = "Who coaches whom.", body = CoachingBody))
)]
pub(crate) async fn add(
    State(app): State<App>,
    InOrg(member): InOrg,
    Valid(request): Valid<CoachingRequest>,
) -> Result<(StatusCode, Json<CoachingBody>), Problem> {
    member.may(&app, Action::CoachingChange, &Resource::Org)?;
    let tx = app.store.write(member.org).await?;
    let coach = tx.memberships().get(request.coach).await?;
    if coach.is_none_or(|coach| coach.role != Role::Coach) {
        return Err(Problem::field(
            "coach",
            "Nobody in this org with the role coach. Change their role first.",
        ));
    }
    if request.learner == request.coach || tx.memberships().get(request.learner).await?.is_none() {
        return Err(Problem::field(
            "learner",
            "Nobody else in this org. Invite them first.",
        ));
    }
    if tx.coachings().count().await? >= COACHINGS {
        return Err(Problem::conflict(format!(
            "An org has {COACHINGS} coachings at most. Remove some first."
        )));
    }
    let made = tx.coachings().add(request.coach, request.learner).await?;
    let object = ("user", request.learner.to_string());
    audit::note(
        &tx,
        &member.actor(),
        "coaching.add",
        object,
        json!({ "coach": request.coach }),
    )
    .await?;
    let people = tx.users().several(&[request.coach, request.learner]).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(CoachingBody::new(&made, &people))))
}
