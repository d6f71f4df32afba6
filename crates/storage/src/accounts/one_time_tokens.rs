//! Tokens that work once.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, prelude::Json};

use super::TokenHash;
use crate::{
    Result, Tx, UserId,
    records::{OneTimeToken, Purpose, one_time_token},
};

/// A token to be kept.
#[derive(Clone, Debug)]
pub struct NewOneTimeToken {
    /// SHA-256 of the token.
    pub hash: TokenHash,
    /// What it is for.
    pub purpose: Purpose,
    /// For whom; `None` for whoever has it.
    pub user: Option<UserId>,
    /// What else it carries.
    pub detail: Json,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// Tokens that work once.
pub struct OneTimeTokens<'a>(&'a Tx);

impl Tx {
    /// Tokens that work once.
    #[must_use]
    pub fn one_time_tokens(&self) -> OneTimeTokens<'_> {
        OneTimeTokens(self)
    }
}

impl OneTimeTokens<'_> {
    /// Keeps a token.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn add(&self, new: NewOneTimeToken) -> Result<()> {
        let row = OneTimeToken {
            hash: new.hash.to_vec(),
            purpose: new.purpose,
            user_id: new.user,
            detail: new.detail,
            created_at: self.0.now(),
            expires_at: new.expires_at,
        };
        one_time_token::Entity::insert(row.into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(())
    }

    /// Uses a token up, if it is one for this and not too old. Of several that bring it at once, one gets it.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn consume(&self, purpose: Purpose, hash: &TokenHash) -> Result<Option<OneTimeToken>> {
        let gone = one_time_token::Entity::delete_many()
            .filter(one_time_token::Column::Hash.eq(hash.to_vec()))
            .filter(one_time_token::Column::Purpose.eq(purpose))
            .filter(one_time_token::Column::ExpiresAt.gt(self.0.now()))
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(gone.into_iter().next())
    }

    /// Forgets all tokens for this that this person has; those for nobody with `None`. Says how many.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn forget(&self, purpose: Purpose, user: Option<UserId>) -> Result<u64> {
        let whose = match user {
            Some(user) => one_time_token::Column::UserId.eq(user),
            None => one_time_token::Column::UserId.is_null(),
        };
        let gone = one_time_token::Entity::delete_many()
            .filter(one_time_token::Column::Purpose.eq(purpose))
            .filter(whose)
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected)
    }

    /// Forgets tokens that are too old to work; says how many.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn sweep(&self) -> Result<u64> {
        let gone = one_time_token::Entity::delete_many()
            .filter(one_time_token::Column::ExpiresAt.lte(self.0.now()))
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected)
    }
}
