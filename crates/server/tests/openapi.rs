//! The description of the API that is committed is the one that the code gives.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use std::{collections::BTreeSet, env, fs, path::Path};

use serde_json::Value;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");

fn document() -> String {
    let mut text = server::openapi_document().to_pretty_json().unwrap();
    text.push('\n');
    text
}

#[test]
fn the_committed_description_is_the_newest() {
    let (now, file) = (document(), Path::new(FILE));
    if env::var_os("VIVAVOCE_RENEW").is_some() {
        fs::write(file, &now).unwrap();
    }
    let committed = fs::read_to_string(file).unwrap_or_default();
    assert!(
        committed == now,
        "docs/openapi.json is stale. Renew it: VIVAVOCE_RENEW=1 cargo test --release -p server --test openapi"
    );
}

#[test]
fn every_operation_is_fully_described() {
    let document: Value = serde_json::from_str(&document()).unwrap();
    let mut ids = BTreeSet::new();
    let mut faults = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let here = format!("{method} {path}");
            let id = operation["operationId"].as_str().unwrap_or_default();
            if id.is_empty() || !ids.insert(id.to_owned()) {
                faults.push(format!("{here}: its id `{id}` is missing or not its own"));
            }
            for part in ["summary", "tags", "responses"] {
                if operation[part].is_null() {
                    faults.push(format!("{here}: no {part}"));
                }
            }
            let success = operation["responses"]
                .as_object()
                .unwrap()
                .keys()
                .any(|status| status.starts_with(['1', '2']));
            if !success {
                faults.push(format!("{here}: no success"));
            }
            if path.starts_with("/v1/")
                && operation["responses"]["429"]["content"]["application/problem+json"].is_null()
            {
                faults.push(format!("{here}: problems are not described"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn whatever_is_referred_to_is_there() {
    let text = document();
    let document: Value = serde_json::from_str(&text).unwrap();
    for reference in text.split("\"$ref\": \"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer} is not described");
    }
}
