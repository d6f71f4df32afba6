//! Whether the caller may, for sessions, projects, attempts and what hangs on them; and what the audit hears of it. What
//! they may not even see is not there.

use serde_json::{Value, json};
use storage::{
    OrgTx, SessionId, UserId,
    records::{Attempt, Project, Session},
};
use uuid::Uuid;

use crate::{
    App, Problem, audit,
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

/// The attempt, if it is there and the caller may do this with it.
pub(crate) async fn attempt(
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

/// Whether the person agreed to be recorded, where the org asks for it.
pub(crate) async fn consented(tx: &OrgTx, session: &Session) -> Result<(), Problem> {
    let asks = tx
        .orgs()
        .get()
        .await?
        .is_some_and(|org| !org.consent_text.is_empty());
    if asks && tx.consents().standing(session.id).await?.is_none() {
        return Err(Problem::conflict(
            "This org records only those who agreed to it, and for this session nobody has: agree with POST on …/consent.",
        ));
    }
    Ok(())
}

/// What somebody practised, as the audit names it.
#[derive(Clone, Debug)]
pub(crate) struct Practised {
    kind: &'static str,
    id: String,
    owner: UserId,
    detail: Value,
}

impl From<&Session> for Practised {
    fn from(session: &Session) -> Self {
        Self {
            kind: "session",
            id: session.id.to_string(),
            owner: session.owner_id,
            detail: json!({}),
        }
    }
}

impl From<&Attempt> for Practised {
    fn from(attempt: &Attempt) -> Self {
        Self {
            kind: "attempt",
            id: attempt.id.to_string(),
            owner: attempt.user_id,
            detail: json!({ "owner": attempt.user_id }),
        }
    }
}

/// Puts into the audit that somebody looked at what another person said. Looking at one's own is nobody's business.
pub(crate) async fn seen(
    app: &App,
    member: &Member,
    what: impl Into<Practised>,
    action: &'static str,
) -> Result<(), Problem> {
    let what = what.into();
    if what.owner == member.caller.user {
        return Ok(());
    }
    let tx = app.store.write(member.org).await?;
    changed(&tx, member, what, action).await?;
    Ok(tx.commit().await?)
}

/// Puts into the audit what somebody did with it, in the transaction in which they did it.
pub(crate) async fn changed(
    tx: &OrgTx,
    member: &Member,
    what: impl Into<Practised>,
    action: &'static str,
) -> Result<(), Problem> {
    let Practised { kind, id, detail, .. } = what.into();
    audit::note(tx, &member.actor(), action, (kind, id), detail).await
}
