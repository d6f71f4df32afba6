//! Erasing: a session, or everything that an org has of a person. Audit events stay, with the id of who acted and
//! nothing else of them.

use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, SelectStatement},
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
    /// Recordings that may be in memory.
    pub media: Vec<Uuid>,
    /// Attempts whose recording may be in memory.
    pub attempts: Vec<Uuid>,
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
        let one = SelectStatement::new().expr(Expr::value(session)).to_owned();
        self.outside(one, None).await
    }

    /// What somebody keeps outside the database.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn outside_of_person(&self, user: UserId) -> Result<OutsideRows> {
        self.outside(self.sessions_of(user), Some(user)).await
    }

    /// Removes a session, everything that was found in it, and its jobs.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn session(&self, session: SessionId) -> Result<bool> {
        let one = SelectStatement::new().expr(Expr::value(session)).to_owned();
        Ok(self.remove_sessions(one).await? > 0)
    }

    /// Removes what somebody has practised here, and leaves them in the org.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn practice(&self, user: UserId) -> Result<Erased> {
        let sessions = self.remove_sessions(self.sessions_of(user)).await?;
        let attempts = attempt::Entity::find()
            .select_only()
            .column(attempt::Column::Id)
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::UserId.eq(user))
            .into_query();
        self.remove_jobs(attempts).await?;
        let attempts = attempt::Entity::delete_many()
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::UserId.eq(user))
            .exec(self.0.connection())
            .await?;
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
            attempts: attempts.rows_affected,
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

    async fn outside(&self, sessions: SelectStatement, user: Option<UserId>) -> Result<OutsideRows> {
        let (org, connection) = (self.0.org(), self.0.connection());
        let mut found = OutsideRows::default();
        let recordings: Vec<(Uuid, Option<String>)> = media::Entity::find()
            .select_only()
            .columns([media::Column::Id, media::Column::Blob])
            .filter(media::Column::OrgId.eq(org))
            .filter(media::Column::SessionId.in_subquery(sessions.clone()))
            .into_tuple()
            .all(connection)
            .await?;
        let mut asked_for = report::Column::SessionId.in_subquery(sessions.clone());
        let mut sent = upload::Column::SessionId.in_subquery(sessions);
        if let Some(user) = user {
            asked_for = asked_for.or(report::Column::RequestedBy.eq(user));
            sent = sent.or(upload::Column::UserId.eq(user));
        }
        let reports: Vec<Option<String>> = report::Entity::find()
            .select_only()
            .column(report::Column::Blob)
            .filter(report::Column::OrgId.eq(org))
            .filter(asked_for)
            .into_tuple()
            .all(connection)
            .await?;
        found.uploads = upload::Entity::find()
            .select_only()
            .column(upload::Column::Id)
            .filter(upload::Column::OrgId.eq(org))
            .filter(sent)
            .into_tuple()
            .all(connection)
            .await?;
        found.blobs.extend(reports.into_iter().flatten());
        for (id, blob) in recordings {
            found.media.push(id);
            found.blobs.extend(blob);
        }
        if let Some(user) = user {
            let attempts: Vec<(Uuid, Option<String>)> = attempt::Entity::find()
                .select_only()
                .columns([attempt::Column::Id, attempt::Column::Blob])
                .filter(attempt::Column::OrgId.eq(org))
                .filter(attempt::Column::UserId.eq(user))
                .into_tuple()
                .all(connection)
                .await?;
            for (id, blob) in attempts {
                found.attempts.push(id);
                found.blobs.extend(blob);
            }
        }
        Ok(found)
    }

    async fn remove_sessions(&self, sessions: SelectStatement) -> Result<u64> {
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

    async fn remove_jobs(&self, subjects: SelectStatement) -> Result<()> {
        job::Entity::delete_many()
            .filter(job::Column::OrgId.eq(self.0.org()))
            .filter(job::Column::SubjectId.in_subquery(subjects))
            .exec(self.0.connection())
            .await?;
        Ok(())
    }
}
