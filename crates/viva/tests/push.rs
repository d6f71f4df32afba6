//! The whole way, with the real models: a server is set up, a recording is pushed, the report says what `viva analyze`
//! says. On SQLite with a folder, and on PostgreSQL, S3, NATS and Redis (`scripts/servers/with.sh`).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::path::Path;

use common::{
    analyze, file,
    postgres::{Fresh, variable},
    printed, said,
    service::{PASSWORD, Service, clean},
    viva,
};

const EMAIL: &str = "ada@example.org";

/// The smallest model: the same in both.
fn tiny() -> (&'static str, String) {
    ("VIVAVOCE_MODELS__WHISPER", "tiny".to_owned())
}

fn client(home: &Path, arguments: &[&str]) -> std::process::Output {
    clean(viva())
        .args(arguments)
        .env("XDG_CONFIG_HOME", home)
        .env("VIVAVOCE_PASSWORD", PASSWORD)
        .output()
        .unwrap()
}

/// Sets up, signs in, pushes a reading, and holds the report against that of `viva analyze`.
fn whole_way(folder: &Path, variables: &[(&str, String)]) {
    let mut service = Service::start(folder, &[], variables);
    let home = folder.join("config");
    let token = service.setup_token();
    let address = service.address.clone();
    let login = client(&home, &["login", &address, "--email", EMAIL, "--setup", &token]);
    assert!(login.status.success(), "{}", said(&login));
    // Anyone may sign in again, on another device.
    let login = client(&home, &["login", &address, "--email", EMAIL]);
    assert!(login.status.success(), "{}", said(&login));
    assert!(!said(&login).contains(PASSWORD));
    let recording = file("samples/reading.flac");
    let push = client(
        &home,
        &["push", recording.to_str().unwrap(), "--language", "en", "--quiet"],
    );
    assert!(push.status.success(), "{}\n{}", said(&push), service.logged());
    let alone = analyze(&recording, &["--language", "en"]);
    assert!(alone.status.success(), "{}", said(&alone));
    assert_eq!(
        printed(&push),
        printed(&alone),
        "the service says what the command says"
    );
    let log = service.logged().to_lowercase();
    for word in ["dashwood", "sussex", PASSWORD, "secret"] {
        assert!(!log.contains(word), "{word} is in the log:\n{log}");
    }
    let logout = client(&home, &["logout"]);
    assert!(logout.status.success(), "{}", said(&logout));
    let push = client(&home, &["push", recording.to_str().unwrap()]);
    assert_eq!(push.status.code(), Some(2));
    assert!(said(&push).contains("viva login"), "{}", said(&push));
    let (status, _) = service.stop();
    assert!(status.success());
}

#[test]
fn at_home() {
    let folder = tempfile::tempdir().unwrap();
    whole_way(folder.path(), &[tiny()]);
}

#[test]
fn at_a_school() {
    let folder = tempfile::tempdir().unwrap();
    let database = Fresh::make();
    let prefix = format!("push-{}.", uuid::Uuid::new_v4());
    whole_way(
        folder.path(),
        &[
            tiny(),
            ("VIVAVOCE_DATABASE__URL", database.url.clone()),
            ("VIVAVOCE_BLOBS__KIND", "s3".to_owned()),
            ("VIVAVOCE_BLOBS__ENDPOINT", variable("S3")),
            ("VIVAVOCE_BLOBS__ALLOW_HTTP", "true".to_owned()),
            ("VIVAVOCE_BLOBS__BUCKET", variable("S3_BUCKET")),
            ("VIVAVOCE_BLOBS__ACCESS_KEY", variable("S3_KEY")),
            ("VIVAVOCE_BLOBS__SECRET_KEY", variable("S3_SECRET")),
            ("VIVAVOCE_BUS__URL", variable("NATS")),
            ("VIVAVOCE_BUS__PREFIX", prefix),
            ("VIVAVOCE_CACHE__URL", variable("REDIS")),
        ],
    );
}
