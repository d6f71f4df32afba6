//! A recording that comes in one stream.

use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use storage::{
    BlobKey, PutError,
    records::{MediaState, Session},
};
use tokio::sync::OwnedSemaphorePermit;
use uuid::Uuid;

use super::{Arrived, Broken, limited};
use crate::{App, Problem, limits::UPLOAD_STALL};

/// Takes a recording in, to where the org of the session wants it. It is not recorded yet.
pub(crate) async fn receive<S, E>(app: &App, session: &Session, source: S) -> Result<Arrived, Problem>
where
    S: Stream<Item = Result<Bytes, E>> + Send + 'static,
    E: Send + 'static,
{
    let source = limited(source, app.limits.media_bytes, UPLOAD_STALL);
    let arrived = if session.store_audio {
        to_blobs(app, session, source).await?
    } else {
        to_memory(app, session, source).await?
    };
    if arrived.bytes == 0 {
        arrived.forget(app, session).await;
        return Err(Problem::field("body", "the recording is empty"));
    }
    Ok(arrived)
}

async fn to_blobs(
    app: &App,
    session: &Session,
    source: impl Stream<Item = Result<Bytes, Broken>> + Send,
) -> Result<Arrived, Problem> {
    let id = Uuid::now_v7();
    let key = BlobKey::media(session.org_id, id);
    let mut hash = Sha256::new();
    let hashed = source.inspect(|chunk| {
        if let Ok(bytes) = chunk {
            hash.update(bytes);
        }
    });
    let bytes = app
        .blobs
        .put_stream(&key, hashed)
        .await
        .map_err(|error| match error {
            PutError::Stream(broken) => Problem::from(broken),
            PutError::Store(error) => Problem::from(error),
        })?;
    Ok(Arrived {
        id,
        state: MediaState::Stored,
        blob: Some(key),
        bytes,
        sha256: Some(hash.finalize().to_vec()),
    })
}

/// Nothing of it touches the disk. What is on its way counts against one limit for all that are.
async fn to_memory(
    app: &App,
    session: &Session,
    source: impl Stream<Item = Result<Bytes, Broken>> + Send,
) -> Result<Arrived, Problem> {
    let mut source = std::pin::pin!(source);
    let mut whole = BytesMut::new();
    let mut room: Option<OwnedSemaphorePermit> = None;
    while let Some(chunk) = source.next().await {
        let chunk = chunk?;
        let more = app.room_in_memory(chunk.len())?;
        match &mut room {
            Some(room) => room.merge(more),
            None => room = Some(more),
        }
        whole.extend_from_slice(&chunk);
    }
    let whole = whole.freeze();
    let arrived = Arrived {
        id: Uuid::now_v7(),
        state: MediaState::InMemory,
        blob: None,
        bytes: whole.len() as u64,
        sha256: Some(Sha256::digest(&whole).to_vec()),
    };
    app.memory
        .put(session.org_id, session.id.0, whole, app.store.clock().now())
        .map_err(|full| Problem::unavailable(sentence(&full.to_string())).retry_after(60))?;
    Ok(arrived)
}

fn sentence(text: &str) -> String {
    let mut signs = text.chars();
    let first = signs.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(signs).chain(['.']).collect()
}
