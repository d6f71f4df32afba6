//! PostgreSQL with TimescaleDB only: `metrics` becomes a hypertable. Elsewhere the plain table serves.

use sea_orm_migration::{
    async_trait,
    prelude::{ConnectionTrait, DbErr, MigrationName, MigrationTrait, SchemaManager},
    sea_orm::{DbBackend, Statement},
};

/// Hypertable, where there can be one.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_timescale"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let database = manager.get_connection();
        let installed = "SELECT 1 FROM pg_extension WHERE extname = 'timescaledb'";
        let found = database
            .query_one_raw(Statement::from_string(DbBackend::Postgres, installed))
            .await?;
        if found.is_none() {
            return Ok(());
        }
        database.execute_unprepared(HYPERTABLE).await?;
        Ok(())
    }
}

/// Chunks of a week. TimescaleDB refuses compression and continuous aggregates on tables with row-level security, and
/// row-level security stays: aggregates by the minute are a table of our own (docs/decisions/0030-storage.md).
const HYPERTABLE: &str = "SELECT create_hypertable('metrics', 'at', chunk_time_interval => INTERVAL '7 days', migrate_data => true)";
