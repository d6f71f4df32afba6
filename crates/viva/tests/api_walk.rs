//! `docs/api.md` works as it is written: its shell blocks are run in order, in one shell, against a new server, and what they
//! print is what the page says.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{fs, path::Path, process::Command};

use common::{
    file,
    service::{Service, clean},
};

/// Seconds for the whole walk: its waits have no end of their own.
const PATIENCE: &str = "300";

/// Stands in the output before what each block prints.
const MARK: &str = "--- block ";

/// Commands of the page.
struct Block {
    /// Line of the page that they begin after.
    line: usize,
    commands: String,
    /// What the page says they print, where it does.
    prints: Option<String>,
}

/// The blocks fenced as `sh`; one fenced as `text` right after one is what it prints.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lines = page.lines().enumerate();
    let mut follows = false;
    while let Some((number, line)) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else {
            follows = follows && line.is_empty();
            continue;
        };
        let inside: String = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| *line != "```")
            .map(|line| format!("{line}\n"))
            .collect();
        match kind {
            "sh" => blocks.push(Block {
                line: number + 1,
                commands: inside,
                prints: None,
            }),
            "text" => {
                assert!(follows, "line {}: output of nothing", number + 1);
                blocks.last_mut().unwrap().prints = Some(inside);
            }
            _ => {}
        }
        follows = kind == "sh";
    }
    blocks
}

/// All of them as one script that stops at the first command that fails.
fn script(blocks: &[Block]) -> String {
    let mut script = "set -euo pipefail\n".to_owned();
    for (number, block) in blocks.iter().enumerate() {
        script.push_str(&format!("echo '{MARK}{number}'\n{}", block.commands));
    }
    script
}

/// What each block has printed, as far as they came.
fn parts(printed: &str) -> Vec<&str> {
    let parts = printed.split(MARK).skip(1);
    parts
        .map(|part| part.split_once('\n').map_or("", |(_, rest)| rest))
        .collect()
}

/// Runs a script in the repository, and leaves nothing there.
fn run(script: &Path, folder: &Path, server: &str, setup: &str) -> std::process::Output {
    let mut command = Command::new("timeout");
    command
        .arg(PATIENCE)
        .arg("bash")
        .arg(script)
        .current_dir(file("."))
        .env("TMPDIR", folder)
        .env("SERVER", server)
        .env("SETUP", setup);
    clean(command).output().unwrap()
}

#[test]
fn the_walk_through_the_api_works_as_written() {
    let page = fs::read_to_string(file("docs/api.md")).unwrap();
    let blocks = blocks(&page);
    assert!(
        blocks.len() > 20,
        "only {} blocks: has the way of writing them changed?",
        blocks.len()
    );
    let folder = tempfile::tempdir().unwrap();
    let mut service = Service::start(
        folder.path(),
        &[],
        &[("VIVAVOCE_MODELS__WHISPER", "tiny".to_owned())],
    );
    let setup = service.setup_token();
    let walk = folder.path().join("walk.sh");
    fs::write(&walk, script(&blocks)).unwrap();
    let output = run(&walk, folder.path(), &service.address, &setup);
    let (printed, said) = (common::printed(&output), common::said(&output));
    let parts = parts(&printed);
    for (block, printed) in blocks.iter().zip(&parts) {
        if let Some(expected) = &block.prints
            && (output.status.success() || printed.len() >= expected.len())
        {
            assert_eq!(printed, expected, "docs/api.md, line {}\n{said}", block.line);
        }
    }
    let last = parts.len().saturating_sub(1);
    assert!(
        output.status.success(),
        "docs/api.md, line {}: {}\n{}{said}\n{}",
        blocks[last].line,
        output.status,
        parts[last],
        service.logged()
    );
    assert_eq!(parts.len(), blocks.len());
}

#[test]
fn blocks_are_found_with_what_they_print() {
    let page = "# A\n\n```sh\none\n```\n\n```text\n1\n```\n\nWords.\n\n```console\n$ two\n```\n\n```sh\nthree\nfour\n```\n";
    let blocks = blocks(page);
    assert_eq!(blocks.len(), 2);
    assert_eq!(
        (
            blocks[0].line,
            blocks[0].commands.as_str(),
            blocks[0].prints.as_deref()
        ),
        (3, "one\n", Some("1\n"))
    );
    assert_eq!(
        (blocks[1].commands.as_str(), &blocks[1].prints),
        ("three\nfour\n", &None)
    );
}
