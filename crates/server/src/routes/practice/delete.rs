//! `DELETE /v1/practice/attempts/{id}`: erase an attempt.

use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    App, Problem, access,
    extract::{Id, Member},
    permissions::Action,
};

/// Erase an attempt and its recording.
#[utoipa::path(
    delete, path = "/v1/practice/attempts/{id}", tag = "practice", operation_id = "deleteAttempt",
    params(("id" = Uuid, Path, description = "The attempt.")),
    responses((status = NO_CONTENT, description = "It is gone."))
)]
pub(crate) async fn delete(
    State(app): State<App>,
    member: Member,
    Id(id): Id<Uuid>,
) -> Result<StatusCode, Problem> {
    let tx = app.store.write(member.org).await?;
    let attempt = access::attempt(&app, &member, &tx, Action::AttemptDelete, id).await?;
    tx.attempts().delete(id).await?;
    tx.jobs().void(id, None).await?;
    jobs::start::blobs(&tx, attempt.blob.iter().cloned().collect()).await?;
    access::changed(&tx, &member, &attempt, "attempt.delete").await?;
    tx.commit().await?;
    app.memory.forget(id);
    Ok(StatusCode::NO_CONTENT)
}
