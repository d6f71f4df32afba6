//! `GET /v1/practice/attempts/{id}`: how an attempt went.

use axum::{Json, extract::State};
use serde_json::json;
use storage::{NewAuditEvent, OrgTx, records::Attempt};
use uuid::Uuid;

use super::body::AttemptBody;
use crate::{
    App, Problem,
    extract::{Id, Member, Reads},
    permissions::{Action, Owned},
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
    let attempt = attempt(&app, &member, &tx, Action::AttemptRead, id).await?;
    drop(tx);
    seen(&app, &member, &attempt, "attempt.read").await?;
    Ok(Json(AttemptBody::of(attempt, reads)?))
}

/// The attempt, if it is there and the caller may do this with it.
pub(super) async fn attempt(
    app: &App,
    member: &Member,
    tx: &OrgTx,
    action: Action,
    id: Uuid,
) -> Result<Attempt, Problem> {
    let attempt = tx
        .attempts()
        .find(id)
        .await?
        .ok_or_else(|| Owned::Attempt.missing())?;
    member
        .may_owned(app, tx, action, Owned::Attempt, id, attempt.user_id)
        .await?;
    Ok(attempt)
}

/// Puts into the audit that somebody looked at what another person read.
pub(super) async fn seen(
    app: &App,
    member: &Member,
    attempt: &Attempt,
    action: &'static str,
) -> Result<(), Problem> {
    if attempt.user_id == member.caller.user {
        return Ok(());
    }
    let tx = app.store.write(member.org).await?;
    changed(&tx, member, attempt, action).await?;
    Ok(tx.commit().await?)
}

/// Puts into the audit what somebody did with an attempt, in the transaction in which they did it.
pub(super) async fn changed(
    tx: &OrgTx,
    member: &Member,
    attempt: &Attempt,
    action: &'static str,
) -> Result<(), Problem> {
    let event = NewAuditEvent {
        actor: &member.actor(),
        action,
        object_kind: "attempt",
        object_id: attempt.id.to_string(),
        detail: json!({ "owner": attempt.user_id }),
    };
    Ok(tx.audit().append(event).await?)
}
