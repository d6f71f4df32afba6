//! PostgreSQL only: rows of another org are not there, whatever a query says.
//!
//! Every connection of the running product acts as [`ROLE`], which owns nothing and may not bypass anything. Each
//! transaction says for whom it acts in three settings that end with it: `vivavoce.org`, `vivavoce.user` and
//! `vivavoce.scope`. Policies compare rows with them; without them there are no rows.

use sea_orm_migration::{
    async_trait,
    prelude::{ConnectionTrait, DbErr, MigrationName, MigrationTrait, SchemaManager},
    sea_orm::DbBackend,
};

/// As whom the product acts on PostgreSQL.
pub(crate) const ROLE: &str = "vivavoce_app";

/// Tables whose rows are seen by their org alone.
pub(crate) const TENANT_TABLES: [&str; 18] = [
    "coachings",
    "invitations",
    "audit_events",
    "consents",
    "projects",
    "sessions",
    "media",
    "uploads",
    "transcripts",
    "prosody",
    "metrics",
    "metric_minutes",
    "fluency",
    "scores",
    "drills",
    "reports",
    "practice_attempts",
    "events",
];

const ORG: &str = "nullif(current_setting('vivavoce.org', true), '')::uuid";
const USER: &str = "nullif(current_setting('vivavoce.user', true), '')::uuid";
const SYSTEM: &str = "current_setting('vivavoce.scope', true) = 'system'";

/// Row-level security.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_row_level_security"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let database = manager.get_connection();
        database.execute_unprepared(&role()).await?;
        for table in TENANT_TABLES {
            database
                .execute_unprepared(&policy(
                    table,
                    &format!("org_id = {ORG}"),
                    &format!("org_id = {ORG}"),
                ))
                .await?;
        }
        // People see their own memberships, and through them the orgs that they belong to.
        let mine = format!("org_id = {ORG} OR user_id = {USER} OR {SYSTEM}");
        database
            .execute_unprepared(&policy("memberships", &mine, &format!("org_id = {ORG}")))
            .await?;
        let member = format!("SELECT org_id FROM memberships WHERE user_id = {USER}");
        let seen = format!("id = {ORG} OR {SYSTEM} OR id IN ({member})");
        database
            .execute_unprepared(&policy("orgs", &seen, &format!("id = {ORG}")))
            .await?;
        // Workers look for the next job of any org, and then act for the org that it belongs to.
        let work = format!("org_id = {ORG} OR {SYSTEM}");
        database.execute_unprepared(&policy("jobs", &work, &work)).await?;
        Ok(())
    }
}

/// Makes the role, unless another database of the same server has made it, and lets it work on the tables.
fn role() -> String {
    format!(
        "DO $$ BEGIN
             CREATE ROLE {ROLE} NOLOGIN NOBYPASSRLS;
         EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
         END $$;
         DO $$ BEGIN
             IF NOT pg_has_role(current_user, '{ROLE}', 'MEMBER') THEN GRANT {ROLE} TO CURRENT_USER; END IF;
         END $$;
         GRANT USAGE ON SCHEMA public TO {ROLE};
         GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE};
         REVOKE ALL ON seaql_migrations FROM {ROLE};
         ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {ROLE};"
    )
}

fn policy(table: &str, seen: &str, written: &str) -> String {
    format!(
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
         ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
         CREATE POLICY own_org ON {table} USING ({seen}) WITH CHECK ({written});"
    )
}
