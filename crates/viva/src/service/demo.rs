//! A first thing to look at: the sample recording in an org of its own, for whoever sets the server up, analysed by the
//! same jobs as any other.

use std::{path::Path, time::Duration};

use bytes::Bytes;
use jobs::MemoryAudio;
use storage::{
    BlobKey, Blobs, NewMedia, NewSession, OrgId, Store, UserId,
    records::{MediaState, Role, SessionKind, SessionState},
};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::failure::Failure;

/// How often it looks whether there is somebody to show it to.
const LOOK: Duration = Duration::from_millis(500);

/// By which rubric the sample is scored.
const RUBRIC: &str = "public-speaking";

/// The demo, waiting for its owner.
pub(crate) struct Demo {
    name: String,
    sound: Bytes,
    store: Store,
    blobs: Blobs,
}

impl Demo {
    /// Reads the recording. `None` when somebody has set the server up already: they have seen it, or did not want it.
    pub(crate) async fn prepare(file: &Path, store: &Store, blobs: &Blobs) -> Result<Option<Self>, Failure> {
        if first_account(store)
            .await
            .map_err(|error| Failure::Ours(error.into()))?
            .is_some()
        {
            return Ok(None);
        }
        let sound = std::fs::read(file)
            .map_err(|error| Failure::input(format!("{} cannot be read: {error}", file.display())))?;
        Ok(Some(Self {
            name: file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            sound: sound.into(),
            store: store.clone(),
            blobs: blobs.clone(),
        }))
    }

    /// Waits for the first account and makes the demo org for it.
    pub(crate) async fn run(self, memory: &MemoryAudio, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = sleep(LOOK) => {}
            }
            let made = match first_account(&self.store).await {
                Ok(None) => continue,
                Ok(Some(owner)) => self.make(owner, memory).await,
                Err(error) => Err(error),
            };
            if let Err(error) = made {
                tracing::warn!(%error, "the demo could not be made");
            }
            return;
        }
    }

    async fn make(&self, owner: UserId, memory: &MemoryAudio) -> storage::Result<()> {
        let (org, media) = (OrgId(Uuid::now_v7()), Uuid::now_v7());
        let key = BlobKey::media(org, media);
        self.blobs.put(&key, self.sound.clone()).await?;
        let tx = self.store.write(org).await?;
        tx.orgs().create("Demo").await?;
        tx.memberships().add(owner, Role::Owner).await?;
        let session = tx
            .sessions()
            .create(NewSession {
                project: None,
                owner,
                kind: SessionKind::Talk,
                title: "A learner of English".to_owned(),
                language: Some("en".to_owned()),
                reference_text: None,
                rubric: RUBRIC.to_owned(),
                store_audio: true,
                mask_transcript: false,
                erase_at: None,
            })
            .await?;
        tx.media()
            .put(NewMedia {
                id: media,
                session: session.id,
                state: MediaState::Stored,
                blob: Some(key.as_str().to_owned()),
                name: self.name.clone(),
                content_type: "audio/flac".to_owned(),
                bytes: i64::try_from(self.sound.len()).unwrap_or(i64::MAX),
                sha256: None,
            })
            .await?;
        tx.sessions()
            .advance(session.id, &[SessionState::Created], SessionState::Ready)
            .await?;
        let started = jobs::start::session(&tx, session.id, memory).await?;
        if let Err(why) = started {
            tracing::warn!(%why, "the demo's recording is not worked on");
        }
        tx.commit().await
    }
}

async fn first_account(store: &Store) -> storage::Result<Option<UserId>> {
    let tx = store.read_accounts(None).await?;
    Ok(tx.users().first().await?.map(|user| user.id))
}
