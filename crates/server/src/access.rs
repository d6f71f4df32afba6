//! Whether the caller may, for sessions and projects and what hangs on them. What they may not even see is not there.

use serde_json::json;
use storage::{
    NewAuditEvent, OrgTx, SessionId,
    records::{Project, Session},
};
use uuid::Uuid;

use crate::{
    App, Problem,
    extract::Member,
    permissions::{Action, Owned},
};

/// The session, if it is there and the caller may do this with it.
pub(crate) async fn session(
    app: &App,
    member: &Member,
    tx: &OrgTx,
    action: Action,
    id: SessionId,
) -> Result<Session, Problem> {
    let session = tx
        .sessions()
        .find(id)
        .await?
        .ok_or_else(|| Owned::Session.missing())?;
    member
        .may_owned(app, tx, action, Owned::Session, id.0, session.owner_id)
        .await?;
    Ok(session)
}

/// The project, if it is there and the caller may do this with it.
pub(crate) async fn project(
    app: &App,
    member: &Member,
    tx: &OrgTx,
    action: Action,
    id: Uuid,
) -> Result<Project, Problem> {
    let project = tx
        .projects()
        .find(id)
        .await?
        .ok_or_else(|| Owned::Project.missing())?;
    member
        .may_owned(app, tx, action, Owned::Project, id, project.owner_id)
        .await?;
    Ok(project)
}

/// Whether the person agreed to be recorded, where the org asks for it.
pub(crate) async fn consented(tx: &OrgTx, session: &Session) -> Result<(), Problem> {
    let asks = tx
        .orgs()
        .get()
        .await?
        .is_some_and(|org| !org.consent_text.is_empty());
    if asks && tx.consents().of_session(session.id).await?.is_empty() {
        return Err(Problem::conflict(
            "This org records only those who agreed to it. Make the session with `\"consent\": true`.",
        ));
    }
    Ok(())
}

/// Puts into the audit that somebody looked at what another person said. Looking at one's own is nobody's business.
pub(crate) async fn seen(
    app: &App,
    member: &Member,
    session: &Session,
    action: &'static str,
) -> Result<(), Problem> {
    if session.owner_id == member.caller.user {
        return Ok(());
    }
    let tx = app.store.write(member.org).await?;
    changed(&tx, member, session.id, action).await?;
    Ok(tx.commit().await?)
}

/// Puts into the audit what somebody did with a session, in the transaction in which they did it.
pub(crate) async fn changed(
    tx: &OrgTx,
    member: &Member,
    session: SessionId,
    action: &'static str,
) -> Result<(), Problem> {
    let event = NewAuditEvent {
        actor: &member.actor(),
        action,
        object_kind: "session",
        object_id: session.to_string(),
        detail: json!({}),
    };
    Ok(tx.audit().append(event).await?)
}
