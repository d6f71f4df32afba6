//! The queue: how workers come by jobs of any org, keep them, and hand them back. Jobs of one org stand in `jobs.rs`.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, Statement,
    sea_query::{Expr, LockBehavior, LockType},
};
use uuid::Uuid;

use crate::{
    OrgId, Result, SystemTx,
    records::{Job, JobState, job},
};

/// The jobs of all orgs, for workers.
pub struct Queue<'a>(&'a SystemTx);

impl SystemTx {
    /// The jobs of all orgs.
    #[must_use]
    pub fn queue(&self) -> Queue<'_> {
        Queue(self)
    }
}

/// What a worker asks for.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// Jobs of these kinds.
    pub kinds: &'a [&'a str],
    /// The process that the worker runs in: it alone gets jobs whose sound is in its memory.
    pub process: &'a str,
    /// The worker.
    pub worker: &'a str,
    /// How long the worker has it, unless it is renewed.
    pub lease: Duration,
    /// Only jobs whose sound is in this process's memory.
    pub held_only: bool,
}

/// How many jobs there are of one kind in one state.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct JobCount {
    /// The state.
    pub state: JobState,
    /// The kind.
    pub kind: String,
    /// How many.
    pub count: i64,
    /// Since when the oldest could have been begun.
    pub oldest: Option<DateTime<Utc>>,
}

/// Every org with a queued job, when it was last served, and how many of its jobs are at work.
///
/// The recursion steps from org to org through the index, so that ten thousand jobs of one org cost as much as one. The
/// query builder cannot say it.
const WAITING: &str = "
    WITH RECURSIVE waiting (org_id) AS (
        SELECT first.org_id FROM (
            SELECT org_id FROM jobs WHERE state = 'queued' ORDER BY org_id LIMIT 1
        ) AS first
        UNION ALL
        SELECT (
            SELECT next.org_id FROM jobs AS next
            WHERE next.state = 'queued' AND next.org_id > waiting.org_id ORDER BY next.org_id LIMIT 1
        ) FROM waiting WHERE waiting.org_id IS NOT NULL
    )
    SELECT
        waiting.org_id AS org_id,
        (
            SELECT served.started_at FROM jobs AS served
            WHERE served.org_id = waiting.org_id AND served.started_at IS NOT NULL
            ORDER BY served.started_at DESC LIMIT 1
        ) AS served,
        (
            SELECT count(*) FROM jobs AS busy WHERE busy.state = 'running' AND busy.org_id = waiting.org_id
        ) AS busy
    FROM waiting WHERE waiting.org_id IS NOT NULL";

#[derive(FromQueryResult)]
struct Waiting {
    org_id: OrgId,
    served: Option<DateTime<Utc>>,
    busy: i64,
}

impl Queue<'_> {
    /// Gives the worker the next job, counts the try, and says that it is at work. First what a dead worker left; then
    /// the org that was served least recently, its latest stage, what is due longest.
    ///
    /// A job with more `tries` than `max_tries` has lost its workers each time: it wants to be parked, not done.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn claim(&self, claim: &Claim<'_>) -> Result<Option<Job>> {
        let left = Condition::all()
            .add(job::Column::State.eq(JobState::Running))
            .add(job::Column::LeaseUntil.lt(self.0.now()));
        if let Some(id) = self.first(claim, left).await? {
            return self.lease(claim, id).await;
        }
        let waiting = Statement::from_string(self.0.connection().get_database_backend(), WAITING);
        let mut orgs = Waiting::find_by_statement(waiting)
            .all(self.0.connection())
            .await?;
        orgs.sort_by_key(|org| (org.served, org.busy, org.org_id));
        for org in orgs {
            let due = Condition::all()
                .add(job::Column::OrgId.eq(org.org_id))
                .add(job::Column::State.eq(JobState::Queued))
                .add(job::Column::RunAt.lte(self.0.now()));
            if let Some(id) = self.first(claim, due).await? {
                return self.lease(claim, id).await;
            }
        }
        Ok(None)
    }

    /// Lets a worker keep its job longer; `false` when it no longer has it.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn renew(&self, id: Uuid, worker: &str, lease: Duration) -> Result<bool> {
        let row = job::ActiveModel {
            lease_until: Set(Some(self.after(lease))),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        self.held(id, worker, row).await
    }

    /// Takes a job back from a worker that stops, as if it had not been tried; `false` when it no longer has it.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn hand_back(&self, id: Uuid, worker: &str) -> Result<bool> {
        let row = job::ActiveModel {
            state: Set(JobState::Queued),
            lease_until: Set(None),
            leased_by: Set(None),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        let back = job::Entity::update_many()
            .set(row)
            .col_expr(job::Column::Tries, Expr::col(job::Column::Tries).sub(1))
            .filter(job::Column::Id.eq(id))
            .filter(job::Column::State.eq(JobState::Running))
            .filter(job::Column::LeasedBy.eq(worker))
            .exec(self.0.connection())
            .await?;
        Ok(back.rows_affected > 0)
    }

    /// How many jobs are queued, at work and parked, by kind.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn counts(&self) -> Result<Vec<JobCount>> {
        let counts = job::Entity::find()
            .filter(job::Column::State.is_in([JobState::Queued, JobState::Running, JobState::Parked]))
            .select_only()
            .column(job::Column::State)
            .column(job::Column::Kind)
            .column_as(job::Column::Id.count(), "count")
            .column_as(job::Column::RunAt.min(), "oldest")
            .group_by(job::Column::State)
            .group_by(job::Column::Kind)
            .into_model::<JobCount>()
            .all(self.0.connection())
            .await?;
        Ok(counts)
    }

    /// When the next job that `claim` could give comes due, or its lease ends; `None` when there is none.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn next_due(&self, claim: &Claim<'_>) -> Result<Option<DateTime<Utc>>> {
        let queued = self.earliest(claim, JobState::Queued, job::Column::RunAt).await?;
        let running = self
            .earliest(claim, JobState::Running, job::Column::LeaseUntil)
            .await?;
        Ok(queued.into_iter().chain(running).min())
    }

    /// Gives a sign of life for the jobs that only `process` can do.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn keep_held(&self, process: &str) -> Result<u64> {
        let kept = job::Entity::update_many()
            .col_expr(job::Column::UpdatedAt, Expr::value(self.0.now()))
            .filter(job::Column::HeldBy.eq(process))
            .filter(job::Column::State.is_in([JobState::Queued, JobState::Running]))
            .exec(self.0.connection())
            .await?;
        Ok(kept.rows_affected)
    }

    /// Jobs that only one process could have done, and that it has given no sign of life for since `before`.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn lost(&self, before: DateTime<Utc>) -> Result<Vec<Job>> {
        let lost = job::Entity::find()
            .filter(job::Column::HeldBy.is_not_null())
            .filter(job::Column::State.is_in([JobState::Queued, JobState::Running]))
            .filter(job::Column::UpdatedAt.lt(before))
            .all(self.0.connection())
            .await?;
        Ok(lost)
    }

    /// Forgets jobs that are done or void since before `before`.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn prune(&self, before: DateTime<Utc>) -> Result<u64> {
        let gone = job::Entity::delete_many()
            .filter(job::Column::State.is_in([JobState::Done, JobState::Void]))
            .filter(job::Column::UpdatedAt.lt(before))
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected)
    }

    /// The first job of `among` that nobody else is looking at.
    async fn first(&self, claim: &Claim<'_>, among: Condition) -> Result<Option<Uuid>> {
        let id = job::Entity::find()
            .filter(among)
            .filter(wanted(claim))
            .order_by_desc(job::Column::Stage)
            .order_by_asc(job::Column::RunAt)
            .select_only()
            .column(job::Column::Id)
            .limit(1)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_tuple::<Uuid>()
            .one(self.0.connection())
            .await?;
        Ok(id)
    }

    async fn lease(&self, claim: &Claim<'_>, id: Uuid) -> Result<Option<Job>> {
        let row = job::ActiveModel {
            state: Set(JobState::Running),
            lease_until: Set(Some(self.after(claim.lease))),
            leased_by: Set(Some(claim.worker.to_owned())),
            started_at: Set(Some(self.0.now())),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        let leased = job::Entity::update_many()
            .set(row)
            .col_expr(job::Column::Tries, Expr::col(job::Column::Tries).add(1))
            .filter(job::Column::Id.eq(id))
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(leased.into_iter().next())
    }

    async fn held(&self, id: Uuid, worker: &str, row: job::ActiveModel) -> Result<bool> {
        let held = job::Entity::update_many()
            .set(row)
            .filter(job::Column::Id.eq(id))
            .filter(job::Column::State.eq(JobState::Running))
            .filter(job::Column::LeasedBy.eq(worker))
            .exec(self.0.connection())
            .await?;
        Ok(held.rows_affected > 0)
    }

    async fn earliest(
        &self,
        claim: &Claim<'_>,
        state: JobState,
        time: job::Column,
    ) -> Result<Option<DateTime<Utc>>> {
        let earliest = job::Entity::find()
            .filter(job::Column::State.eq(state))
            .filter(wanted(claim))
            .select_only()
            .column_as(time.min(), "earliest")
            .into_tuple::<Option<DateTime<Utc>>>()
            .one(self.0.connection())
            .await?;
        Ok(earliest.flatten())
    }

    fn after(&self, lease: Duration) -> DateTime<Utc> {
        let lease = TimeDelta::milliseconds(i64::try_from(lease.as_millis()).unwrap_or(i64::MAX));
        self.0.now().checked_add_signed(lease).unwrap_or(self.0.now())
    }
}

/// Jobs that this worker can do.
fn wanted(claim: &Claim<'_>) -> Condition {
    let anyone = job::Column::HeldBy.is_null();
    let held = Condition::any().add(job::Column::HeldBy.eq(claim.process));
    Condition::all()
        .add(job::Column::Kind.is_in(claim.kinds.iter().copied()))
        .add(if claim.held_only { held } else { held.add(anyone) })
}
