//! Where records are kept.

use std::path::Path;

use schemars::JsonSchema;
use storage::DatabaseSettings;

use super::{Secret, reader::Section, web};

/// The file of the embedded database, in the data folder.
const FILE: &str = "vivavoce.db";

/// Where records are kept.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Database {
    /// `postgres://user:password@host/database`; the user owns the tables and may create a role. Without it, records
    /// are in the SQLite file `vivavoce.db` in the data folder.
    pub(crate) url: Option<Secret>,
    /// Connections to PostgreSQL at most. SQLite has its own number.
    pub(crate) connections: u32,
}

impl Database {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            url: section.take_checked("url", None, |url: &Option<Secret>| {
                url.as_ref()
                    .map_or(Ok(()), |url| {
                        web::address(url.reveal(), &["postgres", "postgresql"])
                    })
                    .map_err(|reason| format!("{reason}; without one, records are kept in the data folder"))
            }),
            connections: section.number("connections", 16, 2..=500),
        }
    }

    /// As `storage` takes it.
    pub(crate) fn settings(&self, data: &Path) -> DatabaseSettings {
        match &self.url {
            Some(url) => DatabaseSettings::Postgres {
                url: url.reveal().to_owned(),
                connections: self.connections,
            },
            None => DatabaseSettings::Sqlite(data.join(FILE)),
        }
    }
}
