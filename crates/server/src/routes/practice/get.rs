//! `GET /v1/practice/attempts/{id}`: how an attempt went.

use axum::{Json, extract::State};
use uuid::Uuid;

use super::body::AttemptBody;
use crate::{
    App, Problem, access,
    extract::{Id, Member, Reads},
    permissions::Action,
};

/// How an attempt went.
#[utoipa::path(
    get, path = "/v1/practice/attempts/{id}", tag = "practice", operation_id = "getAttempt",
    params(("id" = Uuid, Path, description = "The attempt.")),
    responses((status = OK, description = "The attempt.", body = AttemptBody))
)]
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Reads(reads): Reads,
    Id(id): Id<Uuid>,
) -> Result<Json<AttemptBody>, Problem> {
    let tx = app.store.read(member.org).await?;
    let attempt = access::attempt(&app, &member, &tx, Action::AttemptRead, id).await?;
    drop(tx);
    access::seen(&app, &member, &attempt, "attempt.read").await?;
    Ok(Json(AttemptBody::of(attempt, reads)?))
}
