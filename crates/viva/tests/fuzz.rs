//! Whatever is sent to the API, it answers with something better than a server error: schemathesis makes requests from the
//! API's own description, good ones and bad ones (`scripts/servers/with.sh` says where it is).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::process::Command;

use common::{postgres::variable, service::Service};

/// Requests of each kind for each operation. More find more, and take longer: `VIVAVOCE_FUZZ_EXAMPLES` asks for them.
const EXAMPLES: &str = "5";

/// Limits that would answer in place of what is tested.
fn unlimited() -> Vec<(&'static str, String)> {
    let many = || "10000000".to_owned();
    vec![
        ("VIVAVOCE_LIMITS__REQUESTS_PER_ADDRESS", many()),
        ("VIVAVOCE_LIMITS__REQUESTS_PER_ACCOUNT", many()),
        ("VIVAVOCE_LIMITS__REQUESTS_PER_ORG", many()),
    ]
}

#[test]
fn no_request_makes_the_server_fail() {
    let folder = tempfile::tempdir().unwrap();
    let mut service = Service::start(folder.path(), &[], &unlimited());
    let token = service.set_up("ada@example.org");
    let examples = std::env::var("VIVAVOCE_FUZZ_EXAMPLES").unwrap_or_else(|_| EXAMPLES.to_owned());
    let output = Command::new(variable("SCHEMATHESIS"))
        .current_dir(folder.path())
        .arg("run")
        .arg(format!("{}/openapi.json", service.address))
        .args(["--header", &format!("Authorization: Bearer {token}")])
        // Streams do not end, and who signs out can ask for nothing more.
        .args(["--exclude-path-regex", "/events$|/v1/live$|/v1/auth/logout$"])
        .args([
            "--checks",
            "not_a_server_error",
            "--phases",
            "examples,coverage,fuzzing",
        ])
        .args([
            "--max-examples",
            &examples,
            "--seed",
            "1",
            "--workers",
            "2",
            "--no-shrink",
        ])
        .args([
            "--request-timeout",
            "60",
            "--continue-on-failure",
            "--warnings",
            "off",
            "--no-color",
        ])
        .args(["--suppress-health-check", "all", "--generation-database", "none"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}\n{}\n{}",
        String::from_utf8_lossy(&output.stderr),
        service.logged()
    );
    // It has really asked, and was let in.
    assert!(said.contains("passed"), "{said}");
    assert_eq!(service.get("/v1/me", &token).0, 200, "still signed in at the end");
}
