//! The database: SQLite in a folder, or PostgreSQL.

use std::{path::PathBuf, sync::Arc, time::Duration};

use domain::Clock;
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;

use crate::{
    AccountTx, Error, OrgId, OrgTx, Result, Signals, SystemTx, UserId,
    migrations::{Migrator, ROLE},
    tx::{Scope, Tx},
};

/// Readers of one SQLite file at a time. Writers are one: SQLite has one lock for all.
const SQLITE_READERS: u32 = 8;

/// How long a query waits for a connection, or for another process's lock, before it is told that there is none.
const PATIENCE: Duration = Duration::from_secs(10);

/// Ends with the connection; the number only has to be ours.
const MIGRATING: &str = "SELECT pg_advisory_lock(7266201104)";

/// Where the records are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseSettings {
    /// One file; its folder must be there.
    Sqlite(PathBuf),
    /// A server.
    Postgres {
        /// `postgres://user:password@host/database`; the user owns the tables and may create a role.
        url: String,
        /// Connections at most.
        connections: u32,
    },
}

/// The database, open. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    clock: Arc<dyn Clock>,
    signals: Signals,
}

impl Store {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// [`Error::Settings`] when the address cannot be one, [`Error::Database`] when it cannot be reached or changed.
    pub async fn open(settings: &DatabaseSettings, clock: Arc<dyn Clock>) -> Result<Self> {
        let (writer, reader) = match settings {
            DatabaseSettings::Sqlite(file) => {
                let writer = sqlite(file, 1).await?;
                Migrator::up(&writer, None).await?;
                (writer, sqlite(file, SQLITE_READERS).await?)
            }
            DatabaseSettings::Postgres { url, connections } => {
                let owner = postgres(url, 1, None).await?;
                // Processes that start at once change the tables one after the other.
                owner.execute_unprepared(MIGRATING).await?;
                Migrator::up(&owner, None).await?;
                owner.close().await?;
                let pool = postgres(url, *connections, Some(ROLE)).await?;
                (pool.clone(), pool)
            }
        };
        Ok(Self {
            writer,
            reader,
            clock,
            signals: Signals::default(),
        })
    }

    /// Reads the data of one org.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn read(&self, org: OrgId) -> Result<OrgTx> {
        Ok(OrgTx::new(self.begin(Access::Read, Scope::org(org)).await?, org))
    }

    /// Reads and changes the data of one org. Nothing is changed before the commit.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn write(&self, org: OrgId) -> Result<OrgTx> {
        Ok(OrgTx::new(self.begin(Access::Write, Scope::org(org)).await?, org))
    }

    /// Reads and changes accounts; with `user`, sees the orgs that they belong to as well.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn accounts(&self, user: Option<UserId>) -> Result<AccountTx> {
        Ok(AccountTx::new(
            self.begin(Access::Write, Scope::user(user)).await?,
        ))
    }

    /// Reads accounts; with `user`, sees the orgs that they belong to as well.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn read_accounts(&self, user: Option<UserId>) -> Result<AccountTx> {
        Ok(AccountTx::new(self.begin(Access::Read, Scope::user(user)).await?))
    }

    /// For workers and housekeeping: sees the jobs and the list of all orgs, and nothing else of them.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn system(&self) -> Result<SystemTx> {
        Ok(SystemTx::new(self.begin(Access::Write, Scope::system()).await?))
    }

    /// As [`Store::system`], without changing anything.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn read_system(&self) -> Result<SystemTx> {
        Ok(SystemTx::new(self.begin(Access::Read, Scope::system()).await?))
    }

    /// What commits of this process tell.
    #[must_use]
    pub fn signals(&self) -> &Signals {
        &self.signals
    }

    /// The clock that everything kept here goes by.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Error::Database`] when it does not.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.reader.ping().await?)
    }

    /// `SQLite` or `PostgreSQL`, for people.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        match self.writer.get_database_backend() {
            DbBackend::Postgres => "PostgreSQL",
            _ => "SQLite",
        }
    }

    /// Every connection that writes; for tests that look behind the repositories.
    #[cfg(feature = "testing")]
    pub(crate) fn connection(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Closes every connection, after what runs.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn close(self) -> Result<()> {
        self.reader.close().await?;
        Ok(self.writer.close().await?)
    }

    async fn begin(&self, access: Access, scope: Scope) -> Result<Tx> {
        let connection = match access {
            Access::Read => &self.reader,
            Access::Write => &self.writer,
        };
        let postgres = connection.get_database_backend() == DbBackend::Postgres;
        let options = TransactionOptions {
            // SQLite knows no access mode; a reader of it takes no lock before it writes, and never does.
            access_mode: (postgres && access == Access::Read).then_some(AccessMode::ReadOnly),
            sqlite_transaction_mode: Some(match access {
                Access::Read => SqliteTransactionMode::Deferred,
                Access::Write => SqliteTransactionMode::Immediate,
            }),
            ..TransactionOptions::default()
        };
        let tx = connection.begin_with_options(options).await?;
        Tx::new(tx, scope, self.clock.now(), self.signals.clone()).await
    }
}

/// What a transaction may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

pub(crate) async fn sqlite(file: &std::path::Path, connections: u32) -> Result<DatabaseConnection> {
    let path = file
        .to_str()
        .ok_or_else(|| Error::Settings(format!("the database's path {} is not text", file.display())))?;
    let mut options = ConnectOptions::new("sqlite://");
    let path = path.to_owned();
    options
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .filename(&path)
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(PATIENCE)
        });
    Ok(Database::connect(options).await?)
}

pub(crate) async fn postgres(
    url: &str,
    connections: u32,
    role: Option<&'static str>,
) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .connect_timeout(PATIENCE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    if let Some(role) = role {
        options.map_sqlx_postgres_opts(move |postgres| postgres.options([("role", role)]));
    }
    Ok(Database::connect(options).await?)
}
