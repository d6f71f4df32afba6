//! What a person gets from `viva analyze`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{
    fs,
    process::{Output, Stdio},
};

use common::{analyze, file, printed, said, viva};
use tempfile::tempdir;

fn json_of(recording: &str, arguments: &[&str]) -> serde_json::Value {
    let folder = tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let output = analyze(
        &file(recording),
        &[&["--format", "json", "--out", out], arguments].concat(),
    );
    assert!(output.status.success(), "{}", said(&output));
    serde_json::from_slice(&fs::read(folder.path().join("report.json")).unwrap()).unwrap()
}

fn words(analysis: &serde_json::Value) -> Vec<(String, f64, f64)> {
    let word = |word: &serde_json::Value| {
        let time = |end: &str| word["span"][end].as_f64().unwrap();
        (
            word["text"].as_str().unwrap().to_lowercase(),
            time("start"),
            time("end"),
        )
    };
    analysis["transcript"]["words"]
        .as_array()
        .unwrap()
        .iter()
        .map(word)
        .collect()
}

#[test]
fn every_word_has_its_time_in_the_recording() {
    let analysis = json_of("samples/reading.flac", &["--language", "en"]);
    let words = words(&analysis);
    assert!((60..75).contains(&words.len()), "{words:?}");
    for pair in words.windows(2) {
        assert!(pair[0].2 <= pair[1].1 + 1e-9, "words overlap: {pair:?}");
    }
    // Where PocketSphinx has them: the second clip begins 7.10 s into the sample.
    let young = words.iter().find(|word| word.0.starts_with("young")).unwrap();
    let clip: serde_json::Value = serde_json::from_slice(
        &fs::read(file(
            "fixtures/librivox/sense_and_sensibility_01_austen_64kb-0880.json",
        ))
        .unwrap(),
    )
    .unwrap();
    let expected = clip["w"]
        .as_array()
        .unwrap()
        .iter()
        .find(|word| word["t"] == "young")
        .unwrap();
    assert!(
        (young.1 - 7.10 - expected["b"].as_f64().unwrap()).abs() < 0.08,
        "{young:?} {expected}"
    );
}

#[test]
fn the_same_recording_gets_the_same_analysis() {
    let first = json_of("samples/reading.flac", &[]);
    let second = json_of("samples/reading.flac", &[]);
    assert_eq!(first, second);
    assert_eq!(first["transcript"]["language"], "en");
}

#[test]
fn every_score_has_its_interval_its_rubric_and_its_models() {
    let analysis = json_of(
        "samples/reading.flac",
        &["--language", "en", "--rubric", "conversation"],
    );
    let scores = &analysis["scores"];
    assert_eq!(scores["rubric"]["name"], "conversation");
    assert!(scores["rubric"]["version"].as_u64().unwrap() >= 1);
    assert!(scores["models"].as_array().unwrap().len() >= 4);
    let mut scored = 0;
    for criterion in scores["criteria"].as_array().unwrap() {
        let Some(score) = criterion["outcome"].get("scored") else {
            continue;
        };
        let number = |key: &str| score["interval"][key].as_f64().unwrap();
        let value = score["value"].as_f64().unwrap();
        assert!(number("low") <= value && value <= number("high"), "{criterion}");
        assert_eq!(number("level"), 0.8);
        scored += 1;
    }
    assert!(scored >= 3, "{scores}");
}

#[test]
fn a_reading_is_held_against_its_text() {
    let clip = "fixtures/librivox/sense_and_sensibility_01_austen_64kb-0880.wav";
    let right = json_of(
        clip,
        &[
            "--model",
            "base",
            "--language",
            "en",
            "--reference",
            "He was not an ill-disposed young man.",
        ],
    );
    assert_eq!(
        right["reading"]["differences"].as_array().unwrap().len(),
        0,
        "{}",
        right["reading"]
    );
    let wrong = json_of(
        clip,
        &[
            "--model",
            "base",
            "--language",
            "en",
            "--reference",
            "He was not an ill-disposed old gentleman.",
        ],
    );
    assert!(
        wrong["reading"]["word_error_rate"].as_f64().unwrap() > 0.2,
        "{}",
        wrong["reading"]
    );
}

#[test]
fn each_format_is_written_and_named() {
    let folder = tempdir().unwrap();
    let clip = file("fixtures/librivox/sense_and_sensibility_01_austen_64kb-0870.wav");
    let output = analyze(
        &clip,
        &[
            "--model",
            "base",
            "--language",
            "en",
            "--embed-audio",
            "--out",
            folder.path().to_str().unwrap(),
        ],
    );
    assert!(output.status.success(), "{}", said(&output));
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    let html = String::from_utf8(read("report.html")).unwrap();
    assert!(html.contains("Dashwood") && html.contains("audio/wav"));
    assert!(
        html.len() as u64 > fs::metadata(&clip).unwrap().len(),
        "the sound is in the page"
    );
    assert!(html.to_lowercase().contains("not for clinical use"));
    assert!(read("report.pdf").starts_with(b"%PDF-"));
    assert!(
        String::from_utf8(read("report-words.csv"))
            .unwrap()
            .contains("Dashwood")
    );
    assert!(read("report-tracks.csv").len() > 1000);
    assert!(printed(&output).to_lowercase().contains("not for clinical use"));
    assert!(!printed(&output).contains('\u{1b}'), "no colour on a pipe");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5);
}

#[test]
fn a_recording_may_come_through_a_pipe() {
    let run = |input: Stdio, path: &str| -> Output {
        let mut command = viva();
        command.args(["analyze", path, "--model", "tiny", "--language", "en", "--quiet"]);
        command.stdin(input).output().unwrap()
    };
    let clip = file("fixtures/librivox/sense_and_sensibility_01_austen_64kb-0880.wav");
    let piped = run(fs::File::open(&clip).unwrap().into(), "-");
    assert!(piped.status.success(), "{}", said(&piped));
    assert!(printed(&piped).contains("young man"));
}

#[test]
fn spanish_is_heard_and_its_times_are_marked_as_estimated() {
    let analysis = json_of("fixtures/spanish/demo-echotest.flac", &["--model", "base"]);
    assert_eq!(analysis["transcript"]["language"], "es");
    for word in analysis["transcript"]["words"].as_array().unwrap() {
        assert_eq!(word["timing"], "estimated");
        assert!(word["fit"].is_null() && word["phones"].as_array().unwrap().is_empty());
    }
    assert!(
        analysis["notices"]
            .as_array()
            .unwrap()
            .iter()
            .any(|notice| notice["key"] == "times-estimated")
    );
}
