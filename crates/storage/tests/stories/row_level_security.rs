//! PostgreSQL holds every row against the org of the transaction, whatever a query says. Here the queries are hostile:
//! raw, without an org or with another's, through the role that the product itself acts as.

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, Statement, TransactionTrait, Value,
};
use storage::{Claim, OrgId, UserId, testing::Fresh};

use crate::samples;

/// Every table whose rows belong to an org.
const TENANT_TABLES: &[&str] = &[
    "audit_events",
    "coachings",
    "consents",
    "drills",
    "events",
    "fluency",
    "invitations",
    "jobs",
    "media",
    "memberships",
    "metric_minutes",
    "metrics",
    "orgs",
    "practice_attempts",
    "projects",
    "prosody",
    "reports",
    "scores",
    "sessions",
    "transcripts",
    "uploads",
];

fn statement(sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

async fn texts(connection: &impl ConnectionTrait, sql: &str) -> Vec<String> {
    let rows = connection.query_all_raw(statement(sql, [])).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn number(connection: &impl ConnectionTrait, sql: &str) -> i64 {
    let row = connection.query_one_raw(statement(sql, [])).await.unwrap();
    row.unwrap().try_get_by_index(0).unwrap()
}

/// A transaction of the product's own role that says that it acts for `org`, or does not say.
async fn acting(connection: &DatabaseConnection, org: Option<OrgId>) -> DatabaseTransaction {
    let tx = connection.begin().await.unwrap();
    if let Some(org) = org {
        let set = "SELECT set_config('vivavoce.org', $1, true)";
        tx.query_one_raw(statement(set, [org.to_string().into()]))
            .await
            .unwrap();
    }
    tx
}

/// An org with one of everything, and an empty one.
async fn two_orgs(fresh: &Fresh) -> (OrgId, OrgId, UserId) {
    let (org, other) = (fresh.org("School").await, fresh.org("Company").await);
    let owner = fresh.user("ana@example.org").await;
    samples::house(fresh, org, owner).await;
    let tx = fresh.owner().await;
    let rows = [
        "INSERT INTO memberships (org_id, user_id, role, created_at) VALUES ($1, $2, 'owner', now())",
        "INSERT INTO coachings (org_id, coach_id, learner_id, created_at) VALUES ($1, $2, $2, now())",
        "INSERT INTO invitations (id, org_id, email, role, token_hash, invited_by, created_at, expires_at)
         VALUES ($2, $1, 'x@example.org', 'coach', 'x', $2, now(), now())",
        "INSERT INTO audit_events (id, org_id, action, object_kind, object_id, detail, address, request_id, at)
         VALUES ($2, $1, 'x', 'x', 'x', '{}', '', '', now())",
    ];
    for row in rows {
        tx.execute_raw(statement(row, [org.0.into(), owner.0.into()]))
            .await
            .unwrap();
    }
    (org, other, owner)
}

#[tokio::test]
async fn the_product_acts_as_a_role_without_powers() {
    let fresh = Fresh::postgres().await;
    let role = fresh.connection();
    assert_eq!(texts(role, "SELECT current_user::text").await, ["vivavoce_app"]);
    let powers = "SELECT count(*) FROM pg_roles WHERE rolname = current_user
                  AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin OR rolreplication)";
    assert_eq!(number(role, powers).await, 0);
    let owned = "SELECT relname::text FROM pg_class WHERE relowner = current_user::regrole";
    assert_eq!(texts(role, owned).await, [""; 0]);
    for forbidden in [
        "ALTER TABLE sessions DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE sessions NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY own_org ON sessions",
        "CREATE POLICY everyone ON sessions USING (true)",
        "TRUNCATE sessions CASCADE",
        "DROP TABLE sessions CASCADE",
        "CREATE TABLE public.mine (id int)",
        "SELECT * FROM seaql_migrations",
        "SELECT pg_read_file('/etc/passwd')",
    ] {
        assert!(role.execute_unprepared(forbidden).await.is_err(), "{forbidden}");
    }
}

#[tokio::test]
async fn every_table_with_an_org_is_protected() {
    let fresh = Fresh::postgres().await;
    let with_org = "SELECT DISTINCT table_name::text FROM information_schema.columns
                    WHERE table_schema = 'public' AND (column_name = 'org_id' OR table_name = 'orgs') ORDER BY 1";
    let protected = "SELECT c.relname::text FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
                     WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.polcmd = '*'
                     AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL ORDER BY 1";
    let owner = fresh.owner().await;
    let with_org = texts(&owner, with_org).await;
    assert_eq!(with_org, texts(&owner, protected).await);
    assert_eq!(
        with_org, TENANT_TABLES,
        "a new table belongs into the hostile queries below"
    );
    // One policy each: policies add up, and a second one could only let more through.
    assert_eq!(
        number(&owner, "SELECT count(*) FROM pg_policy").await,
        TENANT_TABLES.len() as i64
    );
}

#[tokio::test]
async fn a_query_without_an_org_sees_nothing() {
    let fresh = Fresh::postgres().await;
    let (org, other, _) = two_orgs(&fresh).await;
    for table in TENANT_TABLES {
        let count = format!("SELECT count(*) FROM {table}");
        let tx = acting(fresh.connection(), None).await;
        assert_eq!(number(&tx, &count).await, 0, "{table} without an org");
        let tx = acting(fresh.connection(), Some(other)).await;
        let rest = i64::from(*table == "orgs");
        assert_eq!(number(&tx, &count).await, rest, "{table} with another org");
        let tx = acting(fresh.connection(), Some(org)).await;
        assert!(number(&tx, &count).await > 0, "{table} with its own org");
    }
}

#[tokio::test]
async fn a_query_for_another_org_changes_nothing() {
    let fresh = Fresh::postgres().await;
    let (org, other, _) = two_orgs(&fresh).await;
    for table in TENANT_TABLES {
        let key = if *table == "orgs" { "id" } else { "org_id" };
        for (acts, sql) in [
            (None, format!("UPDATE {table} SET {key} = {key}")),
            (None, format!("DELETE FROM {table}")),
            (
                Some(other),
                format!("UPDATE {table} SET {key} = {key} WHERE {key} = '{org}'"),
            ),
            (Some(other), format!("DELETE FROM {table} WHERE {key} = '{org}'")),
        ] {
            let tx = acting(fresh.connection(), acts).await;
            let done = tx.execute_unprepared(&sql).await.unwrap();
            assert_eq!(done.rows_affected(), 0, "{sql}");
        }
        // Nor may an org hand its rows to another, or take a name that is not its own.
        let steal = format!("UPDATE {table} SET {key} = '{other}' WHERE {key} = '{org}'");
        let tx = acting(fresh.connection(), Some(org)).await;
        assert!(tx.execute_unprepared(&steal).await.is_err(), "{steal}");
    }
}

#[tokio::test]
async fn a_query_for_another_org_adds_nothing() {
    let fresh = Fresh::postgres().await;
    let (org, other, owner) = two_orgs(&fresh).await;
    let add = format!(
        "INSERT INTO projects (id, org_id, owner_id, name, description, created_at, updated_at)
         VALUES ('{owner}', '{org}', '{owner}', 'Mine', '', now(), now())"
    );
    let job = format!(
        "INSERT INTO jobs (id, org_id, kind, subject_id, run, unique_key, input, state, stage, tries, max_tries, run_at,
         created_at, updated_at) VALUES ('{owner}', '{org}', 'erase', '{owner}', 1, 'x', '{{}}', 'queued', 0, 0, 1, now(),
         now(), now())"
    );
    let member = format!(
        "INSERT INTO memberships (org_id, user_id, role, created_at) VALUES ('{org}', '{owner}', 'owner', now())"
    );
    for sql in [add, job, member] {
        for acts in [None, Some(other)] {
            let tx = acting(fresh.connection(), acts).await;
            let error = tx.execute_unprepared(&sql).await.unwrap_err().to_string();
            assert!(error.contains("row-level security"), "{error}");
        }
    }
    // An injected setting that is no id is an error, not everyone.
    let tx = fresh.connection().begin().await.unwrap();
    let set = "SELECT set_config('vivavoce.org', '%', true)";
    tx.execute_unprepared(set).await.unwrap();
    assert!(tx.execute_unprepared("SELECT * FROM sessions").await.is_err());
}

#[tokio::test]
async fn an_org_does_not_outlive_its_transaction() {
    let fresh = Fresh::postgres().await;
    let (org, _, _) = two_orgs(&fresh).await;
    for _ in 0..30 {
        let tx = fresh.store.read(org).await.unwrap();
        assert_eq!(tx.org(), org);
        drop(tx);
        let tx = acting(fresh.connection(), None).await;
        assert_eq!(number(&tx, "SELECT count(*) FROM sessions").await, 0);
    }
}

#[tokio::test]
async fn the_house_sees_jobs_and_orgs_and_nothing_else() {
    let fresh = Fresh::postgres().await;
    two_orgs(&fresh).await;
    let tx = fresh.connection().begin().await.unwrap();
    let set = "SELECT set_config('vivavoce.scope', 'system', true)";
    tx.execute_unprepared(set).await.unwrap();
    for table in TENANT_TABLES {
        let seen = number(&tx, &format!("SELECT count(*) FROM {table}")).await;
        assert_eq!(
            seen > 0,
            ["jobs", "memberships", "orgs"].contains(table),
            "{table}"
        );
    }
    let tx = fresh.store.system().await.unwrap();
    let claim = Claim {
        kinds: &["ingest"],
        process: "here",
        worker: "one",
        lease: std::time::Duration::from_secs(30),
        held_only: false,
    };
    assert!(tx.queue().claim(&claim).await.unwrap().is_some());
}

#[tokio::test]
async fn reading_cannot_write() {
    let fresh = Fresh::postgres().await;
    let (org, _, owner) = two_orgs(&fresh).await;
    let tx = fresh.store.read(org).await.unwrap();
    assert!(tx.sessions().create(samples::new_session(owner)).await.is_err());
}
