//! A session as a client sees it: made, given its take, worked on, and what was found in it.

use std::io::{BufRead, BufReader};

use serde_json::{Value, json};

use super::{file, service::Service};

/// Two takes of a few seconds: where the pipeline is tested and not the engines.
pub const TAKES: [&str; 2] = [
    "fixtures/learners/audio/096070024.flac",
    "fixtures/learners/audio/000010115.flac",
];

/// What is found in a session, step by step.
const RESULTS: [&str; 5] = ["transcript", "prosody", "fluency", "scores", "drills"];

/// The smallest model, what a dead worker leaves behind taken up soon, and no limits that would answer in place of what
/// is tested.
pub fn in_a_hurry() -> Vec<(&'static str, String)> {
    let many = || "10000000".to_owned();
    vec![
        ("VIVAVOCE_MODELS__WHISPER", "tiny".to_owned()),
        ("VIVAVOCE_WORKERS__LEASE_SECONDS", "2".to_owned()),
        ("VIVAVOCE_LIMITS__REQUESTS_PER_ADDRESS", many()),
        ("VIVAVOCE_LIMITS__REQUESTS_PER_ACCOUNT", many()),
        ("VIVAVOCE_LIMITS__REQUESTS_PER_ORG", many()),
    ]
}

/// Somebody's sessions on a server.
pub struct Sessions<'a> {
    service: &'a Service,
    token: &'a str,
}

impl<'a> Sessions<'a> {
    /// Those of whoever has `token`.
    pub fn on(service: &'a Service, token: &'a str) -> Self {
        Self { service, token }
    }

    /// Makes one that waits for its recording.
    pub fn make(&self, title: &str) -> String {
        let body = json!({"kind": "talk", "title": title, "language": "en"});
        let (status, session) = self
            .service
            .ask("POST", "/v1/sessions", Some(self.token), Some(&body));
        assert_eq!(status, 201, "{session}");
        session["id"].as_str().unwrap().to_owned()
    }

    /// Sends a recording; what the server answers.
    pub fn send(&self, id: &str, sound: &[u8]) -> (u16, Value) {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        let mut answer = agent
            .put(format!("{}/v1/sessions/{id}/media", self.service.address))
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/octet-stream")
            .send(sound)
            .unwrap();
        (
            answer.status().as_u16(),
            answer.body_mut().read_json().unwrap_or_default(),
        )
    }

    /// Has one worked on.
    pub fn process(&self, id: &str) {
        let path = format!("/v1/sessions/{id}/process");
        let (status, answer) = self
            .service
            .ask("POST", &path, Some(self.token), Some(&json!({})));
        assert_eq!(status, 202, "{answer}");
    }

    /// Makes one with a take of the repository and has it worked on.
    pub fn take(&self, name: &str) -> String {
        let id = self.make(name);
        let (status, answer) = self.send(&id, &std::fs::read(file(name)).unwrap());
        assert_eq!(status, 201, "{answer}");
        self.process(&id);
        id
    }

    /// As it is now; it must not have failed.
    pub fn get(&self, id: &str) -> Value {
        let (status, session) = self.service.get(&format!("/v1/sessions/{id}"), self.token);
        assert_eq!(status, 200, "{session}");
        assert_ne!(session["state"], "failed", "{session}\n{}", self.service.logged());
        session
    }

    /// Whether it is done; it must not have failed.
    pub fn done(&self, id: &str) -> bool {
        self.get(id)["state"] == "done"
    }

    /// Number of the last event so far.
    pub fn last_event(&self, id: &str) -> i64 {
        self.get(id)["last_event"].as_i64().unwrap()
    }

    /// What was found, without what differs from session to session.
    pub fn found(&self, id: &str) -> Vec<Value> {
        let of = |what: &&str| {
            let (status, found) = self.service.get(&format!("/v1/sessions/{id}/{what}"), self.token);
            assert_eq!(status, 200, "{id} has no {what}: {found}");
            without_ids(found)
        };
        RESULTS.iter().map(of).collect()
    }

    /// That it was done once, whatever happened on the way: one result, which is `expected`, one end, and no event lost
    /// or doubled. How often its words were begun.
    pub fn finished_once(&self, id: &str, expected: &[Value]) -> usize {
        assert_eq!(self.found(id), expected, "the result of an undisturbed server");
        let events = self.events(id);
        let numbers: Vec<i64> = events.iter().map(|(number, _)| *number).collect();
        let all: Vec<i64> = (1..=numbers.len() as i64).collect();
        assert_eq!(numbers, all, "no event lost or doubled");
        let are = |what: &Value| events.iter().filter(|(_, event)| event == what).count();
        let done = json!({"type": "session", "state": "done", "run": 1, "failure": null});
        assert_eq!(are(&done), 1, "finished once: {events:?}");
        are(&json!({"type": "reset"}))
    }

    /// All events of a session, with their numbers.
    fn events(&self, id: &str) -> Vec<(i64, Value)> {
        let last = self.last_event(id);
        let mut answer = ureq::get(format!("{}/v1/sessions/{id}/events", self.service.address))
            .header("authorization", format!("Bearer {}", self.token))
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
