//! Transactions, each for one org, for accounts, or for the house itself. There is no other way to the records, so no
//! query can be without its org.

use std::{ops::Deref, sync::Mutex};

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};
use uuid::{ContextV7, Timestamp, Uuid};

use crate::{OrgId, Result, Signal, Signals, UserId};

/// For whom a transaction acts. PostgreSQL holds every row against it (`migrations/m0002_row_level_security.rs`).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scope {
    org: Option<OrgId>,
    user: Option<UserId>,
    system: bool,
}

impl Scope {
    pub(crate) fn org(org: OrgId) -> Self {
        Self {
            org: Some(org),
            ..Self::default()
        }
    }

    pub(crate) fn user(user: Option<UserId>) -> Self {
        Self {
            user,
            ..Self::default()
        }
    }

    pub(crate) fn system() -> Self {
        Self {
            system: true,
            ..Self::default()
        }
    }
}

/// An open transaction. Dropped without a commit, it has never been.
pub struct Tx {
    tx: DatabaseTransaction,
    now: DateTime<Utc>,
    signals: Signals,
    waiting: Mutex<Vec<Signal>>,
}

impl Tx {
    pub(crate) async fn new(
        tx: DatabaseTransaction,
        scope: Scope,
        now: DateTime<Utc>,
        signals: Signals,
    ) -> Result<Self> {
        if tx.get_database_backend() == DbBackend::Postgres {
            let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
            let set = "SELECT set_config('vivavoce.org', $1, true), set_config('vivavoce.user', $2, true), \
                       set_config('vivavoce.scope', $3, true)";
            let values = [
                text(scope.org.map(|org| org.0)).into(),
                text(scope.user.map(|user| user.0)).into(),
                if scope.system { "system" } else { "" }.into(),
            ];
            tx.query_one_raw(Statement::from_sql_and_values(DbBackend::Postgres, set, values))
                .await?;
        }
        Ok(Self {
            tx,
            now,
            signals,
            waiting: Mutex::default(),
        })
    }

    /// When the transaction began: the time that everything written in it carries.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// A new id; later ids sort after earlier ones.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        static ORDER: Mutex<ContextV7> = Mutex::new(ContextV7::new());
        let seconds = u64::try_from(self.now.timestamp()).unwrap_or_default();
        let stamp = Timestamp::from_unix(&ORDER, seconds, self.now.timestamp_subsec_nanos());
        Uuid::new_v7(stamp)
    }

    /// What queries run on.
    pub(crate) fn connection(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// Tells this after the commit.
    pub(crate) fn signal(&self, signal: Signal) {
        self.waiting
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .push(signal);
    }

    /// Makes everything that was written real, all of it or nothing, and tells whoever waits for it.
    ///
    /// # Errors
    /// [`crate::Error::Database`]; nothing was written then.
    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await?;
        let waiting = self
            .waiting
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        for signal in waiting {
            self.signals.send(signal);
        }
        Ok(())
    }
}

macro_rules! scoped {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name(Tx);

        impl $name {
            pub(crate) fn new(tx: Tx) -> Self {
                Self(tx)
            }

            /// As [`Tx::commit`].
            ///
            /// # Errors
            /// [`crate::Error::Database`]; nothing was written then.
            pub async fn commit(self) -> Result<()> {
                self.0.commit().await
            }
        }

        impl Deref for $name {
            type Target = Tx;

            fn deref(&self) -> &Tx {
                &self.0
            }
        }
    };
}

scoped!(
    /// Accounts, and the orgs that one person belongs to.
    AccountTx
);
scoped!(
    /// The jobs and the list of orgs.
    SystemTx
);

/// The data of one org, and accounts.
pub struct OrgTx {
    tx: Tx,
    org: OrgId,
}

impl OrgTx {
    pub(crate) fn new(tx: Tx, org: OrgId) -> Self {
        Self { tx, org }
    }

    /// Whose data.
    #[must_use]
    pub fn org(&self) -> OrgId {
        self.org
    }

    /// As [`Tx::commit`].
    ///
    /// # Errors
    /// [`crate::Error::Database`]; nothing was written then.
    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await
    }
}

impl Deref for OrgTx {
    type Target = Tx;

    fn deref(&self) -> &Tx {
        &self.tx
    }
}
