//! `GET /v1/sessions/{id}/drills`: what to practise.

use axum::response::Response;
use storage::SessionId;

use crate::{Problem, answer::List, extract::Readable, routes::drills::body::DrillBody};

/// What to practise, in order.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/drills", tag = "results", operation_id = "getDrills", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The drills; none before the session is done.", body = List<DrillBody>),
        (status = NOT_MODIFIED, description = "They are as the caller has them."),
    )
)]
pub(crate) async fn drills(read: Readable) -> Result<Response, Problem> {
    let drills = read.tx.drills().list(read.session.id).await?;
    let drills = List::all(drills.into_iter().map(DrillBody::from));
    read.send(&drills, "drills.read").await
}
