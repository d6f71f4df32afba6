//! Traces, as a real collector gets them: one for each request, with the jobs that it asked for, and nothing that
//! somebody said.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::collections::{BTreeSet, HashMap};

use common::{
    own::Collector,
    service::{Service, wait_for},
    sessions::{Sessions, TAKES, in_a_hurry},
};

/// Name and kind of job of one span, by the collector's name for its trace.
struct Span {
    trace: String,
    name: String,
    kind: Option<String>,
}

/// The spans in what the collector writes down.
fn spans(collected: &str) -> Vec<Span> {
    let of_span = |text: &str| {
        let after = |what: &str| {
            let line = text.lines().find_map(|line| line.trim().strip_prefix(what))?;
            Some(line.trim_start_matches([' ', ':']).trim().to_owned())
        };
        Some(Span {
            trace: after("Trace ID")?,
            name: after("Name")?,
            kind: after("-> kind").map(|kind| kind.replace("Str(", "").replace(')', "")),
        })
    };
    collected.split("Span #").skip(1).filter_map(of_span).collect()
}

#[test]
fn a_request_and_the_jobs_that_come_of_it_are_one_trace() {
    let folder = tempfile::tempdir().unwrap();
    let collector = Collector::new();
    let mut variables = in_a_hurry();
    variables.push(("VIVAVOCE_TELEMETRY__ENDPOINT", collector.endpoint.clone()));
    let mut service = Service::start(folder.path(), &[], &variables);
    let token = service.set_up("ada@example.org");
    let sessions = Sessions::on(&service, &token);
    let id = sessions.take(TAKES[0]);
    wait_for("the take", || sessions.done(&id).then_some(()));
    let (_, transcript) = service.get(&format!("/v1/sessions/{id}/transcript"), &token);
    let said: Vec<&str> = transcript["words"]
        .as_array()
        .unwrap()
        .iter()
        .map(|word| word["text"].as_str().unwrap())
        .collect();
    // What waits to be sent is sent before it ends.
    assert!(service.stop().0.success());

    let collected = collector.collected();
    let spans = spans(&collected);
    let mut jobs: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for span in &spans {
        if let Some(kind) = &span.kind {
            jobs.entry(&span.trace).or_default().insert(kind);
        }
    }
    let asked = spans
        .iter()
        .find(|span| span.name == "POST /v1/sessions/{id}/process");
    let asked = asked.unwrap_or_else(|| panic!("no span of the request in:\n{collected}"));
    let done = jobs.get(asked.trace.as_str()).cloned().unwrap_or_default();
    for kind in ["ingest", "asr", "align", "prosody", "fluency", "score", "drill"] {
        assert!(
            done.contains(kind),
            "{kind} is not in the trace that asked for it, but {done:?}"
        );
    }
    assert!(said.len() > 3, "{transcript}");
    for secret in [
        said.join(" ").as_str(),
        common::service::PASSWORD,
        &token,
        "ada@example.org",
    ] {
        assert!(!collected.contains(secret), "{secret} was sent to the collector");
    }
}
