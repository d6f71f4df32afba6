//! Consents: what people agreed to before they were recorded.

use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

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
        };
        consent::Entity::insert(consent.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(consent)
    }

    /// Those for a session, oldest first.
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
