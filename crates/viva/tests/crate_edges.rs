//! The house keeps its shape: which crate may use which (docs/architecture.md).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use std::{collections::BTreeSet, process::Command};

/// Every allowed edge between our crates. Adding one changes the architecture: say why in `docs/decisions/`.
const ALLOWED: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("audio", &["domain"]),
    ("prosody", &["domain"]),
    ("phonetics", &["domain"]),
    ("speech", &["domain"]),
    ("speech-onnx", &["domain", "phonetics", "speech"]),
    ("coach", &["domain", "phonetics"]),
    ("report", &["domain"]),
    ("storage", &["domain"]),
    (
        "jobs",
        &[
            "domain", "audio", "prosody", "speech", "coach", "report", "storage",
        ],
    ),
    (
        "server",
        &["domain", "audio", "coach", "report", "storage", "jobs"],
    ),
    (
        "viva",
        &[
            "domain",
            "audio",
            "prosody",
            "phonetics",
            "speech",
            "speech-onnx",
            "coach",
            "report",
            "storage",
            "jobs",
            "server",
        ],
    ),
];

/// Crates that must stay pure, and what would let them do I/O, wait, or ask for time or chance.
const PURE: &[&str] = &["domain", "prosody", "phonetics", "coach"];
const IMPURE: &[&str] = &[
    "tokio", "ureq", "reqwest", "sqlx", "sea-orm", "chrono", "time", "rand", "ort", "tempfile",
];

/// What a pure crate may use all the same, and why it stays pure with it.
/// `domain` says what a [`Clock`](domain::Clock) is in chrono's types; it takes chrono without what reads the time.
const ALLOWED_IN_PURE: &[(&str, &str)] = &[("domain", "chrono")];

/// Features of chrono that read the machine's clock.
const READS_TIME: &[&str] = &["clock", "now", "default"];

fn packages() -> Vec<serde_json::Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version=1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn dependencies(package: &serde_json::Value) -> Vec<&str> {
    let normal = |dependency: &&serde_json::Value| dependency["kind"].is_null();
    let list = package["dependencies"].as_array().unwrap();
    list.iter()
        .filter(normal)
        .map(|dependency| dependency["name"].as_str().unwrap())
        .collect()
}

#[test]
fn crates_use_only_the_crates_they_may() {
    let packages = packages();
    let ours: BTreeSet<&str> = packages
        .iter()
        .map(|package| package["name"].as_str().unwrap())
        .collect();
    let listed: BTreeSet<&str> = ALLOWED.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        ours, listed,
        "the table of edges names every crate of the workspace, and no other"
    );
    for package in &packages {
        let name = package["name"].as_str().unwrap();
        let allowed = ALLOWED.iter().find(|(listed, _)| *listed == name).unwrap().1;
        for used in dependencies(package)
            .into_iter()
            .filter(|used| ours.contains(used))
        {
            assert!(allowed.contains(&used), "{name} must not use {used}");
        }
    }
}

#[test]
fn pure_crates_have_nothing_to_do_io_with() {
    for package in packages()
        .iter()
        .filter(|package| PURE.contains(&package["name"].as_str().unwrap()))
    {
        let name = package["name"].as_str().unwrap();
        for used in dependencies(package) {
            assert!(
                !IMPURE.contains(&used) || ALLOWED_IN_PURE.contains(&(name, used)),
                "{name} must stay pure, but uses {used}"
            );
        }
    }
}

#[test]
fn no_crate_asks_for_what_reads_the_time() {
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        let list = package["dependencies"].as_array().unwrap();
        for chrono in list.iter().filter(|dependency| dependency["name"] == "chrono") {
            assert_eq!(
                chrono["uses_default_features"], false,
                "{name} takes chrono with its clock"
            );
            let features = chrono["features"].as_array().unwrap();
            for feature in features.iter().map(|feature| feature.as_str().unwrap()) {
                assert!(
                    !READS_TIME.contains(&feature),
                    "{name} takes chrono with its {feature}"
                );
            }
        }
    }
}

/// Sound cannot leave the machine by a crate that has nothing to send it with: the model store fetches, `storage` speaks
/// to the S3 that the operator configured, and `viva push` is told by a person where to send a recording.
#[test]
fn only_named_crates_reach_for_the_network() {
    const NETWORK: &[&str] = &[
        "ureq",
        "reqwest",
        "hyper",
        "curl",
        "isahc",
        "attohttpc",
        "minreq",
        "rustls",
        "native-tls",
    ];
    for package in packages() {
        let used: Vec<_> = dependencies(&package)
            .into_iter()
            .filter(|used| NETWORK.contains(used))
            .map(str::to_owned)
            .collect();
        let expected: &[&str] = match package["name"].as_str().unwrap() {
            "speech" => &["ureq"],
            // The S3 and the language model that the operator configured.
            "storage" | "server" => &["reqwest"],
            "viva" => &["rustls", "ureq"],
            _ => &[],
        };
        assert_eq!(used, expected, "{}", package["name"]);
    }
}
