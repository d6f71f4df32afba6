//! What the doctor says of the service: its settings, and each thing that it is connected to.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};

use jobs::Bus;
use server::{
    accounts::{AccountsError, mailer::Mailer},
    rate::RedisLimiter,
};
use storage::{BlobKey, Blobs, DatabaseSettings, OrgId, Store};
use uuid::Uuid;

use crate::{
    clock::SystemClock,
    failure::Failure,
    service::{blob_settings, bus_settings, mail_settings},
    settings::{Place, Settings},
};

/// How long each is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often a connection that is being made is looked at.
const LOOK: Duration = Duration::from_millis(50);

/// Less free space than this is told, in kilobytes.
const SCARCE_KB: u64 = 2_000_000;

/// One line for each part.
pub(super) fn report(place: &Place) -> Result<String, Failure> {
    let data = place.data()?;
    let mut text = "\nService\n".to_owned();
    let mut line = |what: &str, how: String| text.push_str(&format!("  {what:<24} {how}\n"));
    line("data folder", folder(&data));
    let settings = match place.settings() {
        Ok(settings) => settings,
        Err(failure) => {
            line("settings", failure.to_string().replace('\n', "\n    "));
            return Ok(text);
        }
    };
    let file = place.file()?;
    line(
        "settings",
        file.map_or_else(
            || "none: the defaults serve one person at home".to_owned(),
            |file| format!("right, in {}", file.display()),
        ),
    );
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::ours(format!("nothing can be connected to: {error}")))?;
    runtime.block_on(async {
        line("database", told("database.url", database(&settings, &data)).await);
        line(
            "recordings and reports",
            told("[blobs]", blobs(&settings, &data)).await,
        );
        line("bus", told("bus.url", bus(&settings)).await);
        line("cache", told("cache.url", cache(&settings)).await);
        line("mail", told("[mail]", mail(&settings)).await);
    });
    Ok(text)
}

/// What came of a look, or that nothing came of it in time.
async fn told(setting: &str, look: impl Future<Output = Result<String, String>>) -> String {
    match tokio::time::timeout(PATIENCE, look).await {
        Ok(Ok(well) | Err(well)) => well,
        Err(_) => format!(
            "does not answer within {} s: see that it runs, that {setting} is right, and that no firewall is between",
            PATIENCE.as_secs()
        ),
    }
}

fn folder(data: &Path) -> String {
    let shown = data.display();
    let there = nearest(data);
    let Some(free) = there.and_then(|there| free_kb(&there)) else {
        return format!("{shown}");
    };
    let gb = free as f64 / 1e6;
    if free < SCARCE_KB {
        format!("{shown}, only {gb:.1} GB free: make room, or choose another with --data")
    } else {
        format!("{shown}, {gb:.0} GB free")
    }
}

/// The folder, or the one above it that is there.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .find(|folder| folder.is_dir())
        .map(Path::to_owned)
}

/// Free kilobytes, as `df` says in the form that POSIX lays down.
fn free_kb(folder: &Path) -> Option<u64> {
    let output = Command::new("df").arg("-Pk").arg(folder).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

async fn database(settings: &Settings, data: &Path) -> Result<String, String> {
    let settings = settings.database.settings(data);
    let engine = match &settings {
        DatabaseSettings::Sqlite(file) if !file.exists() => {
            return Ok(format!(
                "SQLite, not made yet: viva serve makes {}",
                file.display()
            ));
        }
        DatabaseSettings::Sqlite(_) => "SQLite",
        DatabaseSettings::Postgres { .. } => "PostgreSQL",
    };
    let pending = Store::pending(&settings)
        .await
        .map_err(|error| format!("{engine}: {error}. See that it runs and that database.url is right"))?;
    Ok(match pending {
        0 => format!("{engine} answers, and its tables are up to date"),
        1 => format!("{engine} answers; 1 change of its tables is made when viva serve starts"),
        many => format!("{engine} answers; {many} changes of its tables are made when viva serve starts"),
    })
}

/// Writes, reads and deletes a small file.
async fn blobs(settings: &Settings, data: &Path) -> Result<String, String> {
    let blobs = blob_settings(&settings.blobs, data);
    if let storage::BlobSettings::Folder(folder) = &blobs
        && !folder.exists()
    {
        return Ok(format!(
            "a folder, not made yet: viva serve makes {}",
            folder.display()
        ));
    }
    let what_to_do = "see that it runs, that the bucket is there, and that the [blobs] settings are right";
    let fault = |error: storage::Error| format!("{error}: {what_to_do}");
    let blobs = Blobs::open(&blobs).map_err(fault)?;
    let (key, bytes) = (
        BlobKey::export(OrgId(Uuid::nil()), Uuid::new_v4()),
        &b"viva doctor"[..],
    );
    blobs.put(&key, bytes.into()).await.map_err(fault)?;
    let read = blobs.get(&key, 1024).await.map_err(fault);
    blobs.delete(&key).await.map_err(fault)?;
    if read?.as_deref() != Some(bytes) {
        return Err(format!("{}: what was written is not what is read", blobs.kind()));
    }
    Ok(format!("{}: writing, reading and deleting work", blobs.kind()))
}

async fn bus(settings: &Settings) -> Result<String, String> {
    let Some(settings) = bus_settings(&settings.bus) else {
        return Ok("none: workers look for jobs by themselves".to_owned());
    };
    let bus = Bus::open(&settings).await.map_err(|error| error.to_string())?;
    while !bus.connected() {
        tokio::time::sleep(LOOK).await;
    }
    Ok("NATS answers".to_owned())
}

async fn cache(settings: &Settings) -> Result<String, String> {
    let Some(url) = &settings.cache.url else {
        return Ok("none: this server counts for itself".to_owned());
    };
    let limiter = RedisLimiter::open(url.reveal(), Arc::new(SystemClock))?;
    limiter
        .ping()
        .await
        .map_err(|error| format!("Redis: {error}. See that it runs and that cache.url is right"))?;
    Ok("Redis answers".to_owned())
}

async fn mail(settings: &Settings) -> Result<String, String> {
    let Some(host) = &settings.mail.host else {
        return Ok("none: mails are written to the log".to_owned());
    };
    let port = settings.mail.port;
    let fault =
        |error: AccountsError| format!("{host}:{port}: {error}. See that the [mail] settings are right");
    let mailer = Mailer::new(&mail_settings(&settings.mail), "").map_err(fault)?;
    mailer.ping().await.map_err(fault)?;
    Ok(format!("{host}:{port} answers"))
}
