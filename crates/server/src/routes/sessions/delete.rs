//! `DELETE /v1/sessions/{id}`: erase a session and everything that was found in it.

use axum::{extract::State, http::StatusCode};
use storage::SessionId;

use crate::{
    App, Problem, access,
    extract::{Id, Member},
    permissions::Action,
};

/// Erase a session: its recording, everything that was found in it, its reports. What stays is that it was erased, and by
/// whom.
#[utoipa::path(
    delete, path = "/v1/sessions/{id}", tag = "sessions", operation_id = "deleteSession",
    params(("id" = SessionId, Path, description = "Its id.")),
    responses((status = NO_CONTENT, description = "It is gone."))
)]
pub(crate) async fn delete(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
) -> Result<StatusCode, Problem> {
    let tx = app.store.write(member.org).await?;
    let session = access::session(&app, &member, &tx, Action::SessionDelete, id).await?;
    // Rows go now, files as soon as the file store answers.
    let outside = tx.erasure().outside_of_session(id).await?;
    tx.erasure().session(id).await?;
    jobs::start::blobs(&tx, outside.blobs).await?;
    access::changed(&tx, &member, &session, "session.erase").await?;
    tx.commit().await?;
    app.memory.forget(id.0);
    for upload in outside.uploads {
        app.blobs.delete_parts(member.org, upload).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
