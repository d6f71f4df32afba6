//! `viva serve` from the outside: how it starts, greets and stops.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops at the first thing that is not as it should be, and looks at the clock to tell the time"
)]

mod common;

use std::time::Instant;

use common::{
    file,
    service::{Service, clean, owner, wait_for},
    viva,
};

#[test]
fn it_serves_on_an_empty_folder_and_stops_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    let service = Service::start(folder.path(), &[], &[]);
    let (status, _) = service.get("/readyz", "");
    println!("served {:.2} s after the start", begun.elapsed().as_secs_f64());
    assert_eq!(status, 200);
    let log = service.logged();
    let (status, _) = service.stop();
    assert!(status.success(), "{status}: {log}");
}

#[test]
fn the_set_up_link_works_once_and_is_shown_as_long_as_nobody_has_an_account() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Service::start(folder.path(), &[], &[]);
    let old = first.setup_token();
    assert!(!first.logged().contains(&old), "the token is not for the log");
    first.stop();
    let mut second = Service::start(folder.path(), &[], &[]);
    let token = second.setup_token();
    assert_ne!(token, old);
    assert_eq!(
        second.post("/v1/auth/setup", &owner(&old, "ada@example.org")).0,
        410
    );
    assert_eq!(
        second.post("/v1/auth/setup", &owner(&token, "ada@example.org")).0,
        201
    );
    assert_eq!(
        second.post("/v1/auth/setup", &owner(&token, "eve@example.org")).0,
        410
    );
    second.stop();
    let third = Service::start(folder.path(), &[], &[]);
    let (status, rest) = third.stop();
    assert!(status.success());
    assert_eq!(rest, "", "somebody has an account: only the address is printed");
}

#[test]
fn an_address_that_is_taken_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = clean(viva())
        .args(["serve", "--addr", &address, "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = common::said(&output);
    assert!(told.contains(&address) && told.contains("--addr"), "{told}");
}

#[test]
fn an_unknown_kind_of_job_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let output = clean(viva())
        .args(["worker", "--only", "asr,juggling", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        common::said(&output).contains("juggling"),
        "{}",
        common::said(&output)
    );
}

#[test]
fn the_first_account_finds_the_demo_analysed() {
    let folder = tempfile::tempdir().unwrap();
    let sample = file("samples/reading.flac");
    let mut service = Service::start(
        folder.path(),
        &["--demo", sample.to_str().unwrap()],
        &[("VIVAVOCE_MODELS__WHISPER", "tiny".to_owned())],
    );
    let token = service.set_up("ada@example.org");
    let demo = wait_for("the demo org", || {
        let (_, orgs) = service.get("/v1/orgs", &token);
        let orgs = orgs["items"].as_array().or(orgs.as_array())?.clone();
        orgs.into_iter().find(|org| org["name"] == "Demo")
    });
    let id = demo["id"].as_str().unwrap();
    let session = wait_for("the analysis", || {
        let sessions = of_org(&service, "/v1/sessions", &token, id);
        let session = sessions["items"][0].clone();
        assert_ne!(session["state"], "failed", "{session}");
        (session["state"] == "done").then_some(session)
    });
    assert_eq!(session["title"], "A learner of English");
}

fn of_org(service: &Service, path: &str, token: &str, org: &str) -> serde_json::Value {
    let answer = ureq::get(format!("{}{path}", service.address))
        .header("authorization", format!("Bearer {token}"))
        .header("vivavoce-org", org)
        .call();
    answer.unwrap().body_mut().read_json().unwrap()
}

#[test]
fn without_models_it_serves_but_is_not_ready_and_says_what_to_run() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("no-models").to_str().unwrap().to_owned();
    let service = Service::start(folder.path(), &[], &[("VIVA_HOME", empty)]);
    let (status, answer) = service.get("/readyz", "");
    assert_eq!(status, 503);
    let told = answer["detail"].as_str().unwrap();
    assert!(
        told.contains("viva models pull") && told.contains("whisper-base"),
        "{told}"
    );
    assert_eq!(service.get("/healthz", "").0, 200);
    assert!(
        service.logged().contains("viva models pull"),
        "{}",
        service.logged()
    );
}
