//! Devices that people are signed in on. Each has a family of refresh tokens, of which only the newest works.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Query,
};
use uuid::Uuid;

use super::TokenHash;
use crate::{
    Result, Tx, UserId,
    records::{RefreshToken, SignIn, refresh_token, sign_in},
};

/// How long an ended sign-in is remembered, so that a reused token of it is still known as one.
const REMEMBERED: TimeDelta = TimeDelta::days(7);

/// A sign-in to be made, with the first refresh token of its family.
#[derive(Clone, Debug)]
pub struct NewSignIn {
    /// Who.
    pub user: UserId,
    /// What the device calls itself.
    pub device: String,
    /// From which address.
    pub address: String,
    /// Whether the second factor was given.
    pub second_factor: bool,
    /// The first refresh token.
    pub refresh: TokenHash,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// What became of a refresh token that was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// The new one stands in its place.
    Rotated(SignIn),
    /// It had been used before: somebody has a copy. The whole family was ended; commit, or it was not.
    Reused(SignIn),
    /// There is no such token, it is too old, or its family was ended.
    Unknown,
}

/// Devices that people are signed in on.
pub struct SignIns<'a>(&'a Tx);

impl Tx {
    /// Devices that people are signed in on.
    #[must_use]
    pub fn sign_ins(&self) -> SignIns<'_> {
        SignIns(self)
    }
}

impl SignIns<'_> {
    /// Signs somebody in on a device.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn begin(&self, new: NewSignIn) -> Result<SignIn> {
        let row = SignIn {
            id: self.0.new_id(),
            user_id: new.user,
            device: new.device,
            address: new.address,
            second_factor_at: new.second_factor.then(|| self.0.now()),
            created_at: self.0.now(),
            last_used_at: self.0.now(),
            revoked_at: None,
        };
        sign_in::Entity::insert(row.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        self.give(row.id, &new.refresh, new.expires_at).await?;
        Ok(row)
    }

    /// Puts a new refresh token in the place of an old one.
    ///
    /// Of two that bring the same token at once, one gets the new token; the other counts as reuse, which ends the
    /// family for both. There is no grace: a thief's use and a twin's look the same.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn rotate(
        &self,
        old: &TokenHash,
        new: &TokenHash,
        expires_at: DateTime<Utc>,
    ) -> Result<Rotation> {
        let used = refresh_token::ActiveModel {
            used_at: Set(Some(self.0.now())),
            ..Default::default()
        };
        // The database lets one of several updates see the token unused.
        let taken = refresh_token::Entity::update_many()
            .set(used)
            .filter(refresh_token::Column::Hash.eq(old.to_vec()))
            .filter(refresh_token::Column::UsedAt.is_null())
            .filter(refresh_token::Column::ExpiresAt.gt(self.0.now()))
            .exec_with_returning(self.0.connection())
            .await?;
        let Some(token) = taken.into_iter().next() else {
            return self.refuse(old).await;
        };
        let row = sign_in::ActiveModel {
            last_used_at: Set(self.0.now()),
            ..Default::default()
        };
        let Some(sign_in) = self.update_live(token.sign_in_id, row).await? else {
            return Ok(Rotation::Unknown);
        };
        self.give(sign_in.id, new, expires_at).await?;
        Ok(Rotation::Rotated(sign_in))
    }

    /// A token that cannot be rotated: reused, or unknown.
    async fn refuse(&self, hash: &TokenHash) -> Result<Rotation> {
        let token = refresh_token::Entity::find_by_id(hash.to_vec())
            .one(self.0.connection())
            .await?;
        let Some(token) = token.filter(|token| token.used_at.is_some()) else {
            return Ok(Rotation::Unknown);
        };
        let row = sign_in::ActiveModel {
            revoked_at: Set(Some(self.0.now())),
            ..Default::default()
        };
        let ended = self.update_live(token.sign_in_id, row).await?;
        Ok(ended.map_or(Rotation::Unknown, Rotation::Reused))
    }

    async fn give(&self, sign_in: Uuid, hash: &TokenHash, expires_at: DateTime<Utc>) -> Result<()> {
        let row = RefreshToken {
            hash: hash.to_vec(),
            sign_in_id: sign_in,
            created_at: self.0.now(),
            expires_at,
            used_at: None,
        };
        refresh_token::Entity::insert(row.into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(())
    }

    /// The sign-in with this id, ended or not.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn by_id(&self, id: Uuid) -> Result<Option<SignIn>> {
        Ok(sign_in::Entity::find_by_id(id).one(self.0.connection()).await?)
    }

    /// The sign-in to whose family this refresh token belongs, used or not.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn by_refresh(&self, hash: &TokenHash) -> Result<Option<SignIn>> {
        let token = refresh_token::Entity::find_by_id(hash.to_vec())
            .one(self.0.connection())
            .await?;
        match token {
            Some(token) => self.by_id(token.sign_in_id).await,
            None => Ok(None),
        }
    }

    /// Where this person is signed in now, newest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn live(&self, user: UserId) -> Result<Vec<SignIn>> {
        let usable = Query::select()
            .column(refresh_token::Column::SignInId)
            .from(refresh_token::Entity)
            .and_where(refresh_token::Column::UsedAt.is_null())
            .and_where(refresh_token::Column::ExpiresAt.gt(self.0.now()))
            .take();
        Ok(sign_in::Entity::find()
            .filter(sign_in::Column::UserId.eq(user))
            .filter(sign_in::Column::RevokedAt.is_null())
            .filter(sign_in::Column::Id.in_subquery(usable))
            .order_by_desc(sign_in::Column::Id)
            .all(self.0.connection())
            .await?)
    }

    /// The second factor was given on it now; `false` when it was ended.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn raise(&self, id: Uuid) -> Result<bool> {
        let row = sign_in::ActiveModel {
            second_factor_at: Set(Some(self.0.now())),
            ..Default::default()
        };
        Ok(self.update_live(id, row).await?.is_some())
    }

    /// The second factor that was given on all sign-ins of this person no longer counts.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn lower_all(&self, user: UserId) -> Result<()> {
        let row = sign_in::ActiveModel {
            second_factor_at: Set(None),
            ..Default::default()
        };
        sign_in::Entity::update_many()
            .set(row)
            .filter(sign_in::Column::UserId.eq(user))
            .exec(self.0.connection())
            .await?;
        Ok(())
    }

    /// Ends one sign-in of this person; `false` when they have no such sign-in, or it was ended.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn end(&self, user: UserId, id: Uuid) -> Result<bool> {
        let row = sign_in::ActiveModel {
            revoked_at: Set(Some(self.0.now())),
            ..Default::default()
        };
        let ended = sign_in::Entity::update_many()
            .set(row)
            .filter(sign_in::Column::Id.eq(id))
            .filter(sign_in::Column::UserId.eq(user))
            .filter(sign_in::Column::RevokedAt.is_null())
            .exec(self.0.connection())
            .await?;
        Ok(ended.rows_affected > 0)
    }

    /// Ends all sign-ins of this person but one; says how many.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn end_all(&self, user: UserId, except: Option<Uuid>) -> Result<u64> {
        let row = sign_in::ActiveModel {
            revoked_at: Set(Some(self.0.now())),
            ..Default::default()
        };
        let mut update = sign_in::Entity::update_many()
            .set(row)
            .filter(sign_in::Column::UserId.eq(user))
            .filter(sign_in::Column::RevokedAt.is_null());
        if let Some(kept) = except {
            update = update.filter(sign_in::Column::Id.ne(kept));
        }
        Ok(update.exec(self.0.connection()).await?.rows_affected)
    }

    /// Forgets used tokens that are too old to matter, and families that nobody can use any more; says how many
    /// families.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn sweep(&self) -> Result<u64> {
        let long_ago = self.0.now() - REMEMBERED;
        refresh_token::Entity::delete_many()
            .filter(refresh_token::Column::ExpiresAt.lt(self.0.now()))
            .exec(self.0.connection())
            .await?;
        let with_token = Query::select()
            .column(refresh_token::Column::SignInId)
            .from(refresh_token::Entity)
            .take();
        let forgotten = sign_in::Entity::delete_many()
            .filter(
                sign_in::Column::RevokedAt
                    .lt(long_ago)
                    .or(sign_in::Column::Id.not_in_subquery(with_token)),
            )
            .exec(self.0.connection())
            .await?;
        Ok(forgotten.rows_affected)
    }

    async fn update_live(&self, id: Uuid, row: sign_in::ActiveModel) -> Result<Option<SignIn>> {
        let updated = sign_in::Entity::update_many()
            .set(row)
            .filter(sign_in::Column::Id.eq(id))
            .filter(sign_in::Column::RevokedAt.is_null())
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(updated.into_iter().next())
    }
}
