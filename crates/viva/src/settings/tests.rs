//! What people are told about their settings.

use std::path::Path;

use super::{BlobKind, Faults, Settings};

fn parse(text: &str, environment: &[(&str, &str)]) -> Result<Settings, Faults> {
    let environment = environment
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Settings::parse(text, Some(Path::new("vivavoce.toml")), environment)
}

fn told(text: &str, environment: &[(&str, &str)]) -> String {
    parse(text, environment).unwrap_err().to_string()
}

#[test]
fn nothing_needs_to_be_set() {
    let settings = parse("", &[]).unwrap();
    assert_eq!(
        settings.server.url(settings.server.address),
        "http://127.0.0.1:8707"
    );
    assert!(settings.database.url.is_none());
    assert_eq!(settings.blobs.kind, BlobKind::Folder);
}

#[test]
fn a_variable_goes_before_the_file() {
    let file = "[server]\naddress = \"0.0.0.0:80\"\n[limits]\nupload_mb = 7";
    let settings = parse(
        file,
        &[
            ("VIVAVOCE_SERVER__ADDRESS", "127.0.0.1:99"),
            (
                "VIVAVOCE_SERVER__ALLOWED_ORIGINS",
                "https://a.example, https://b.example",
            ),
            ("VIVAVOCE_BLOBS__ALLOW_HTTP", "true"),
            ("VIVAVOCE_DATA", "/not/a/setting"),
        ],
    )
    .unwrap();
    assert_eq!(settings.server.address.port(), 99);
    assert_eq!(
        settings.server.allowed_origins,
        ["https://a.example", "https://b.example"]
    );
    assert!(settings.blobs.allow_http);
    assert_eq!(settings.limits.upload_mb, 7);
}

#[test]
fn every_fault_is_told_at_once_with_its_place_and_what_to_do() {
    let file = "[server]\nadress = \"127.0.0.1:80\"\nstop_seconds = \"soon\"\n\n[limit]\nupload_mb = 3\n\n[limits]\nupload_mb = 0\n";
    let told = told(
        file,
        &[
            ("VIVAVOCE_BLOBS__KIND", "s3"),
            ("VIVAVOCE_MAIL__PROT", "25"),
            ("VIVAVOCE_WORKERS__CORES", "many"),
        ],
    );
    for line in [
        "the settings have 10 faults",
        "server.adress (vivavoce.toml, line 2): there is no such setting; did you mean address?",
        "server.stop_seconds (vivavoce.toml, line 3): expected a whole number",
        "limit.upload_mb (vivavoce.toml, line 6): there is no such section; did you mean limits?",
        "limits.upload_mb (vivavoce.toml, line 9): expected a number from 1 to 10000, but it is 0",
        "blobs.bucket: needed, since blobs.kind is \"s3\"",
        "mail.prot (variable VIVAVOCE_MAIL__PROT): there is no such setting; did you mean port?",
        "workers.cores (variable VIVAVOCE_WORKERS__CORES): expected a whole number",
    ] {
        assert!(told.contains(line), "{line}\nis not in\n{told}");
    }
}

#[test]
fn what_is_not_toml_is_told_with_its_line_beside_other_faults() {
    let told = told("[server]\naddress = \n[limits]\nupload_mb = 0\n", &[]);
    assert!(
        told.contains("the file (vivavoce.toml, line 2): this is not TOML"),
        "{told}"
    );
    assert!(
        told.contains("limits.upload_mb (vivavoce.toml, line 4)"),
        "{told}"
    );
}

#[test]
fn a_key_outside_of_every_section_is_a_fault() {
    let told = told("address = \"127.0.0.1:80\"", &[]);
    assert!(
        told.contains("address (vivavoce.toml, line 1): every setting stands in a section"),
        "{told}"
    );
}

#[test]
fn settings_that_need_each_other() {
    let told = told(
        "[mail]\nhost = \"mail.example.org\"\nuser = \"viva\"\n[practice]\nmodel_url = \"http://127.0.0.1:8080/v1\"\n\
         [blobs]\nkind = \"s3\"\nendpoint = \"http://127.0.0.1:9000\"\nbucket = \"viva\"\naccess_key = \"a\"\nsecret_key = \"b\"",
        &[],
    );
    for line in [
        "mail.from: needed",
        "mail.password: user and password go together",
        "practice.model: needed",
        "unencrypted",
    ] {
        assert!(told.contains(line), "{line}\nis not in\n{told}");
    }
}

#[test]
fn secrets_are_in_no_fault_and_in_no_dump() {
    let secret = "hunter2";
    let variables = [
        ("VIVAVOCE_DATABASE__URL", "mysql://viva:hunter2@db/viva"),
        ("VIVAVOCE_BUS__URL", "nats://viva:hunter2"),
        ("VIVAVOCE_CACHE__URL", "redis://:hunter2 @host"),
        ("VIVAVOCE_ACCOUNTS__SECRET_KEY", "hunter2"),
    ];
    let told = told("", &variables);
    assert!(
        told.contains("database.url") && told.contains("accounts.secret_key"),
        "{told}"
    );
    assert!(!told.contains(secret), "{told}");
    let settings = parse(
        "[mail]\nhost = \"h\"\nfrom = \"a@b\"\nuser = \"viva\"\npassword = \"hunter2\"",
        &[
            ("VIVAVOCE_DATABASE__URL", "postgres://viva:hunter2@db/viva"),
            ("VIVAVOCE_BLOBS__SECRET_KEY", "hunter2"),
            ("VIVAVOCE_PRACTICE__MODEL_KEY", "hunter2"),
        ],
    )
    .unwrap();
    assert!(!format!("{settings:?}").contains(secret));
}
