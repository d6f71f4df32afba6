//! A look at the database that changes nothing, for whoever finds out what is wrong.

use sea_orm_migration::MigratorTrait;

use crate::{
    DatabaseSettings, Result, Store,
    migrations::Migrator,
    store::{postgres, sqlite},
};

impl Store {
    /// How many changes of the tables are still to be made: opening the store makes them. 0 when it is up to date.
    ///
    /// # Errors
    /// [`crate::Error::Settings`] when the address cannot be one, [`crate::Error::Database`] when it does not answer.
    pub async fn pending(settings: &DatabaseSettings) -> Result<usize> {
        let connection = match settings {
            DatabaseSettings::Sqlite(file) => sqlite(file, 1).await?,
            DatabaseSettings::Postgres { url, .. } => postgres(url, 1, None).await?,
        };
        let pending = Migrator::get_pending_migrations_read_only(&connection)
            .await?
            .len();
        connection.close().await?;
        Ok(pending)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::ManualClock;

    use crate::{DatabaseSettings, Store};

    #[tokio::test]
    async fn looking_changes_nothing_and_opening_brings_the_tables_up_to_date() {
        let folder = tempfile::tempdir().unwrap();
        let settings = DatabaseSettings::Sqlite(folder.path().join("viva.db"));
        let pending = Store::pending(&settings).await.unwrap();
        assert!(pending > 0);
        assert_eq!(Store::pending(&settings).await.unwrap(), pending);
        let store = Store::open(&settings, Arc::new(ManualClock::default()))
            .await
            .unwrap();
        assert_eq!(Store::pending(&settings).await.unwrap(), 0);
        store.close().await.unwrap();
    }
}
