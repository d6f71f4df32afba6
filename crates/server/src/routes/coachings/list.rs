//! `GET /v1/orgs/{id}/coachings`: who coaches whom.

use axum::{Json, extract::State};
use storage::{OrgId, records::Role};

use super::body::CoachingBody;
use crate::{
    App, Problem,
    answer::List,
    extract::InOrg,
    limits::COACHINGS,
    permissions::{Action, Resource},
};

/// Who coaches whom: owners and admins see all, coaches their learners, learners their coaches.
#[utoipa::path(
    get, path = "/v1/orgs/{id}/coachings", tag = "orgs", operation_id = "listCoachings", params(("id" = OrgId, Path)),
    responses((status = OK, description = "All that you may see.", body = List<CoachingBody>))
)]
pub(crate) async fn list(
    State(app): State<App>,
    InOrg(member): InOrg,
) -> Result<Json<List<CoachingBody>>, Problem> {
    let everyone = matches!(member.role, Role::Owner | Role::Admin);
    if everyone {
        member.may(&app, Action::CoachingList, &Resource::Org)?;
    }
    let tx = app.store.read(member.org).await?;
    let mut found = if everyone {
        tx.coachings().list(COACHINGS).await?
    } else {
        tx.coachings().with(member.caller.user, COACHINGS).await?
    };
    let mut ids: Vec<_> = found
        .iter()
        .flat_map(|coaching| [coaching.coach_id, coaching.learner_id])
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let people = tx.users().several(&ids).await?;
    found.sort_by_key(|coaching| (coaching.coach_id, coaching.learner_id));
    Ok(Json(List::all(
        found.iter().map(|coaching| CoachingBody::new(coaching, &people)),
    )))
}
