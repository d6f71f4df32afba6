//! The first tables. They never change here once they are released: a change is a migration of its own.

mod accounts;
mod orgs;
mod sessions;

use sea_orm_migration::{
    async_trait,
    prelude::{
        ColumnDef, DbErr, Index, IndexCreateStatement, IndexOrder, IntoIden, MigrationName, MigrationTrait,
        SchemaManager,
    },
};

/// The first tables.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_first"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = accounts::tables()
            .into_iter()
            .chain(orgs::tables())
            .chain(sessions::tables())
            .chain([orgs::consents()]);
        for table in tables {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// Bytes of any length.
fn blob<T: IntoIden>(name: T) -> ColumnDef {
    ColumnDef::new(name).blob().not_null().take()
}

/// Bytes of any length, or nothing.
fn blob_null<T: IntoIden>(name: T) -> ColumnDef {
    ColumnDef::new(name).blob().null().take()
}

/// An index for each way in which rows are looked for, and each thing that may be there once only.
fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("users", &["email"]),
        unique("recovery_codes", &["user_id", "hash"]),
        plain("memberships", &["user_id"]),
        plain("coachings", &["org_id", "learner_id"]),
        unique("invitations", &["token_hash"]),
        plain("invitations", &["org_id"]),
        plain("sign_ins", &["user_id"]),
        plain("refresh_tokens", &["sign_in_id"]),
        plain("one_time_tokens", &["user_id", "purpose"]),
        plain("projects", &["org_id", "owner_id"]),
        plain("sessions", &["org_id", "owner_id", "id"]),
        plain("sessions", &["org_id", "project_id"]),
        plain("sessions", &["org_id", "erase_at"]),
        unique("media", &["session_id"]),
        plain("uploads", &["org_id", "expires_at"]),
        plain("metrics", &["session_id", "track", "start_ms"]),
        unique("scores", &["session_id", "rubric", "rubric_version"]),
        unique("drills", &["session_id", "ordinal"]),
        plain("drills", &["org_id", "state"]),
        unique("reports", &["session_id", "format"]),
        plain("practice_attempts", &["org_id", "user_id", "id"]),
        plain("practice_attempts", &["org_id", "created_at"]),
        unique("jobs", &["unique_key"]),
        // The queue steps from org to org, and then takes the latest stage first (`queue.rs`).
        Index::create()
            .name("jobs_in_order")
            .table("jobs")
            .col("state")
            .col("org_id")
            .col(("stage", IndexOrder::Desc))
            .col("run_at")
            .take(),
        plain("jobs", &["org_id", "started_at"]),
        plain("jobs", &["subject_id"]),
        plain("audit_events", &["org_id", "id"]),
        plain("consents", &["org_id", "user_id"]),
        plain("consents", &["session_id"]),
    ]
}

fn plain(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create()
        .name(format!("{table}_by_{}", columns.join("_")))
        .table(table)
        .take();
    for column in columns {
        index.col(*column);
    }
    index
}

fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    plain(table, columns).unique().take()
}
