//! What the real command says about settings that are not as they should be.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{fs, process::Output};

use common::{printed, said, service::clean, viva};

fn serve(settings: &str, variables: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vivavoce.toml");
    fs::write(&file, settings).unwrap();
    clean(viva())
        .args(["serve", "--addr", "127.0.0.1:0", "--data"])
        .arg(folder.path())
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

#[test]
fn all_faults_are_listed_at_once_and_nothing_is_opened() {
    let output = serve(
        "[server]\nadress = \"0.0.0.0:80\"\n\n[limits]\nupload_mb = 0\n\n[blobs]\nkind = \"s3\"\n",
        &[
            ("VIVAVOCE_DATABASE__URL", "mysql://viva:hunter2@db/viva"),
            ("VIVAVOCE_MALL__HOST", "mail.example.org"),
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    let told = said(&output);
    for line in [
        "the settings have 8 faults",
        "vivavoce.toml, line 2): there is no such setting; did you mean address?",
        "vivavoce.toml, line 5): expected a number from 1 to 10000, but it is 0",
        "blobs.secret_key: needed, since blobs.kind is \"s3\"",
        "database.url (variable VIVAVOCE_DATABASE__URL): expected an address that begins with postgres://",
        "mall.host (variable VIVAVOCE_MALL__HOST): there is no such section; did you mean mail?",
    ] {
        assert!(told.contains(line), "{line}\nis not in\n{told}");
    }
    assert!(!told.contains("hunter2"), "{told}");
    assert!(printed(&output).is_empty());
}

#[test]
fn a_settings_file_that_is_not_there_is_told() {
    let output = clean(viva())
        .args(["serve", "--config", "/not/there.toml", "--addr", "127.0.0.1:0"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("/not/there.toml"), "{}", said(&output));
}
