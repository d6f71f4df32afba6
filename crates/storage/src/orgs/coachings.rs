//! Who coaches whom: a coach sees the sessions of their learners, and of nobody else.

use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect,
};

use crate::{
    OrgTx, Result, UserId,
    records::{Coaching, coaching},
};

/// Who coaches whom in the org of a transaction.
pub struct Coachings<'a>(&'a OrgTx);

impl OrgTx {
    /// Who coaches whom in the org.
    #[must_use]
    pub fn coachings(&self) -> Coachings<'_> {
        Coachings(self)
    }
}

impl Coachings<'_> {
    /// Lets a coach see a learner's sessions. Whether the two are in the org, and the coach is one, is the caller's to
    /// see to.
    ///
    /// # Errors
    /// [`crate::Error::Taken`] when they do already, [`crate::Error::Database`].
    pub async fn add(&self, coach: UserId, learner: UserId) -> Result<Coaching> {
        let made = Coaching {
            org_id: self.0.org(),
            coach_id: coach,
            learner_id: learner,
            created_at: self.0.now(),
        };
        coaching::Entity::insert(made.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await
            .map_err(crate::Error::taken("coaching"))?;
        Ok(made)
    }

    /// Ends that.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn remove(&self, coach: UserId, learner: UserId) -> Result<bool> {
        let gone = coaching::Entity::delete_by_id((self.0.org(), coach, learner))
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected > 0)
    }

    /// Who coaches whom.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn list(&self, limit: u64) -> Result<Vec<Coaching>> {
        Ok(coaching::Entity::find()
            .filter(coaching::Column::OrgId.eq(self.0.org()))
            .limit(limit)
            .all(self.0.connection())
            .await?)
    }

    /// Whom somebody coaches, and who coaches them.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn with(&self, user: UserId, limit: u64) -> Result<Vec<Coaching>> {
        let one_of_them = coaching::Column::CoachId
            .eq(user)
            .or(coaching::Column::LearnerId.eq(user));
        Ok(coaching::Entity::find()
            .filter(coaching::Column::OrgId.eq(self.0.org()))
            .filter(one_of_them)
            .limit(limit)
            .all(self.0.connection())
            .await?)
    }

    /// How many pairs there are.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn count(&self) -> Result<u64> {
        Ok(coaching::Entity::find()
            .filter(coaching::Column::OrgId.eq(self.0.org()))
            .count(self.0.connection())
            .await?)
    }

    /// Who coaches a learner.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn coaches_of(&self, learner: UserId) -> Result<Vec<UserId>> {
        Ok(coaching::Entity::find()
            .select_only()
            .column(coaching::Column::CoachId)
            .filter(coaching::Column::OrgId.eq(self.0.org()))
            .filter(coaching::Column::LearnerId.eq(learner))
            .into_tuple()
            .all(self.0.connection())
            .await?)
    }

    /// Whom a coach coaches.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn learners_of(&self, coach: UserId) -> Result<Vec<UserId>> {
        Ok(coaching::Entity::find()
            .select_only()
            .column(coaching::Column::LearnerId)
            .filter(coaching::Column::OrgId.eq(self.0.org()))
            .filter(coaching::Column::CoachId.eq(coach))
            .into_tuple()
            .all(self.0.connection())
            .await?)
    }
}
