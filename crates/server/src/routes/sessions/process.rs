//! `POST /v1/sessions/{id}/process`: have the recording worked on.

use axum::{Json, extract::State, http::StatusCode};
use jobs::NotStarted;
use storage::{
    SessionId,
    records::{Session, SessionState},
};

use super::body::SessionBody;
use crate::{
    App, Problem, access,
    extract::{Id, Member},
    permissions::Action,
};

/// Have the recording worked on. Again, when it was done or has failed: what was found before is then found anew.
#[utoipa::path(
    post, path = "/v1/sessions/{id}/process", tag = "sessions", operation_id = "processSession", params(("id" = SessionId, Path, description = "Its id.")),
    responses((status = ACCEPTED, description = "It is being processed.", body = SessionBody))
)]
pub(crate) async fn process(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
) -> Result<(StatusCode, Json<SessionBody>), Problem> {
    let tx = app.store.write(member.org).await?;
    let session = access::session(&app, &member, &tx, Action::SessionChange, id).await?;
    access::consented(&tx, &session).await?;
    let running = tx.sessions().count(SessionState::Processing).await?;
    if running >= app.limits.queued_per_org {
        return Err(Problem::too_many(30));
    }
    let started = match jobs::start::session(&tx, id, &app.memory).await? {
        Ok(started) => started,
        Err(why) => return Err(refused(&session, why)),
    };
    access::changed(&tx, &member, &session, "session.process").await?;
    tx.commit().await?;
    Ok((StatusCode::ACCEPTED, Json(started.into())))
}

fn refused(session: &Session, why: NotStarted) -> Problem {
    Problem::conflict(match (why, session.state) {
        (NotStarted::NoSound, _) => {
            "The recording is no longer there, since this session's sound is not kept. Record it again."
        }
        (_, SessionState::Processing) => "This session is being processed already.",
        (_, _) => "This session has no recording yet. Send one first.",
    })
}
