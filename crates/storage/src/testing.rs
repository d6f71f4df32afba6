//! For tests, here and in the crates above: a fresh database for each, on either engine, and a real S3.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test stops at the first thing that is not as it should be"
)]

use std::{env, path::PathBuf, sync::Arc};

use domain::ManualClock;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, EntityTrait, IntoActiveModel, Statement};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::{
    BlobSettings, DatabaseSettings, OrgId, S3Settings, Store, UserId,
    records::{Org, User, org, user},
};

/// A database of its own, gone when it is dropped.
pub struct Fresh {
    /// The database, open.
    pub store: Store,
    /// The clock that it goes by.
    pub clock: Arc<ManualClock>,
    /// How it was opened.
    pub settings: DatabaseSettings,
    /// An empty folder of its own.
    pub folder: PathBuf,
    server: Option<(String, String)>,
}

impl Fresh {
    /// SQLite in a folder of its own.
    pub async fn sqlite() -> Self {
        let folder = folder();
        let settings = DatabaseSettings::Sqlite(folder.join("vivavoce.db"));
        Self::open(settings, folder, None).await
    }

    /// A database of its own on the PostgreSQL server of the tests.
    pub async fn postgres() -> Self {
        let server = variable("VIVAVOCE_TEST_POSTGRES");
        let template = TEMPLATE.get_or_init(|| template(&server)).await;
        let name = new_name();
        on_server(&server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        let settings = on(&server, &name);
        Self::open(settings, folder(), Some((server, name))).await
    }

    async fn open(settings: DatabaseSettings, folder: PathBuf, server: Option<(String, String)>) -> Self {
        let clock = Arc::new(ManualClock::default());
        let store = Store::open(&settings, clock.clone())
            .await
            .expect("the fresh database opens");
        Self {
            store,
            clock,
            settings,
            folder,
            server,
        }
    }

    /// Another process that has the same database open.
    pub async fn again(&self) -> Store {
        Store::open(&self.settings, self.clock.clone())
            .await
            .expect("the database opens again")
    }

    /// A new org that keeps everything.
    pub async fn org(&self, name: &str) -> OrgId {
        let id = OrgId(Uuid::now_v7());
        let tx = self.store.write(id).await.expect("a transaction");
        let org = Org {
            id,
            name: name.to_owned(),
            store_audio: true,
            retention_days: None,
            mask_transcripts: false,
            consent_text: String::new(),
            created_at: tx.now(),
        };
        org::Entity::insert(org.into_active_model())
            .exec_without_returning(tx.connection())
            .await
            .expect("the org is new");
        tx.commit().await.expect("a commit");
        id
    }

    /// A new account without a password.
    pub async fn user(&self, email: &str) -> UserId {
        let id = UserId(Uuid::now_v7());
        let tx = self.store.accounts(None).await.expect("a transaction");
        let user = User {
            id,
            email: email.to_owned(),
            name: email.to_owned(),
            password_hash: String::new(),
            locale: "en".to_owned(),
            totp_secret: None,
            totp_confirmed_at: None,
            totp_last_step: None,
            created_at: tx.now(),
            updated_at: tx.now(),
        };
        user::Entity::insert(user.into_active_model())
            .exec_without_returning(tx.connection())
            .await
            .expect("the address is new");
        tx.commit().await.expect("a commit");
        id
    }

    /// A connection as the owner of the tables. On PostgreSQL no policy holds it: it is a superuser of the test server.
    pub async fn owner(&self) -> DatabaseConnection {
        match &self.settings {
            DatabaseSettings::Postgres { url, .. } => {
                Database::connect(url.as_str()).await.expect("the server answers")
            }
            DatabaseSettings::Sqlite(_) => self.store.connection().clone(),
        }
    }

    /// What the store itself writes through: on PostgreSQL as the role without powers, for hostile queries.
    #[must_use]
    pub fn connection(&self) -> &DatabaseConnection {
        self.store.connection()
    }
}

impl Fresh {
    /// Every row of every table, as `table: row` in lower case; ids and bytes in hexadecimal too. For looking whether
    /// something is left anywhere.
    pub async fn every_row(&self) -> Vec<String> {
        let url = match &self.settings {
            DatabaseSettings::Sqlite(file) => format!("sqlite://{}", file.display()),
            DatabaseSettings::Postgres { url, .. } => url.clone(),
        };
        let database = Database::connect(url).await.expect("the database answers");
        let (tables, columns) = match &self.settings {
            DatabaseSettings::Sqlite(_) => (
                "SELECT name FROM sqlite_master WHERE type = 'table'",
                "SELECT group_concat('quote(\"' || name || '\")', ' || '' '' || ') FROM pragma_table_info('{table}')",
            ),
            DatabaseSettings::Postgres { .. } => (
                "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
                "SELECT '\"{table}\"::text'::text",
            ),
        };
        let mut rows = Vec::new();
        for table in texts(&database, tables).await {
            let columns = texts(&database, &columns.replace("{table}", &table)).await;
            let all = texts(&database, &format!("SELECT {} FROM \"{table}\"", columns[0])).await;
            rows.extend(all.iter().map(|row| format!("{table}: {}", row.to_lowercase())));
        }
        database.close().await.expect("a connection closes");
        rows
    }
}

/// The first column of an answer.
async fn texts(database: &DatabaseConnection, query: &str) -> Vec<String> {
    let query = Statement::from_string(database.get_database_backend(), query);
    let rows = database
        .query_all_raw(query)
        .await
        .expect("the database does as it is told");
    rows.iter()
        .map(|row| row.try_get_by_index(0).expect("a text"))
        .collect()
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let _gone_already = std::fs::remove_dir_all(&self.folder);
        let Some((server, name)) = self.server.take() else {
            return;
        };
        // Dropping cannot wait, so another thread does.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime
                .expect("a runtime")
                .block_on(on_server(&server, &format!("DROP DATABASE {name} WITH (FORCE)")));
        });
        let _stays_until_the_server_goes = dropped.join();
    }
}

/// The database that those of this process are copies of: making the tables takes several times as long as copying them.
/// It goes with the server.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// Makes a database with all tables and nothing in them, which nobody is connected to.
async fn template(server: &str) -> String {
    let name = new_name();
    on_server(server, &format!("CREATE DATABASE {name}")).await;
    let store = Store::open(&on(server, &name), Arc::new(ManualClock::default()))
        .await
        .expect("the template opens");
    store.close().await.expect("its connections close");
    name
}

fn new_name() -> String {
    format!("test_{}", Uuid::new_v4().simple())
}

/// A database of a server.
fn on(server: &str, name: &str) -> DatabaseSettings {
    let (host, _) = server.rsplit_once('/').expect("an address with a database");
    DatabaseSettings::Postgres {
        url: format!("{host}/{name}"),
        connections: 12,
    }
}

/// The S3 server of the tests.
#[must_use]
pub fn s3() -> BlobSettings {
    BlobSettings::S3(S3Settings {
        endpoint: Some(variable("VIVAVOCE_TEST_S3")),
        bucket: variable("VIVAVOCE_TEST_S3_BUCKET"),
        region: "us-east-1".to_owned(),
        key: variable("VIVAVOCE_TEST_S3_KEY"),
        secret: variable("VIVAVOCE_TEST_S3_SECRET"),
        allow_http: true,
    })
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run this through scripts/servers/with.sh"))
}

fn folder() -> PathBuf {
    let folder = env::temp_dir().join(format!("vivavoce-test-{}", Uuid::new_v4().simple()));
    std::fs::create_dir(&folder).expect("a folder for temporary files");
    folder
}

async fn on_server(server: &str, statement: &str) {
    let server = Database::connect(server).await.expect("the server answers");
    server
        .execute_unprepared(statement)
        .await
        .expect("the server does as it is told");
    server.close().await.expect("a connection closes");
}
