//! Recording that a recording is there.

use jobs::events::StateEvent;
use storage::{
    BlobKey, NewMedia, OrgTx, SessionId,
    records::{Channel, Media, MediaState, Session, SessionState},
};
use uuid::Uuid;

use crate::{App, Problem, access, extract::Member, permissions::Action};

/// A recording whose bytes are here, and of which nothing is recorded yet.
#[derive(Debug)]
pub(crate) struct Arrived {
    /// Its id.
    pub(crate) id: Uuid,
    /// Where its bytes are.
    pub(crate) state: MediaState,
    /// Under which key, when in the blob store.
    pub(crate) blob: Option<BlobKey>,
    /// How many.
    pub(crate) bytes: u64,
    /// Their SHA-256, where they came in one stream.
    pub(crate) sha256: Option<Vec<u8>>,
}

impl Arrived {
    /// Takes the bytes away again.
    pub(crate) async fn forget(&self, app: &App, session: &Session) {
        match &self.blob {
            None => app.memory.forget(session.id.0),
            Some(key) => {
                if let Err(error) = app.blobs.delete(key).await {
                    tracing::warn!(%error, key = key.as_str(), "a recording that was not taken stays behind");
                }
            }
        }
    }
}

/// The session, if the caller may send a recording for it now.
pub(crate) async fn may_send(
    app: &App,
    member: &Member,
    tx: &OrgTx,
    id: SessionId,
    replace: bool,
) -> Result<Session, Problem> {
    let session = access::session(app, member, tx, Action::SessionChange, id).await?;
    access::consented(tx, &session).await?;
    if session.state == SessionState::Processing {
        return Err(Problem::conflict(
            "This session is being processed. Wait until it is done to record it again.",
        ));
    }
    if !replace && tx.media().of(id).await?.is_some() {
        return Err(Problem::conflict(
            "This session has a recording. To start over with another one, send it with ?replace=true.",
        ));
    }
    Ok(session)
}

/// Records a recording that has arrived, in place of an earlier one when that is meant. When it cannot, the bytes go.
pub(crate) async fn keep(
    app: &App,
    member: &Member,
    session: &Session,
    arrived: Arrived,
    (name, content_type): (String, String),
    replace: bool,
) -> Result<Media, Problem> {
    let kept = try_keep(app, member, session, &arrived, (name, content_type), replace).await;
    if kept.is_err() {
        arrived.forget(app, session).await;
    }
    kept
}

async fn try_keep(
    app: &App,
    member: &Member,
    session: &Session,
    arrived: &Arrived,
    (name, content_type): (String, String),
    replace: bool,
) -> Result<Media, Problem> {
    let tx = app.store.write(member.org).await?;
    // Again, now that nobody else can change it: much may have happened while the bytes came.
    tx.sessions().lock(session.id).await?;
    may_send(app, member, &tx, session.id, replace).await?;
    if let Some(before) = tx.media().remove(session.id).await? {
        jobs::start::blobs(&tx, before.blob.into_iter().collect()).await?;
    }
    let new = NewMedia {
        id: arrived.id,
        session: session.id,
        state: arrived.state,
        blob: arrived.blob.as_ref().map(|key| key.as_str().to_owned()),
        name,
        content_type,
        bytes: i64::try_from(arrived.bytes).unwrap_or(i64::MAX),
        sha256: arrived.sha256.clone(),
    };
    let media = tx.media().put(new).await?;
    let from = [
        SessionState::Created,
        SessionState::Ready,
        SessionState::Done,
        SessionState::Failed,
    ];
    let ready = tx
        .sessions()
        .advance(session.id, &from, SessionState::Ready)
        .await?;
    let ready = ready
        .ok_or_else(|| Problem::conflict("This session changed meanwhile. Send the recording again."))?;
    let event = StateEvent::Session {
        state: ready.state,
        run: ready.run,
        failure: None,
    };
    let event = serde_json::to_value(event).map_err(|error| Problem::ours(&error))?;
    tx.events()
        .append(session.id, vec![(Channel::State, event)])
        .await?;
    access::changed(&tx, member, session, "session.record").await?;
    tx.commit().await?;
    Ok(media)
}
