//! `GET /v1/orgs`: the orgs that the caller is in.

use axum::{Json, extract::State};

use super::body::OrgBody;
use crate::{App, Problem, answer::List, extract::Caller};

/// The orgs that you are in, first joined first: the first is meant when a request names none.
#[utoipa::path(
    get, path = "/v1/orgs", tag = "orgs", operation_id = "listOrgs",
    responses((status = OK, description = "All of them.", body = List<OrgBody>))
)]
pub(crate) async fn list(State(app): State<App>, caller: Caller) -> Result<Json<List<OrgBody>>, Problem> {
    let tx = app.store.read_accounts(Some(caller.user)).await?;
    let orgs = tx.orgs_of(caller.user).await?;
    Ok(Json(List::all(
        orgs.into_iter()
            .map(|place| OrgBody::new(place.org, place.role, &app.limits)),
    )))
}
