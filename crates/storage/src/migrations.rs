//! How the tables came to be, one migration a file, in order. They run on SQLite and PostgreSQL alike; what only
//! PostgreSQL has stands in a migration of its own.

mod m0001_first;
mod m0002_row_level_security;
mod m0003_timescale;
mod m0004_sounds;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

pub(crate) use m0002_row_level_security::ROLE;

/// All migrations.
pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_first::Migration),
            Box::new(m0002_row_level_security::Migration),
            Box::new(m0003_timescale::Migration),
            Box::new(m0004_sounds::Migration),
        ]
    }
}
