//! Whatever is sent to the API, it answers with something better than a server error: schemathesis makes requests from the
//! API's own description, good ones and bad ones (`scripts/servers/with.sh` says where it is).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{path::Path, process::Command};

use common::{
    file,
    postgres::variable,
    service::{Service, wait_for},
    sessions::{Sessions, TAKES, in_a_hurry},
};

/// Requests of each kind for each operation. More find more, and take longer: `VIVAVOCE_FUZZ_EXAMPLES` asks for them.
const EXAMPLES: &str = "12";

/// What would end the sign-in with which everything else is asked.
const SIGNING_OUT: &str = r"/v1/auth/logout$|/v1/me/sign-ins/\{id\}$";

/// What is found under an id that is real: ids out of the air find nothing, and end there.
const REAL: &str = r"^/v1/(sessions|orgs)/\{id\}";

/// Streams, which do not end.
const ENDLESS: &str = r"/events$|/v1/live$";

/// Asks the server with more arguments, from a folder that may hold a configuration.
fn ask(service: &Service, token: &str, org: &str, folder: &Path, arguments: &[&str]) {
    let examples = std::env::var("VIVAVOCE_FUZZ_EXAMPLES").unwrap_or_else(|_| EXAMPLES.to_owned());
    let output = Command::new(variable("SCHEMATHESIS"))
        .current_dir(folder)
        .env("SCHEMATHESIS_HOOKS", file("crates/viva/tests/fuzz/hooks.py"))
        .arg("run")
        .arg(format!("{}/openapi.json", service.address))
        .args(["--header", &format!("Authorization: Bearer {token}")])
        .args(["--header", &format!("Vivavoce-Org: {org}")])
        .args(["--checks", "not_a_server_error"])
        .args(["--phases", "examples,coverage,fuzzing"])
        .args(["--max-examples", &examples, "--seed", "1"])
        // Python 3.11 reads source in one thread at a time: with two workers it fails now and then, not the server.
        .args(["--workers", "1", "--no-shrink", "--request-timeout", "60"])
        .args(["--continue-on-failure", "--warnings", "off", "--no-color"])
        .args(["--suppress-health-check", "all", "--generation-database", "none"])
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}\n{}\n{}",
        String::from_utf8_lossy(&output.stderr),
        service.logged()
    );
    // It has really asked.
    assert!(said.contains("passed"), "{said}");
}

#[test]
fn no_request_makes_the_server_fail() {
    let folder = tempfile::tempdir().unwrap();
    let mut service = Service::start(folder.path(), &[], &in_a_hurry());
    let token = service.set_up("ada@example.org");
    let (_, orgs) = service.get("/v1/orgs", &token);
    let org = orgs["items"][0]["id"].as_str().unwrap().to_owned();
    // Something to find.
    let sessions = Sessions::on(&service, &token);
    let id = sessions.take(TAKES[0]);
    wait_for("the session to be done", || sessions.done(&id).then_some(()));

    let anywhere = tempfile::tempdir().unwrap();
    let ask = |folder: &Path, arguments: &[&str]| ask(&service, &token, &org, folder, arguments);
    let others = format!("{ENDLESS}|{SIGNING_OUT}");
    ask(anywhere.path(), &["--exclude-path-regex", &others]);
    let here = tempfile::tempdir().unwrap();
    let of = |kind, id| {
        format!(
            "[[operations]]\ninclude-path-regex = '^/v1/{kind}/'\nparameters = {{ 'path.id' = '{id}' }}\n"
        )
    };
    let real = of("sessions", &id) + &of("orgs", &org);
    std::fs::write(here.path().join("schemathesis.toml"), real).unwrap();
    let kept = ["--include-path-regex", REAL, "--exclude-method", "DELETE"];
    ask(
        here.path(),
        &[&kept[..], &["--exclude-path-regex", ENDLESS]].concat(),
    );
    assert_eq!(service.get("/v1/me", &token).0, 200, "it was let in to the end");
    ask(anywhere.path(), &["--include-path-regex", SIGNING_OUT]);
    assert_eq!(service.get("/healthz", "").0, 200);
}
