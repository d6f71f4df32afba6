//! `GET /v1/sessions/{id}/drills`: what to practise.

use axum::{extract::State, http::HeaderMap, response::Response};
use storage::SessionId;

use crate::{
    App, Problem, access,
    answer::{List, tagged},
    extract::{Id, Member},
    permissions::Action,
    routes::drills::body::DrillBody,
};

/// What to practise, in order.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/drills", tag = "results", operation_id = "getDrills", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The drills; none before the session is done.", body = List<DrillBody>),
        (status = NOT_MODIFIED, description = "They are as the caller has them."),
    )
)]
pub(crate) async fn drills(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let tx = app.store.read(member.org).await?;
    access::session(&app, &member, &tx, Action::SessionRead, id).await?;
    let drills = tx.drills().list(id).await?;
    tagged(&headers, &List::all(drills.into_iter().map(DrillBody::from)))
}
