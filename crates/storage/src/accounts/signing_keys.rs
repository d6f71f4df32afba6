//! Key pairs that sign access tokens.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::{
    Result, Tx,
    records::{SigningKey, signing_key},
};

/// Key pairs that sign access tokens.
pub struct SigningKeys<'a>(&'a Tx);

impl Tx {
    /// Key pairs that sign access tokens.
    #[must_use]
    pub fn signing_keys(&self) -> SigningKeys<'_> {
        SigningKeys(self)
    }
}

impl SigningKeys<'_> {
    /// Until the end of this transaction, nobody else makes keys: of several processes that start at once, one makes
    /// them and the others find them. On SQLite a writing transaction holds everybody else off anyway.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn lock(&self) -> Result<()> {
        let connection = self.0.connection();
        if connection.get_database_backend() == DbBackend::Postgres {
            connection
                .execute_unprepared("SELECT pg_advisory_xact_lock(hashtext('vivavoce.signing_keys'))")
                .await?;
        }
        Ok(())
    }

    /// Those that still verify, and those that will sign later; oldest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn live(&self) -> Result<Vec<SigningKey>> {
        Ok(signing_key::Entity::find()
            .filter(signing_key::Column::ExpiresAt.gt(self.0.now()))
            .order_by_asc(signing_key::Column::CreatedAt)
            .order_by_asc(signing_key::Column::Kid)
            .all(self.0.connection())
            .await?)
    }

    /// Keeps a new one.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn add(&self, key: SigningKey) -> Result<()> {
        signing_key::Entity::insert(key.into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(())
    }

    /// Forgets those that no longer verify; says how many.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn sweep(&self) -> Result<u64> {
        let gone = signing_key::Entity::delete_many()
            .filter(signing_key::Column::ExpiresAt.lte(self.0.now()))
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected)
    }
}
