//! Erasing: a session, or everything that an org has of a person. Audit events stay, with the id of who acted and
//! nothing else of them.

use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, LockType, SelectStatement},
};
use uuid::Uuid;

use crate::{
    OrgTx, Result, SessionId, UserId,
    records::{
        attempt, audit, consent, invitation, job, media, membership, project, report, session, upload,
    },
};

/// Erases from the org of a transaction.
pub struct Erasure<'a>(&'a OrgTx);

/// What is kept of somebody outside the database, and has to be erased with their rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutsideRows {
    /// Keys of recordings, reports and attempts.
    pub blobs: Vec<String>,
    /// Uploads, of which the pieces that came in are kept.
    pub uploads: Vec<Uuid>,
    /// Sessions and attempts, whose sound may be in memory.
    pub subjects: Vec<Uuid>,
}

/// How much was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Sessions, with everything that was found in them.
    pub sessions: u64,
    /// Sentences read aloud.
    pub attempts: u64,
    /// Projects.
    pub projects: u64,
    /// Whether they were in the org.
    pub member: bool,
}

impl Erased {
    /// Whether there was nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl OrgTx {
    /// Erases from the org.
    #[must_use]
    pub fn erasure(&self) -> Erasure<'_> {
        Erasure(self)
    }
}

impl Erasure<'_> {
    /// What a session keeps outside the database.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn outside_of_session(&self, session: SessionId) -> Result<OutsideRows> {
        let mut found = self.outside_of(one(session)).await?;
        found.subjects.push(session.0);
        Ok(found)
    }

    /// What somebody who practised here keeps outside the database.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn outside_of_practice(&self, user: UserId) -> Result<OutsideRows> {
        let mut found = self.outside_of(self.sessions_of(user)).await?;
        let attempts: Vec<(Uuid, Option<String>)> = attempt::Entity::find()
            .select_only()
            .columns([attempt::Column::Id, attempt::Column::Blob])
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::UserId.eq(user))
            .into_tuple()
            .all(self.0.connection())
            .await?;
        for (id, blob) in attempts {
            found.subjects.push(id);
            found.blobs.extend(blob);
        }
        Ok(found)
    }

    /// What somebody keeps outside the database: what they practised, and what they asked for or sent in others' sessions.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn outside_of_person(&self, user: UserId) -> Result<OutsideRows> {
        let mut found = self.outside_of_practice(user).await?;
        let asked_for = report::Column::RequestedBy.eq(user);
        found.blobs.extend(self.reports(asked_for).await?);
        found
            .uploads
            .extend(self.uploads(upload::Column::UserId.eq(user)).await?);
        Ok(found)
    }

    /// Removes a session, everything that was found in it, and its jobs.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn session(&self, session: SessionId) -> Result<bool> {
        Ok(self.remove_sessions(one(session)).await? > 0)
    }

    /// Removes an attempt and its jobs. Its recording is the caller's to remove.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn attempt(&self, attempt: Uuid) -> Result<bool> {
        Ok(self.remove_attempts(attempt::Column::Id.eq(attempt)).await? > 0)
    }

    /// Removes what somebody has practised here, and leaves them in the org.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn practice(&self, user: UserId) -> Result<Erased> {
        let sessions = self.remove_sessions(self.sessions_of(user)).await?;
        let attempts = self.remove_attempts(attempt::Column::UserId.eq(user)).await?;
        let own = project::Entity::find()
            .select_only()
            .column(project::Column::Id)
            .filter(project::Column::OrgId.eq(self.0.org()))
            .filter(project::Column::OwnerId.eq(user))
            .into_query();
        session::Entity::update_many()
            .col_expr(session::Column::ProjectId, Expr::value(None::<Uuid>))
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::ProjectId.in_subquery(own))
            .exec(self.0.connection())
            .await?;
        let projects = project::Entity::delete_many()
            .filter(project::Column::OrgId.eq(self.0.org()))
            .filter(project::Column::OwnerId.eq(user))
            .exec(self.0.connection())
            .await?;
        Ok(Erased {
            sessions,
            attempts,
            projects: projects.rows_affected,
            member: false,
        })
    }

    /// Removes everything that the org has of somebody: what they practised, what they agreed to, what they asked for
    /// or sent in others' sessions, the invitations to them and by them, and their place in it. In audit events their
    /// id stays, and nothing else: addresses that they acted from go.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn person(&self, user: UserId, email: &str) -> Result<Erased> {
        let practice = self.practice(user).await?;
        let (org, connection) = (self.0.org(), self.0.connection());
        report::Entity::delete_many()
            .filter(report::Column::OrgId.eq(org))
            .filter(report::Column::RequestedBy.eq(user))
            .exec(connection)
            .await?;
        upload::Entity::delete_many()
            .filter(upload::Column::OrgId.eq(org))
            .filter(upload::Column::UserId.eq(user))
            .exec(connection)
            .await?;
        consent::Entity::delete_many()
            .filter(consent::Column::OrgId.eq(org))
            .filter(consent::Column::UserId.eq(user))
            .exec(connection)
            .await?;
        let theirs = invitation::Column::Email
            .eq(email)
            .or(invitation::Column::InvitedBy.eq(user));
        invitation::Entity::delete_many()
            .filter(invitation::Column::OrgId.eq(org))
            .filter(theirs)
            .exec(connection)
            .await?;
        audit::Entity::update_many()
            .col_expr(audit::Column::Address, Expr::value(""))
            .filter(audit::Column::OrgId.eq(org))
            .filter(audit::Column::ActorId.eq(user))
            .exec(connection)
            .await?;
        let member = membership::Entity::find_by_id((org, user))
            .one(connection)
            .await?
            .is_some();
        self.0.memberships().forget(user).await?;
        Ok(Erased { member, ..practice })
    }

    fn sessions_of(&self, user: UserId) -> SelectStatement {
        session::Entity::find()
            .select_only()
            .column(session::Column::Id)
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::OwnerId.eq(user))
            .into_query()
    }

    async fn outside_of(&self, sessions: SelectStatement) -> Result<OutsideRows> {
        let recordings: Vec<(Uuid, Option<String>)> = media::Entity::find()
            .select_only()
            .columns([media::Column::SessionId, media::Column::Blob])
            .filter(media::Column::OrgId.eq(self.0.org()))
            .filter(media::Column::SessionId.in_subquery(sessions.clone()))
            .into_tuple()
            .all(self.0.connection())
            .await?;
        let mut found = OutsideRows {
            blobs: self
                .reports(report::Column::SessionId.in_subquery(sessions.clone()))
                .await?,
            uploads: self
                .uploads(upload::Column::SessionId.in_subquery(sessions))
                .await?,
            subjects: Vec::new(),
        };
        for (session, blob) in recordings {
            found.subjects.push(session);
            found.blobs.extend(blob);
        }
        Ok(found)
    }

    async fn reports(&self, which: Expr) -> Result<Vec<String>> {
        Ok(report::Entity::find()
            .select_only()
            .column(report::Column::Blob)
            .filter(report::Column::OrgId.eq(self.0.org()))
            .filter(report::Column::Blob.is_not_null())
            .filter(which)
            .into_tuple()
            .all(self.0.connection())
            .await?)
    }

    async fn uploads(&self, which: Expr) -> Result<Vec<Uuid>> {
        Ok(upload::Entity::find()
            .select_only()
            .column(upload::Column::Id)
            .filter(upload::Column::OrgId.eq(self.0.org()))
            .filter(which)
            .into_tuple()
            .all(self.0.connection())
            .await?)
    }

    async fn remove_sessions(&self, sessions: SelectStatement) -> Result<u64> {
        self.lock(sessions.clone()).await?;
        let reports = report::Entity::find()
            .select_only()
            .column(report::Column::Id)
            .filter(report::Column::OrgId.eq(self.0.org()))
            .filter(report::Column::SessionId.in_subquery(sessions.clone()))
            .into_query();
        self.remove_jobs(reports).await?;
        self.remove_jobs(sessions.clone()).await?;
        let gone = session::Entity::delete_many()
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::Id.in_subquery(sessions))
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected)
    }

    /// Locks sessions before anything of theirs, as a worker does that writes down what it found: in any other order
    /// the two could wait for each other.
    async fn lock(&self, sessions: SelectStatement) -> Result<()> {
        session::Entity::find()
            .select_only()
            .column(session::Column::Id)
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::Id.in_subquery(sessions))
            .order_by_asc(session::Column::Id)
            .lock(LockType::Update)
            .into_tuple::<Uuid>()
            .all(self.0.connection())
            .await?;
        Ok(())
    }

    /// As [`Self::remove_sessions`]: attempts are locked before their jobs.
    async fn remove_attempts(&self, which: Expr) -> Result<u64> {
        let attempts = attempt::Entity::find()
            .select_only()
            .column(attempt::Column::Id)
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(which.clone());
        attempts
            .clone()
            .order_by_asc(attempt::Column::Id)
            .lock(LockType::Update)
            .into_tuple::<Uuid>()
            .all(self.0.connection())
            .await?;
        self.remove_jobs(attempts.into_query()).await?;
        let gone = attempt::Entity::delete_many()
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(which)
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected)
    }

    async fn remove_jobs(&self, subjects: SelectStatement) -> Result<()> {
        job::Entity::delete_many()
            .filter(job::Column::OrgId.eq(self.0.org()))
            .filter(job::Column::SubjectId.in_subquery(subjects))
            .exec(self.0.connection())
            .await?;
        Ok(())
    }
}

fn one(session: SessionId) -> SelectStatement {
    SelectStatement::new().expr(Expr::value(session)).take()
}
