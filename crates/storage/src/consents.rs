//! Consents: what people agreed to before they were recorded.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::{
    OrgTx, Result, SessionId, UserId,
    records::{Consent, consent},
};

/// The consents of one org.
pub struct Consents<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's consents.
    #[must_use]
    pub fn consents(&self) -> Consents<'_> {
        Consents(self)
    }
}

impl Consents<'_> {
    /// Keeps that a person agreed to `text`, word by word, for a session.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn give(&self, user: UserId, session: SessionId, text: &str) -> Result<Consent> {
        let consent = Consent {
            id: self.0.new_id(),
            org_id: self.0.org(),
            user_id: user,
            session_id: session,
            text: text.to_owned(),
            given_at: self.0.now(),
            withdrawn_at: None,
        };
        consent::Entity::insert(consent.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(consent)
    }

    /// What a person agreed to for a session and has not taken back, the newest of it.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn standing(&self, session: SessionId) -> Result<Option<Consent>> {
        let all = self.of_session(session).await?;
        Ok(all.into_iter().rfind(|consent| consent.withdrawn_at.is_none()))
    }

    /// Writes down that what was agreed to for a session is taken back; `false` when there is nothing to take back.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn withdraw(&self, session: SessionId) -> Result<bool> {
        let row = consent::ActiveModel {
            withdrawn_at: Set(Some(self.0.now())),
            ..Default::default()
        };
        let withdrawn = consent::Entity::update_many()
            .set(row)
            .filter(consent::Column::OrgId.eq(self.0.org()))
            .filter(consent::Column::SessionId.eq(session))
            .filter(consent::Column::WithdrawnAt.is_null())
            .exec(self.0.connection())
            .await?;
        Ok(withdrawn.rows_affected > 0)
    }

    /// Those for a session, oldest first, those that were taken back among them.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn of_session(&self, session: SessionId) -> Result<Vec<Consent>> {
        let found = consent::Entity::find()
            .filter(consent::Column::OrgId.eq(self.0.org()))
            .filter(consent::Column::SessionId.eq(session))
            .order_by_asc(consent::Column::Id)
            .all(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Those of a person, oldest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn of_user(&self, user: UserId) -> Result<Vec<Consent>> {
        let found = consent::Entity::find()
            .filter(consent::Column::OrgId.eq(self.0.org()))
            .filter(consent::Column::UserId.eq(user))
            .order_by_asc(consent::Column::Id)
            .all(self.0.connection())
            .await?;
        Ok(found)
    }
}
