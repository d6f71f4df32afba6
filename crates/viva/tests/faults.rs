//! A server that is killed at any point, again and again, with its bus going away and coming back, finishes every session
//! once, with the result that an undisturbed server has. On SQLite with a folder, and on PostgreSQL with S3 and NATS.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use common::{
    file,
    postgres::{Fresh, variable},
    service::{Service, wait_for},
};
use serde_json::{Value, json};

/// Two takes of a few seconds: the pipeline is what is tested, not the engines.
const TAKES: [&str; 2] = [
    "fixtures/learners/audio/096070024.flac",
    "fixtures/learners/audio/000010115.flac",
];

/// Sessions of each take.
const EACH: usize = 3;

/// How often the server is killed.
const KILLS: usize = 10;

/// What is found in a session, step by step.
const RESULTS: [&str; 5] = ["transcript", "prosody", "fluency", "scores", "drills"];

fn take(service: &Service, token: &str, file_name: &str) -> String {
    let body = json!({"kind": "talk", "title": file_name, "language": "en"});
    let (status, session) = service.ask("POST", "/v1/sessions", Some(token), Some(&body));
    assert_eq!(status, 201, "{session}");
    let id = session["id"].as_str().unwrap().to_owned();
    let sound = std::fs::read(file(file_name)).unwrap();
    let sent = ureq::put(format!("{}/v1/sessions/{id}/media", service.address))
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "audio/flac")
        .send(&sound[..])
        .unwrap();
    assert_eq!(sent.status(), 201);
    let path = format!("/v1/sessions/{id}/process");
    let (status, answer) = service.ask("POST", &path, Some(token), Some(&json!({})));
    assert!((200..300).contains(&status), "{status} {answer}");
    id
}

/// Whether it is done; it must not have failed.
fn done(service: &Service, token: &str, id: &str) -> bool {
    let (status, session) = service.get(&format!("/v1/sessions/{id}"), token);
    assert_eq!(status, 200, "{session}");
    assert_ne!(session["state"], "failed", "{session}\n{}", service.logged());
    session["state"] == "done"
}

fn result(service: &Service, token: &str, id: &str, what: &str) -> Option<Value> {
    let (status, found) = service.get(&format!("/v1/sessions/{id}/{what}"), token);
    (status == 200).then_some(found)
}

/// How many results there are, of all sessions.
fn progress(service: &Service, token: &str, ids: &[String]) -> usize {
    let of = |id: &String| {
        RESULTS
            .iter()
            .filter(|what| result(service, token, id, what).is_some_and(|found| !empty(&found)))
            .count()
    };
    ids.iter().map(of).sum()
}

/// A list without items, which some results are before they are there.
fn empty(found: &Value) -> bool {
    found["items"].as_array().is_some_and(Vec::is_empty)
}

/// What was found, without what differs from session to session.
fn found(service: &Service, token: &str, id: &str) -> Vec<Value> {
    let of = |what: &&str| {
        without_ids(result(service, token, id, what).unwrap_or_else(|| panic!("{id} has no {what}")))
    };
    RESULTS.iter().map(of).collect()
}

fn without_ids(value: Value) -> Value {
    match value {
        Value::Object(map) => map
            .into_iter()
            .filter(|(key, _)| !["id", "session", "created_at", "updated_at"].contains(&key.as_str()))
            .map(|(key, value)| (key, without_ids(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_ids).collect(),
        other => other,
    }
}

/// All events of a session, with their numbers.
fn events(service: &Service, token: &str, id: &str) -> Vec<(i64, Value)> {
    let (_, session) = service.get(&format!("/v1/sessions/{id}"), token);
    let last = session["last_event"].as_i64().unwrap();
    let mut answer = ureq::get(format!("{}/v1/sessions/{id}/events", service.address))
        .header("authorization", format!("Bearer {token}"))
        .call()
        .unwrap();
    let (mut events, mut number) = (Vec::new(), 0);
    for line in BufReader::new(answer.body_mut().as_reader()).lines() {
        let line = line.unwrap();
        if let Some(id) = line.strip_prefix("id:") {
            number = id.trim().parse().unwrap();
        }
        if let Some(data) = line.strip_prefix("data:") {
            events.push((number, serde_json::from_str(data).unwrap()));
            if number == last {
                break;
            }
        }
    }
    events
}

/// Runs the whole story. `disturb` is told before each start of the server which one it is.
fn story(folder: &Path, variables: &[(&str, String)], mut disturb: impl FnMut(usize)) {
    let mut all = vec![
        ("VIVAVOCE_MODELS__WHISPER", "tiny".to_owned()),
        ("VIVAVOCE_WORKERS__LEASE_SECONDS", "2".to_owned()),
        ("VIVAVOCE_LIMITS__REQUESTS_PER_ADDRESS", "1000000".to_owned()),
        ("VIVAVOCE_LIMITS__REQUESTS_PER_ACCOUNT", "1000000".to_owned()),
        ("VIVAVOCE_LIMITS__REQUESTS_PER_ORG", "1000000".to_owned()),
    ];
    all.extend_from_slice(variables);
    disturb(0);
    let mut service = Service::start(folder, &[], &all);
    let token = service.set_up("ada@example.org");
    let undisturbed = TAKES.map(|name| {
        let id = take(&service, &token, name);
        wait_for("the undisturbed session", || {
            done(&service, &token, &id).then_some(())
        });
        found(&service, &token, &id)
    });
    let ids: Vec<String> = (0..EACH * TAKES.len())
        .map(|index| take(&service, &token, TAKES[index % TAKES.len()]))
        .collect();
    for kill in 1..=KILLS {
        // Now at once, now after a step or two, and a little later each time.
        let before = progress(&service, &token, &ids);
        let whole = ids.len() * RESULTS.len();
        wait_for("progress", || {
            let now = progress(&service, &token, &ids);
            (now >= before + kill % 3 || now == whole).then_some(())
        });
        sleep(Duration::from_millis((kill as u64 * 137) % 600));
        service.kill();
        disturb(kill);
        service = Service::start(folder, &[], &all);
    }
    for (index, id) in ids.iter().enumerate() {
        wait_for("a session to be done", || {
            done(&service, &token, id).then_some(())
        });
        assert_eq!(
            found(&service, &token, id),
            undisturbed[index % TAKES.len()],
            "the result of an undisturbed server"
        );
        let events = events(&service, &token, id);
        let numbers: Vec<i64> = events.iter().map(|(number, _)| *number).collect();
        assert_eq!(
            numbers,
            (1..=numbers.len() as i64).collect::<Vec<_>>(),
            "no event lost or doubled"
        );
        let finished = events
            .iter()
            .filter(|(_, event)| event.to_string().contains(r#""state":"done""#));
        assert_eq!(finished.count(), 1, "finished once: {events:?}");
    }
}

#[test]
fn killed_at_home() {
    let folder = tempfile::tempdir().unwrap();
    story(folder.path(), &[], |_| {});
}

/// A bus of this test alone, which can be stopped and started.
struct Nats {
    folder: tempfile::TempDir,
    port: u16,
    child: Option<Child>,
}

impl Nats {
    fn new() -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            port: free.local_addr().unwrap().port(),
            child: None,
        }
    }

    fn start(&mut self) {
        let child = Command::new(variable("NATS_BIN"))
            .args(["-js", "-a", "127.0.0.1", "-p", &self.port.to_string(), "-sd"])
            .arg(self.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.child = Some(child);
    }

    fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        self.stop();
    }
}

#[test]
fn killed_at_a_school_while_the_bus_comes_and_goes() {
    let folder = tempfile::tempdir().unwrap();
    let database = Fresh::make();
    let mut nats = Nats::new();
    let variables = [
        ("VIVAVOCE_DATABASE__URL", database.url.clone()),
        ("VIVAVOCE_BLOBS__KIND", "s3".to_owned()),
        ("VIVAVOCE_BLOBS__ENDPOINT", variable("S3")),
        ("VIVAVOCE_BLOBS__ALLOW_HTTP", "true".to_owned()),
        ("VIVAVOCE_BLOBS__BUCKET", variable("S3_BUCKET")),
        ("VIVAVOCE_BLOBS__ACCESS_KEY", variable("S3_KEY")),
        ("VIVAVOCE_BLOBS__SECRET_KEY", variable("S3_SECRET")),
        ("VIVAVOCE_BUS__URL", format!("nats://127.0.0.1:{}", nats.port)),
    ];
    // There at first, then gone at every other start.
    story(folder.path(), &variables, |start| {
        if start % 2 == 0 { nats.start() } else { nats.stop() }
    });
}
