//! Codes that stand in for the second factor, each once.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};

use super::TokenHash;
use crate::{
    Result, Tx, UserId,
    records::{RecoveryCode, recovery_code},
};

/// Codes that stand in for the second factor, each once.
pub struct RecoveryCodes<'a>(&'a Tx);

impl Tx {
    /// Codes that stand in for the second factor.
    #[must_use]
    pub fn recovery_codes(&self) -> RecoveryCodes<'_> {
        RecoveryCodes(self)
    }
}

impl RecoveryCodes<'_> {
    /// Forgets the codes of this person and keeps these instead.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn replace(&self, user: UserId, codes: &[TokenHash]) -> Result<()> {
        recovery_code::Entity::delete_many()
            .filter(recovery_code::Column::UserId.eq(user))
            .exec(self.0.connection())
            .await?;
        let rows: Vec<_> = codes
            .iter()
            .map(|hash| {
                RecoveryCode {
                    id: self.0.new_id(),
                    user_id: user,
                    hash: hash.to_vec(),
                    used_at: None,
                }
                .into_active_model()
            })
            .collect();
        if !rows.is_empty() {
            recovery_code::Entity::insert_many(rows)
                .exec_without_returning(self.0.connection())
                .await?;
        }
        Ok(())
    }

    /// Uses a code up; `false` when this person has no such code left.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn consume(&self, user: UserId, code: &TokenHash) -> Result<bool> {
        let row = recovery_code::ActiveModel {
            used_at: Set(Some(self.0.now())),
            ..Default::default()
        };
        let used = recovery_code::Entity::update_many()
            .set(row)
            .filter(recovery_code::Column::UserId.eq(user))
            .filter(recovery_code::Column::Hash.eq(code.to_vec()))
            .filter(recovery_code::Column::UsedAt.is_null())
            .exec(self.0.connection())
            .await?;
        Ok(used.rows_affected > 0)
    }

    /// How many this person has left.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn left(&self, user: UserId) -> Result<u64> {
        Ok(recovery_code::Entity::find()
            .filter(recovery_code::Column::UserId.eq(user))
            .filter(recovery_code::Column::UsedAt.is_null())
            .count(self.0.connection())
            .await?)
    }
}
