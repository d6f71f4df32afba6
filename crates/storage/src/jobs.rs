//! Jobs of one org: what is to be done, written in one transaction with the state that it follows from. How workers come
//! by them stands in `queue.rs`.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, JsonValue, QueryFilter, QueryOrder,
    TryInsertResult,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    OrgTx, Page, Result, Signal,
    records::{Job, JobState, job},
};

/// The jobs of one org.
pub struct Jobs<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's jobs.
    #[must_use]
    pub fn jobs(&self) -> Jobs<'_> {
        Jobs(self)
    }
}

/// A job to be done.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Which job.
    pub kind: String,
    /// What it works on: a session, a report, an attempt.
    pub subject: Uuid,
    /// Which run of the subject.
    pub run: i32,
    /// Jobs of a later stage go first.
    pub stage: i32,
    /// How often it may be tried.
    pub max_tries: i32,
    /// What else it needs.
    pub input: JsonValue,
    /// Two jobs with one key are one job.
    pub unique_key: String,
    /// The only process that can do it, since the sound is in its memory.
    pub held_by: Option<String>,
    /// Not before this; `None` for at once.
    pub run_at: Option<DateTime<Utc>>,
}

impl Jobs<'_> {
    /// Queues one, and gives its id; `None` when a job with its key is there already.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn enqueue(&self, new: NewJob) -> Result<Option<Uuid>> {
        let id = self.0.new_id();
        let row = Job {
            id,
            org_id: self.0.org(),
            kind: new.kind.clone(),
            subject_id: new.subject,
            run: new.run,
            unique_key: format!("{}:{}", self.0.org(), new.unique_key),
            input: new.input,
            state: JobState::Queued,
            stage: new.stage,
            tries: 0,
            max_tries: new.max_tries,
            run_at: new.run_at.unwrap_or_else(|| self.0.now()),
            lease_until: None,
            leased_by: None,
            held_by: new.held_by,
            error: None,
            started_at: None,
            created_at: self.0.now(),
            updated_at: self.0.now(),
        };
        let same = OnConflict::column(job::Column::UniqueKey).do_nothing().to_owned();
        let queued = job::Entity::insert(row.into_active_model())
            .on_conflict(same)
            .try_insert()
            .exec_without_returning(self.0.connection())
            .await?;
        if !matches!(queued, TryInsertResult::Inserted(rows) if rows > 0) {
            return Ok(None);
        }
        self.0.signal(Signal::Job { id, kind: new.kind });
        Ok(Some(id))
    }

    /// One of them.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn find(&self, id: Uuid) -> Result<Option<Job>> {
        let found = job::Entity::find()
            .filter(job::Column::OrgId.eq(self.0.org()))
            .filter(job::Column::Id.eq(id))
            .one(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Those that work on `subject`, oldest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn of_subject(&self, subject: Uuid) -> Result<Vec<Job>> {
        let found = job::Entity::find()
            .filter(job::Column::OrgId.eq(self.0.org()))
            .filter(job::Column::SubjectId.eq(subject))
            .order_by_asc(job::Column::Id)
            .all(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Those in one state.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn list(&self, state: JobState, page: Page) -> Result<Vec<Job>> {
        let list = job::Entity::find()
            .filter(job::Column::OrgId.eq(self.0.org()))
            .filter(job::Column::State.eq(state));
        Ok(page.of(list, job::Column::Id).all(self.0.connection()).await?)
    }

    /// Says that `worker` has done one. `false` when the worker no longer has it: then somebody else does it, and
    /// nothing of this transaction may be committed.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn finish(&self, id: Uuid, worker: &str) -> Result<bool> {
        let row = job::ActiveModel {
            state: Set(JobState::Done),
            error: Set(None),
            ..Default::default()
        };
        self.give_up(id, worker, row).await
    }

    /// Lets one that `worker` has be tried again from `run_at` on; `false` when the worker no longer has it.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn retry_later(
        &self,
        id: Uuid,
        worker: &str,
        run_at: DateTime<Utc>,
        error: &str,
    ) -> Result<bool> {
        let row = job::ActiveModel {
            state: Set(JobState::Queued),
            run_at: Set(run_at),
            error: Set(Some(error.to_owned())),
            ..Default::default()
        };
        self.give_up(id, worker, row).await
    }

    /// Lets one that `worker` has be tried again from `run_at` on, as if it had not been tried now; `false` when the worker
    /// no longer has it.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn wait(&self, id: Uuid, worker: &str, run_at: DateTime<Utc>, error: &str) -> Result<bool> {
        let mine = self.retry_later(id, worker, run_at, error).await?;
        if mine {
            job::Entity::update_many()
                .col_expr(job::Column::Tries, Expr::col(job::Column::Tries).sub(1))
                .filter(job::Column::OrgId.eq(self.0.org()))
                .filter(job::Column::Id.eq(id))
                .exec(self.0.connection())
                .await?;
        }
        Ok(mine)
    }

    /// Puts one that `worker` has aside, for a person to look at; `false` when the worker no longer has it.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn park(&self, id: Uuid, worker: &str, error: &str) -> Result<bool> {
        let row = job::ActiveModel {
            state: Set(JobState::Parked),
            error: Set(Some(error.to_owned())),
            ..Default::default()
        };
        self.give_up(id, worker, row).await
    }

    /// Says of one that `worker` has that nobody wants it any more; `false` when the worker no longer has it.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn unwanted(&self, id: Uuid, worker: &str) -> Result<bool> {
        let row = job::ActiveModel {
            state: Set(JobState::Void),
            ..Default::default()
        };
        self.give_up(id, worker, row).await
    }

    /// Lets one that was put aside be tried again, from the first try on; gives it, or `None` when it is not aside.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn retry(&self, id: Uuid) -> Result<Option<Job>> {
        let row = job::ActiveModel {
            state: Set(JobState::Queued),
            tries: Set(0),
            run_at: Set(self.0.now()),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        let again = job::Entity::update_many()
            .set(row)
            .filter(job::Column::OrgId.eq(self.0.org()))
            .filter(job::Column::Id.eq(id))
            .filter(job::Column::State.eq(JobState::Parked))
            .exec_with_returning(self.0.connection())
            .await?;
        let again = again.into_iter().next();
        if let Some(job) = &again {
            self.0.signal(Signal::Job {
                id: job.id,
                kind: job.kind.clone(),
            });
        }
        Ok(again)
    }

    /// Lets those that work on `subject` and are not done be no longer wanted: those of runs before `before_run`, or of
    /// all runs. Their workers find out when they finish.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn void(&self, subject: Uuid, before_run: Option<i32>) -> Result<u64> {
        let row = job::ActiveModel {
            state: Set(JobState::Void),
            lease_until: Set(None),
            leased_by: Set(None),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        let mut void = job::Entity::update_many()
            .set(row)
            .filter(job::Column::OrgId.eq(self.0.org()))
            .filter(job::Column::SubjectId.eq(subject))
            .filter(job::Column::State.is_in([JobState::Queued, JobState::Running, JobState::Parked]));
        if let Some(run) = before_run {
            void = void.filter(job::Column::Run.lt(run));
        }
        Ok(void.exec(self.0.connection()).await?.rows_affected)
    }

    async fn give_up(&self, id: Uuid, worker: &str, mut row: job::ActiveModel) -> Result<bool> {
        row.lease_until = Set(None);
        row.leased_by = Set(None);
        row.updated_at = Set(self.0.now());
        let given = job::Entity::update_many()
            .set(row)
            .filter(job::Column::OrgId.eq(self.0.org()))
            .filter(job::Column::Id.eq(id))
            .filter(job::Column::State.eq(JobState::Running))
            .filter(job::Column::LeasedBy.eq(worker))
            .exec(self.0.connection())
            .await?;
        Ok(given.rows_affected > 0)
    }
}
