//! Invitations into an org. Each is for one mail address and works once.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    OrgTx, Page, Result, UserId,
    records::{Invitation, Role, invitation},
};

/// Invitations into the org of a transaction.
pub struct Invitations<'a>(&'a OrgTx);

/// An invitation to make.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// To whom, lower case.
    pub email: String,
    /// As what.
    pub role: Role,
    /// SHA-256 of the token in the mail.
    pub token_hash: [u8; 32],
    /// By whom.
    pub invited_by: UserId,
    /// Until when it can be accepted.
    pub expires_at: DateTime<Utc>,
}

impl OrgTx {
    /// Invitations into the org.
    #[must_use]
    pub fn invitations(&self) -> Invitations<'_> {
        Invitations(self)
    }
}

impl Invitations<'_> {
    /// Invites somebody; an earlier invitation to the same address that was not accepted is void.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn create(&self, new: NewInvitation) -> Result<Invitation> {
        invitation::Entity::delete_many()
            .filter(invitation::Column::OrgId.eq(self.0.org()))
            .filter(invitation::Column::Email.eq(new.email.as_str()))
            .filter(invitation::Column::AcceptedAt.is_null())
            .exec(self.0.connection())
            .await?;
        let made = Invitation {
            id: self.0.new_id(),
            org_id: self.0.org(),
            email: new.email,
            role: new.role,
            token_hash: new.token_hash.to_vec(),
            invited_by: new.invited_by,
            created_at: self.0.now(),
            expires_at: new.expires_at,
            accepted_at: None,
        };
        invitation::Entity::insert(made.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(made)
    }

    /// Invitations, newest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn list(&self, page: Page) -> Result<Vec<Invitation>> {
        let all = invitation::Entity::find().filter(invitation::Column::OrgId.eq(self.0.org()));
        Ok(page
            .of(all, invitation::Column::Id)
            .all(self.0.connection())
            .await?)
    }

    /// How many can still be accepted.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn open(&self) -> Result<u64> {
        Ok(invitation::Entity::find()
            .filter(invitation::Column::OrgId.eq(self.0.org()))
            .filter(invitation::Column::AcceptedAt.is_null())
            .filter(invitation::Column::ExpiresAt.gt(self.0.now()))
            .count(self.0.connection())
            .await?)
    }

    /// Takes an invitation back that was not accepted.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn revoke(&self, id: Uuid) -> Result<bool> {
        let gone = invitation::Entity::delete_many()
            .filter(invitation::Column::OrgId.eq(self.0.org()))
            .filter(invitation::Column::Id.eq(id))
            .filter(invitation::Column::AcceptedAt.is_null())
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected > 0)
    }

    /// The invitation with this token, whether or not it can still be accepted.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn by_token(&self, token_hash: &[u8; 32]) -> Result<Option<Invitation>> {
        Ok(invitation::Entity::find()
            .filter(invitation::Column::OrgId.eq(self.0.org()))
            .filter(invitation::Column::TokenHash.eq(token_hash.to_vec()))
            .one(self.0.connection())
            .await?)
    }

    /// Uses an invitation up; `false` when it was used or is over.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn accept(&self, id: Uuid) -> Result<bool> {
        let used = invitation::Entity::update_many()
            .set(invitation::ActiveModel {
                accepted_at: Set(Some(self.0.now())),
                ..Default::default()
            })
            .filter(invitation::Column::OrgId.eq(self.0.org()))
            .filter(invitation::Column::Id.eq(id))
            .filter(invitation::Column::AcceptedAt.is_null())
            .filter(invitation::Column::ExpiresAt.gt(self.0.now()))
            .exec(self.0.connection())
            .await?;
        Ok(used.rows_affected > 0)
    }
}
