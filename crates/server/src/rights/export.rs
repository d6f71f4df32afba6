//! Everything about a person as one archive.

use std::io;

use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use serde_json::{Value, json};
use storage::{Actor, BlobKey, OrgId, SessionId, Table, UserId};

use super::{
    archive::{Archive, NobodyReads},
    every_org,
};
use crate::{App, Problem, audit};

/// Sessions that are looked up at once.
const SESSIONS: u64 = 100;

/// Why an export broke off.
#[derive(Debug, thiserror::Error)]
enum BrokenOff {
    #[error("nobody reads it")]
    NobodyReads,
    #[error(transparent)]
    Storage(#[from] storage::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl From<NobodyReads> for BrokenOff {
    fn from(NobodyReads: NobodyReads) -> Self {
        Self::NobodyReads
    }
}

/// Everything about somebody, as the bytes of a ZIP archive. An archive that broke off ends in an error.
///
/// # Errors
/// When the storage does not answer before the archive begins.
pub async fn export(
    app: &App,
    user: UserId,
    actor: &Actor,
) -> Result<impl Stream<Item = io::Result<Bytes>> + Send + use<>, Problem> {
    let account = account(app, user).await?;
    let orgs = every_org(app).await?;
    note(app, user, actor).await?;
    let (archive, sent) = Archive::begin();
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = fill(&app, archive, user, account, orgs).await {
            tracing::warn!(%error, "an export broke off");
        }
    });
    Ok(stream::unfold(sent, |mut sent| async move {
        sent.recv().await.map(|piece| (piece, sent))
    }))
}

/// Writes into the audit of each of their orgs that they took their data away.
async fn note(app: &App, user: UserId, actor: &Actor) -> Result<(), Problem> {
    let tx = app.store.read_accounts(Some(user)).await?;
    let places = tx.memberships_of(user).await?;
    drop(tx);
    for place in places {
        let tx = app.store.write(place.org_id).await?;
        audit::note(&tx, actor, "person.export", ("user", user.to_string()), json!({})).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The account and where it is signed in, without its secrets.
async fn account(app: &App, user: UserId) -> Result<Account, Problem> {
    let tx = app.store.read_accounts(Some(user)).await?;
    let found = tx
        .users()
        .by_id(user)
        .await?
        .ok_or_else(|| Problem::signed_out("The account is no longer there."))?;
    let sign_ins = tx.sign_ins().live(user).await?;
    let sign_ins = sign_ins.iter().map(|sign_in| {
        json!({
            "id": sign_in.id, "device": sign_in.device, "address": sign_in.address,
            "second_factor_at": sign_in.second_factor_at, "created_at": sign_in.created_at,
            "last_used_at": sign_in.last_used_at,
        })
    });
    let sign_ins = sign_ins.collect::<Value>();
    let document = json!({
        "id": found.id, "email": found.email, "name": found.name, "locale": found.locale,
        "second_factor_since": found.totp_confirmed_at, "created_at": found.created_at,
        "updated_at": found.updated_at, "sign_ins": sign_ins,
        "recovery_codes_left": tx.recovery_codes().left(user).await?,
    });
    Ok(Account {
        email: found.email,
        document,
    })
}

struct Account {
    email: String,
    document: Value,
}

async fn fill(
    app: &App,
    archive: Archive,
    user: UserId,
    account: Account,
    orgs: Vec<OrgId>,
) -> Result<(), BrokenOff> {
    put(&archive, "account.json".to_owned(), &account.document).await?;
    for org in orgs {
        fill_org(app, &archive, user, &account.email, org).await?;
    }
    Ok(archive.end().await?)
}

async fn fill_org(
    app: &App,
    archive: &Archive,
    user: UserId,
    email: &str,
    org: OrgId,
) -> Result<(), BrokenOff> {
    let folder = format!("orgs/{org}");
    let tx = app.store.read(org).await?;
    let tables = tx.holdings().of_person(user, email).await?;
    let mut sessions = tx.holdings().sessions_of(user, None, SESSIONS).await?;
    drop(tx);
    let theirs = |table: &Table| table.name != "org" && !table.rows.is_empty();
    if sessions.is_empty() && !tables.iter().any(theirs) {
        return Ok(());
    }
    put_tables(app, archive, &folder, org, &tables).await?;
    while let Some(last) = sessions.last().copied() {
        for session in &sessions {
            fill_session(app, archive, &folder, org, *session).await?;
        }
        let tx = app.store.read(org).await?;
        sessions = tx.holdings().sessions_of(user, Some(last), SESSIONS).await?;
    }
    Ok(())
}

async fn fill_session(
    app: &App,
    archive: &Archive,
    folder: &str,
    org: OrgId,
    session: SessionId,
) -> Result<(), BrokenOff> {
    let tx = app.store.read(org).await?;
    let tables = tx.holdings().of_session(session).await?;
    drop(tx);
    put_tables(
        app,
        archive,
        &format!("{folder}/sessions/{session}"),
        org,
        &tables,
    )
    .await
}

/// Writes tables, each as a file, and the files that their rows name.
async fn put_tables(
    app: &App,
    archive: &Archive,
    folder: &str,
    org: OrgId,
    tables: &[Table],
) -> Result<(), BrokenOff> {
    for table in tables.iter().filter(|table| !table.rows.is_empty()) {
        let rows = Value::Array(table.rows.clone());
        put(archive, format!("{folder}/{}.json", table.name), &rows).await?;
        for row in &table.rows {
            put_blob(app, archive, folder, org, table.name, row).await?;
        }
    }
    Ok(())
}

/// Writes the file that a row names, if it does and it is there.
async fn put_blob(
    app: &App,
    archive: &Archive,
    folder: &str,
    org: OrgId,
    table: &str,
    row: &Value,
) -> Result<(), BrokenOff> {
    let text = |field: &str| row.get(field).and_then(Value::as_str);
    let Some(key) = text("blob").and_then(|key| BlobKey::stored(org, key)) else {
        return Ok(());
    };
    let Some(mut blob) = app.blobs.get_stream(&key, None).await? else {
        return Ok(());
    };
    let ending = ending(text("name").or_else(|| text("format")).unwrap_or_default());
    let id = text("id").unwrap_or_default();
    archive.file(format!("{folder}/{table}/{id}{ending}")).await?;
    while let Some(bytes) = blob.bytes.next().await {
        archive.bytes(bytes?).await?;
    }
    Ok(())
}

/// The ending of a file's name, if it is a plain one: nothing else of a name that somebody gave becomes a path.
fn ending(name: &str) -> String {
    let last = name.rsplit('.').next().unwrap_or_default();
    let plain = (1..=5).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if plain {
        format!(".{}", last.to_ascii_lowercase())
    } else {
        String::new()
    }
}

async fn put(archive: &Archive, name: String, document: &Value) -> Result<(), BrokenOff> {
    let text = serde_json::to_vec_pretty(document)?;
    archive.file(name).await?;
    Ok(archive.bytes(text.into()).await?)
}
