//! `PATCH /v1/drills/{id}`: say that a drill was done, or is not wanted.

use axum::{Json, extract::State};
use garde::Validate;
use serde::Deserialize;
use storage::records::DrillState;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::DrillBody;
use crate::{
    App, Problem, access,
    extract::{Id, Member, Valid},
    permissions::Action,
};

/// What to change.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DrillPatch {
    /// Whether it was done.
    #[garde(skip)]
    state: DrillState,
}

/// Say that a drill was done, or is not wanted.
#[utoipa::path(
    patch, path = "/v1/drills/{id}", tag = "results", operation_id = "changeDrill", request_body = DrillPatch,
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = OK, description = "The drill as it is now.", body = DrillBody))
)]
pub(crate) async fn change(
    State(app): State<App>,
    member: Member,
    Id(id): Id<Uuid>,
    Valid(patch): Valid<DrillPatch>,
) -> Result<Json<DrillBody>, Problem> {
    let missing = || Problem::not_found("There is no such drill.");
    let tx = app.store.write(member.org).await?;
    let drill = tx.drills().find(id).await?.ok_or_else(missing)?;
    let session = access::session(&app, &member, &tx, Action::SessionChange, drill.session).await;
    session.map_err(|problem| {
        if problem.status() == 404 {
            missing()
        } else {
            problem
        }
    })?;
    let changed = tx
        .drills()
        .set_state(id, patch.state)
        .await?
        .ok_or_else(missing)?;
    tx.commit().await?;
    Ok(Json(changed.into()))
}
