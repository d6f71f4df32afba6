//! `DELETE /v1/sessions/{id}/consent`: take it back that one agreed to be recorded.

use axum::{extract::State, http::StatusCode};
use storage::SessionId;

use crate::{
    App, Problem, access,
    extract::{Id, Member},
    permissions::Action,
};

/// Take it back that one agreed to be recorded. From then on an org that asks takes no recording for this session and works
/// on none. What was found before stays until the session is erased; that it was agreed to, and taken back, stays with it.
#[utoipa::path(
    delete, path = "/v1/sessions/{id}/consent", tag = "sessions", operation_id = "withdrawConsent", params(("id" = SessionId, Path, description = "The session.")),
    responses((status = NO_CONTENT, description = "It is taken back."))
)]
pub(crate) async fn withdraw(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
) -> Result<StatusCode, Problem> {
    let tx = app.store.write(member.org).await?;
    let session = access::session(&app, &member, &tx, Action::SessionConsent, id).await?;
    if !tx.consents().withdraw(id).await? {
        return Err(Problem::not_found(
            "Nobody has agreed to anything for this session.",
        ));
    }
    access::changed(&tx, &member, &session, "session.withdraw").await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
