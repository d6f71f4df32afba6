//! `POST /v1/sessions/{id}/rescore`: score a session by the newest version of its rubric.

use axum::{Json, extract::State};
use storage::SessionId;

use crate::{
    App, Problem, access,
    extract::{Id, Member},
    permissions::Action,
    routes::results::scores::ScoreBody,
};

/// Score a session by the newest version of its rubric, from what was measured. Earlier scores stay beside it.
#[utoipa::path(
    post, path = "/v1/sessions/{id}/rescore", tag = "sessions", operation_id = "rescoreSession", params(("id" = SessionId, Path, description = "Its id.")),
    responses((status = OK, description = "The scores.", body = ScoreBody))
)]
pub(crate) async fn rescore(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
) -> Result<Json<ScoreBody>, Problem> {
    let tx = app.store.read(member.org).await?;
    let session = access::session(&app, &member, &tx, Action::SessionChange, id).await?;
    drop(tx);
    let unscored = || Problem::conflict("Only a session that is done can be scored again.");
    let score = jobs::rescore(&app.store, &session).await?.ok_or_else(unscored)?;
    Ok(Json(score.into()))
}
