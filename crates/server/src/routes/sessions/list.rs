//! `GET /v1/sessions`: the sessions that the caller may see.

use axum::{Json, extract::State};
use serde::Deserialize;
use storage::{SessionFilter, UserId, records::SessionState};
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::SessionBody;
use crate::{
    App, Problem,
    answer::List,
    extract::{Member, PageQuery, Params},
};

/// Which sessions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Only those of this project.
    project: Option<Uuid>,
    /// Only those of this person.
    owner: Option<UserId>,
    /// Only those that are so far.
    state: Option<SessionState>,
}

/// The sessions that the caller may see, newest first: their own; a coach also sees those of their learners, owners and
/// admins (with a second factor) everybody's.
#[utoipa::path(
    get, path = "/v1/sessions", tag = "sessions", operation_id = "listSessions", params(Which, PageQuery),
    responses((status = OK, description = "One page of them.", body = List<SessionBody>))
)]
pub(crate) async fn list(
    State(app): State<App>,
    member: Member,
    Params(which): Params<Which>,
    query: PageQuery,
) -> Result<Json<List<SessionBody>>, Problem> {
    let tx = app.store.read(member.org).await?;
    let sees = member.sees(&app, &tx).await?;
    let owners = match (which.owner, sees) {
        (None, sees) => sees,
        (Some(owner), None) => Some(vec![owner]),
        (Some(owner), Some(people)) => Some(people.into_iter().filter(|person| *person == owner).collect()),
    };
    let filter = SessionFilter {
        owners: owners.as_deref(),
        project: which.project,
        state: which.state,
    };
    let rows = tx
        .sessions()
        .list(&filter, List::<SessionBody>::page(&query))
        .await?;
    Ok(Json(List::of(
        &query,
        rows,
        |session| session.id.0,
        SessionBody::from,
    )))
}
