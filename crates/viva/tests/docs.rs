//! The pages for people name only what is there.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{fs, path::PathBuf};

use common::file;

/// Everything in backquotes or in a link that looks like a path of the repository.
fn paths(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    quoted
        .chain(linked)
        .map(|path| path.split(['#', ' ']).next().unwrap_or_default())
        .filter(|path| {
            ["crates/", "docs/", "scripts/", "fixtures/", "samples/"]
                .iter()
                .any(|root| path.starts_with(root))
        })
        .filter(|path| !path.contains(['*', '<', '…']))
        .map(str::to_owned)
        .collect()
}

fn pages() -> Vec<PathBuf> {
    let decisions = fs::read_dir(file("docs/decisions"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let docs = fs::read_dir(file("docs"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file());
    let roots = [
        "README.md",
        "CONTRIBUTING.md",
        "fixtures/README.md",
        "samples/README.md",
    ]
    .map(file);
    decisions
        .chain(docs)
        .chain(roots)
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .collect()
}

#[test]
fn every_path_that_a_page_names_exists() {
    let mut checked = 0;
    for page in pages() {
        for path in paths(&fs::read_to_string(&page).unwrap()) {
            assert!(
                file(&path).exists(),
                "{} names {path}, which is not there",
                page.display()
            );
            checked += 1;
        }
    }
    assert!(
        checked > 20,
        "only {checked} paths were found: has the way of writing them changed?"
    );
}

#[test]
fn the_table_of_crates_names_every_crate() {
    let page = fs::read_to_string(file("docs/architecture.md")).unwrap();
    for entry in fs::read_dir(file("crates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            page.contains(&format!("`crates/{name}`")),
            "{name} is missing in docs/architecture.md"
        );
    }
}
