//! `viva doctor` on the service: what is connected, what is not, and what to do.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::path::Path;

use common::{
    postgres::{Fresh, variable},
    printed, said,
    service::{Service, clean},
    viva,
};

fn doctor(data: &Path, variables: &[(&str, String)]) -> String {
    let output = clean(viva())
        .args(["doctor", "--no-speed", "--data"])
        .arg(data)
        .envs(variables.iter().map(|(name, value)| (*name, value)))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    printed(&output)
}

#[test]
fn before_and_after_the_first_start_at_home() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let before = doctor(&data, &[]);
    assert!(before.contains("SQLite, not made yet"), "{before}");
    assert!(!data.exists(), "looking makes nothing");
    Service::start(folder.path(), &[], &[]).stop();
    let after = doctor(&data, &[]);
    for line in [
        "SQLite answers, and its tables are up to date",
        "folder: writing, reading and deleting work",
        "workers look for jobs by themselves",
        "mails are written to the log",
    ] {
        assert!(after.contains(line), "{line}\nis not in\n{after}");
    }
}

#[test]
fn faults_of_settings_are_told_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let told = doctor(folder.path(), &[("VIVAVOCE_LIMITS__UPLOAD_MB", "0".to_owned())]);
    assert!(
        told.contains("limits.upload_mb (variable VIVAVOCE_LIMITS__UPLOAD_MB)"),
        "{told}"
    );
}

#[test]
fn what_does_not_answer_is_told_without_passwords() {
    let folder = tempfile::tempdir().unwrap();
    let told = doctor(
        folder.path(),
        &[
            (
                "VIVAVOCE_DATABASE__URL",
                "postgres://viva:hunter2@127.0.0.1:1/viva".to_owned(),
            ),
            ("VIVAVOCE_BUS__URL", "nats://viva:hunter2@127.0.0.1:1".to_owned()),
            ("VIVAVOCE_CACHE__URL", "redis://:hunter2@127.0.0.1:1".to_owned()),
            ("VIVAVOCE_MAIL__HOST", "127.0.0.1".to_owned()),
            ("VIVAVOCE_MAIL__PORT", "1".to_owned()),
            ("VIVAVOCE_MAIL__FROM", "viva@example.org".to_owned()),
        ],
    );
    for line in [
        "that database.url is right",
        "that bus.url is right",
        "cache.url is right",
        "[mail] settings are right",
    ] {
        assert!(told.contains(line), "{line}\nis not in\n{told}");
    }
    assert!(!told.contains("hunter2"), "{told}");
}

#[test]
fn everything_at_a_school_answers() {
    let folder = tempfile::tempdir().unwrap();
    let database = Fresh::make();
    let smtp = variable("SMTP");
    let (host, port) = smtp.rsplit_once(':').unwrap();
    let told = doctor(
        folder.path(),
        &[
            ("VIVAVOCE_DATABASE__URL", database.url.clone()),
            ("VIVAVOCE_BLOBS__KIND", "s3".to_owned()),
            ("VIVAVOCE_BLOBS__ENDPOINT", variable("S3")),
            ("VIVAVOCE_BLOBS__ALLOW_HTTP", "true".to_owned()),
            ("VIVAVOCE_BLOBS__BUCKET", variable("S3_BUCKET")),
            ("VIVAVOCE_BLOBS__ACCESS_KEY", variable("S3_KEY")),
            ("VIVAVOCE_BLOBS__SECRET_KEY", variable("S3_SECRET")),
            ("VIVAVOCE_BUS__URL", variable("NATS")),
            ("VIVAVOCE_CACHE__URL", variable("REDIS")),
            ("VIVAVOCE_MAIL__HOST", host.to_owned()),
            ("VIVAVOCE_MAIL__PORT", port.to_owned()),
            ("VIVAVOCE_MAIL__SECURITY", "none".to_owned()),
            ("VIVAVOCE_MAIL__FROM", "viva@example.org".to_owned()),
        ],
    );
    for line in [
        "PostgreSQL answers; ",
        "S3: writing, reading and deleting work",
        "NATS answers",
        "Redis answers",
        &format!("{smtp} answers"),
    ] {
        assert!(told.contains(line), "{line}\nis not in\n{told}");
    }
}
