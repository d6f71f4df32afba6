//! A claimed job together with everything it needs, and the few things that every job does the same way: looking whether
//! its result is still wanted, telling listeners, and finishing in one transaction with what it wrote.

use std::sync::{Arc, OnceLock};

use audio::Recording;
use coach::FluencyRules;
use storage::{
    Blobs, OrgId, OrgTx, SessionId, Store,
    records::{JobState, Session, SessionState},
};
use tokio_util::sync::CancellationToken;

use crate::{
    Engines, Kind, MemoryAudio,
    events::{StateEvent, Told},
    failure::Failure,
    sounds::Sounds,
};

/// What all jobs of a process share.
pub(crate) struct Parts {
    pub(crate) store: Store,
    pub(crate) blobs: Blobs,
    pub(crate) engines: Arc<dyn Engines>,
    pub(crate) memory: Arc<MemoryAudio>,
    pub(crate) sounds: Sounds,
    pub(crate) limits: audio::Limits,
    rules: OnceLock<FluencyRules>,
}

impl Parts {
    pub(crate) fn new(
        store: Store,
        blobs: Blobs,
        engines: Arc<dyn Engines>,
        memory: Arc<MemoryAudio>,
        limits: audio::Limits,
    ) -> Self {
        Self {
            store,
            blobs,
            engines,
            memory,
            sounds: Sounds::new(crate::DECODED_BYTES),
            limits,
            rules: OnceLock::new(),
        }
    }

    /// The rules of fluency, loaded when first needed (half a second: call it where blocking is allowed).
    pub(crate) fn rules(&self) -> &FluencyRules {
        self.rules.get_or_init(FluencyRules::new)
    }

    /// Lets go of a session's sound, wherever it is in memory.
    pub(crate) fn forget(&self, session: SessionId) {
        self.memory.forget(session.0);
        self.sounds.forget(session);
    }
}

/// A claimed job.
#[derive(Clone)]
pub(crate) struct Task {
    pub(crate) parts: Arc<Parts>,
    pub(crate) kind: Kind,
    pub(crate) job: storage::records::Job,
    /// As whom it was claimed; no other claim, of this job or another, has the same.
    pub(crate) worker: String,
    /// Cancelled when the result is no longer wanted from this claim.
    pub(crate) stop: CancellationToken,
}

impl Task {
    /// Whose job.
    pub(crate) fn org(&self) -> OrgId {
        self.job.org_id
    }

    /// The session it works on, for kinds whose subject is one.
    pub(crate) fn session_id(&self) -> SessionId {
        SessionId(self.job.subject_id)
    }

    /// The session, if this job is still wanted.
    pub(crate) async fn session(&self) -> Result<Session, Failure> {
        let tx = self.parts.store.read(self.org()).await?;
        let session = tx.sessions().find(self.session_id()).await?;
        self.wanted(session)
    }

    /// Begins to write, with the session locked, so that of two jobs that end at the same time one sees the other.
    pub(crate) async fn begin(&self) -> Result<(OrgTx, Session), Failure> {
        let tx = self.parts.store.write(self.org()).await?;
        let session = tx.sessions().lock(self.session_id()).await?;
        let session = self.wanted(session)?;
        Ok((tx, session))
    }

    /// An earlier run's job, or one of a session that has failed meanwhile, has nothing to say.
    pub(crate) fn wanted(&self, session: Option<Session>) -> Result<Session, Failure> {
        session
            .filter(|session| session.run == self.job.run && session.state == SessionState::Processing)
            .ok_or(Failure::Void)
    }

    /// Makes the job done together with everything that was written in `tx`, or nothing of it.
    pub(crate) async fn finish(&self, tx: OrgTx) -> Result<(), Failure> {
        if !tx.jobs().finish(self.job.id, &self.worker).await? {
            return Err(Failure::Lost);
        }
        Ok(tx.commit().await?)
    }

    /// As [`Self::finish`], and tells that this step of the session is done.
    pub(crate) async fn finish_step(&self, tx: OrgTx, mut events: Vec<Told>) -> Result<(), Failure> {
        events.push(StateEvent::step(self.kind));
        tx.events().append(self.session_id(), events).await?;
        self.finish(tx).await
    }

    /// Tells listeners something while the work goes on.
    pub(crate) async fn tell(&self, events: Vec<Told>) -> Result<(), Failure> {
        let (tx, session) = self.begin().await?;
        self.still_mine(&tx).await?;
        tx.events().append(session.id, events).await?;
        Ok(tx.commit().await?)
    }

    /// Whether nobody else has taken the job over.
    pub(crate) async fn still_mine(&self, tx: &OrgTx) -> Result<(), Failure> {
        let job = tx.jobs().find(self.job.id).await?.ok_or(Failure::Void)?;
        let mine = job.state == JobState::Running && job.leased_by.as_deref() == Some(self.worker.as_str());
        mine.then_some(()).ok_or(Failure::Lost)
    }

    /// Puts a job of the same session in the queue. `held` when it needs the sound.
    pub(crate) async fn follow(&self, tx: &OrgTx, kind: Kind, held: bool) -> Result<(), Failure> {
        let held_by = self.job.held_by.as_deref().filter(|_| held);
        let job = kind.job_of_session(self.session_id(), self.job.run, held_by);
        tx.jobs().enqueue(job).await?;
        Ok(())
    }

    /// The session's sound, decoded.
    pub(crate) async fn sound(&self, session: &Session) -> Result<Arc<Recording>, Failure> {
        let tx = self.parts.store.read(self.org()).await?;
        let media = tx.media().of(session.id).await?;
        drop(tx);
        let media = media.ok_or_else(|| Failure::Input(NO_SOUND.to_owned()))?;
        let now = self.parts.store.clock().now();
        let decode = crate::work::decode::media(self, &media);
        self.parts.sounds.get((session.id, media.id), now, decode).await
    }
}

/// What a session without a recording gets.
pub(crate) const NO_SOUND: &str = "there is no recording: send one and process the session again";

/// What a session gets whose sound was in a memory that is gone.
pub(crate) const SOUND_LOST: &str = "the sound was never stored and the server restarted; record again";
