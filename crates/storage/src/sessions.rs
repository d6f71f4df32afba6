//! Sessions: one take each, and how far it is. What was found in it has repositories of its own.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, LockType},
};
use uuid::Uuid;

use crate::{
    OrgTx, Page, Result, SessionId, UserId,
    records::{Session, SessionKind, SessionState, session},
};

/// The sessions of one org.
pub struct Sessions<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's sessions.
    #[must_use]
    pub fn sessions(&self) -> Sessions<'_> {
        Sessions(self)
    }
}

/// A session to make.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Its project.
    pub project: Option<Uuid>,
    /// Who speaks.
    pub owner: UserId,
    /// What kind of practice.
    pub kind: SessionKind,
    /// Its title for people.
    pub title: String,
    /// The language spoken; `None` to detect it.
    pub language: Option<String>,
    /// What is to be said.
    pub reference_text: Option<String>,
    /// By which rubric it is scored.
    pub rubric: String,
    /// Whether the sound is kept.
    pub store_audio: bool,
    /// Whether the transcript is masked.
    pub mask_transcript: bool,
    /// When it is erased.
    pub erase_at: Option<DateTime<Utc>>,
}

/// Which sessions.
#[derive(Clone, Copy, Debug, Default)]
pub struct SessionFilter<'a> {
    /// Of these people; `None` for everyone.
    pub owners: Option<&'a [UserId]>,
    /// Of this project.
    pub project: Option<Uuid>,
    /// In this state.
    pub state: Option<SessionState>,
}

/// What changes; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct SessionChange {
    /// Its title.
    pub title: Option<String>,
    /// Its project, or none.
    pub project: Option<Option<Uuid>>,
    /// The language spoken, or to detect it.
    pub language: Option<Option<String>>,
    /// What is to be said, or nothing.
    pub reference_text: Option<Option<String>>,
    /// By which rubric it is scored.
    pub rubric: Option<String>,
}

impl Sessions<'_> {
    /// Makes one; it waits for its recording.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn create(&self, new: NewSession) -> Result<Session> {
        let session = Session {
            id: SessionId(self.0.new_id()),
            org_id: self.0.org(),
            project_id: new.project,
            owner_id: new.owner,
            kind: new.kind,
            title: new.title,
            language: new.language,
            reference_text: new.reference_text,
            rubric: new.rubric,
            store_audio: new.store_audio,
            mask_transcript: new.mask_transcript,
            state: SessionState::Created,
            failure: None,
            run: 0,
            event_seq: 0,
            erase_at: new.erase_at,
            created_at: self.0.now(),
            updated_at: self.0.now(),
            processed_at: None,
        };
        session::Entity::insert(session.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(session)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn find(&self, id: SessionId) -> Result<Option<Session>> {
        Ok(self.one(id).one(self.0.connection()).await?)
    }

    /// One of them, which nobody else changes before this transaction ends. Whoever decides by what is there of a
    /// session locks it first, or two jobs that end at once both see the other's result missing.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn lock(&self, id: SessionId) -> Result<Option<Session>> {
        let locked = self.one(id).lock(LockType::Update);
        Ok(locked.one(self.0.connection()).await?)
    }

    /// Those that `filter` lets through.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn list(&self, filter: &SessionFilter<'_>, page: Page) -> Result<Vec<Session>> {
        let mut list = self.all();
        if let Some(owners) = filter.owners {
            list = list.filter(session::Column::OwnerId.is_in(owners.iter().copied()));
        }
        if let Some(project) = filter.project {
            list = list.filter(session::Column::ProjectId.eq(project));
        }
        if let Some(state) = filter.state {
            list = list.filter(session::Column::State.eq(state));
        }
        Ok(page
            .of(list, session::Column::Id)
            .all(self.0.connection())
            .await?)
    }

    /// Changes one; `None` when it is not there.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn change(&self, id: SessionId, change: SessionChange) -> Result<Option<Session>> {
        let mut row = session::ActiveModel::default();
        if let Some(title) = change.title {
            row.title = Set(title);
        }
        if let Some(project) = change.project {
            row.project_id = Set(project);
        }
        if let Some(language) = change.language {
            row.language = Set(language);
        }
        if let Some(text) = change.reference_text {
            row.reference_text = Set(text);
        }
        if let Some(rubric) = change.rubric {
            row.rubric = Set(rubric);
        }
        self.update(id, SessionState::ALL, row).await
    }

    /// How many of the org are in a state.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn count(&self, state: SessionState) -> Result<u64> {
        let count = session::Entity::find()
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::State.eq(state))
            .count(self.0.connection())
            .await?;
        Ok(count)
    }

    /// Moves one from any state of `from` to `to`; `None` when it is in none of them, or not there.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn advance(
        &self,
        id: SessionId,
        from: &[SessionState],
        to: SessionState,
    ) -> Result<Option<Session>> {
        let mut row = session::ActiveModel {
            state: Set(to),
            failure: Set(None),
            ..Default::default()
        };
        if to == SessionState::Done {
            row.processed_at = Set(Some(self.0.now()));
        }
        self.update(id, from, row).await
    }

    /// Says that run `run` of one failed, and why, for the person; `false` when it is at another run, or not at work.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn fail(&self, id: SessionId, run: i32, failure: &str) -> Result<bool> {
        let row = session::ActiveModel {
            state: Set(SessionState::Failed),
            failure: Set(Some(failure.to_owned())),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        let failed = session::Entity::update_many()
            .set(row)
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::Id.eq(id))
            .filter(session::Column::State.eq(SessionState::Processing))
            .filter(session::Column::Run.eq(run))
            .exec(self.0.connection())
            .await?;
        Ok(failed.rows_affected > 0)
    }

    /// Begins the next run of one that is in any state of `from`; `None` when it is in none of them, or not there.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn restart(&self, id: SessionId, from: &[SessionState]) -> Result<Option<Session>> {
        let row = session::ActiveModel {
            state: Set(SessionState::Processing),
            failure: Set(None),
            processed_at: Set(None),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        let restarted = session::Entity::update_many()
            .set(row)
            .col_expr(session::Column::Run, Expr::col(session::Column::Run).add(1))
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::Id.eq(id))
            .filter(session::Column::State.is_in(from.iter().copied()))
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(restarted.into_iter().next())
    }

    /// Forgets what an earlier run has found: words, prosody, fluency, scores. Drills stay until they are replaced, since
    /// a learner may be at them; reports have blobs, and are the caller's to clear.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn forget_findings(&self, id: SessionId) -> Result<()> {
        self.0.transcripts().remove(id).await?;
        self.0.prosody().remove(id).await?;
        self.0.fluency().remove(id).await?;
        self.0.scores().remove(id).await
    }

    /// Sets when one is erased; `false` when it is not there.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn set_erase_at(&self, id: SessionId, at: Option<DateTime<Utc>>) -> Result<bool> {
        let row = session::ActiveModel {
            erase_at: Set(at),
            ..Default::default()
        };
        Ok(self.update(id, SessionState::ALL, row).await?.is_some())
    }

    /// Those whose time is over, longest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn due_for_erasure(&self, limit: u64) -> Result<Vec<Session>> {
        let due = self
            .all()
            .filter(session::Column::EraseAt.lte(self.0.now()))
            .order_by_asc(session::Column::EraseAt)
            .limit(limit)
            .all(self.0.connection())
            .await?;
        Ok(due)
    }

    /// Removes one with everything that was found in it. Its blobs and its jobs are the caller's to remove.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn delete(&self, id: SessionId) -> Result<bool> {
        let gone = session::Entity::delete_many()
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::Id.eq(id))
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected > 0)
    }

    fn all(&self) -> Select<session::Entity> {
        session::Entity::find().filter(session::Column::OrgId.eq(self.0.org()))
    }

    fn one(&self, id: SessionId) -> Select<session::Entity> {
        self.all().filter(session::Column::Id.eq(id))
    }

    async fn update(
        &self,
        id: SessionId,
        from: &[SessionState],
        mut row: session::ActiveModel,
    ) -> Result<Option<Session>> {
        row.updated_at = Set(self.0.now());
        let changed = session::Entity::update_many()
            .set(row)
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::Id.eq(id))
            .filter(session::Column::State.is_in(from.iter().copied()))
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(changed.into_iter().next())
    }
}
