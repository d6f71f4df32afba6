//! `viva pronounce` on recordings of learners, and on what cannot be scored; `viva eval pronunciation`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{
    f32::consts::TAU,
    path::{Path, PathBuf},
    process::Output,
};

use common::{RATE, file, printed, read_wav, said, viva, write_wav};
use serde_json::Value;
use tempfile::{TempDir, tempdir};

/// A man of 28 who reads this.
const LEARNER: &str = "fixtures/learners/audio/004820041.flac";
const READ: &str = "But again he has made a very clear statement.";
const SECOND: usize = RATE as usize;

fn pronounce(recording: &Path, text: &str, format: &str) -> Output {
    viva()
        .arg("pronounce")
        .arg(recording)
        .args(["--text", text, "--format", format])
        .output()
        .unwrap()
}

fn scored(recording: &Path, text: &str) -> Value {
    let output = pronounce(recording, text, "json");
    assert!(output.status.success(), "{}", said(&output));
    serde_json::from_str(&printed(&output)).unwrap()
}

/// Why it was not scored; it has no score whatsoever then.
fn reason(recording: &Path, text: &str) -> String {
    let found = scored(recording, text);
    assert!(
        found["whole"].is_null() && found["words"] == Value::Array(vec![]),
        "{found}"
    );
    let why = &found["not_scored"];
    assert!(why["text"].as_str().unwrap().ends_with('.'), "{found}");
    why["reason"]
        .as_str()
        .unwrap_or_else(|| panic!("{found}"))
        .to_owned()
}

fn wav(samples: impl Iterator<Item = f32>) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("take.wav");
    write_wav(&path, 1, samples);
    (folder, path)
}

/// White noise, the same every time.
fn noise() -> impl Iterator<Item = f32> {
    let mut state = 0x2545_F491_u32;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        0.2 * (state as f32 / u32::MAX as f32 - 0.5)
    })
}

#[test]
fn every_word_and_sound_of_a_reading_is_scored() {
    let found = scored(&file(LEARNER), READ);
    assert!(found["not_scored"].is_null(), "{found}");
    let words = found["words"].as_array().unwrap();
    assert_eq!(words.len(), 9);
    let mut before = 0.0;
    for word in words {
        for phone in word["phones"].as_array().unwrap() {
            let (value, interval) = (&phone["score"]["value"], &phone["score"]["interval"]);
            assert!(
                interval["low"].as_f64() <= value.as_f64() && value.as_f64() <= interval["high"].as_f64()
            );
            let start = phone["span"]["start"].as_f64().unwrap();
            assert!(start >= before, "{word}");
            before = start;
        }
    }
    assert!(found["whole"]["completeness"].as_f64().unwrap() > 85.0, "{found}");
}

/// Scores of what was said, whatever it was.
fn talk(recording: &Path) -> Output {
    viva()
        .arg("pronounce")
        .arg(recording)
        .args(["--format", "json", "--yes"])
        .output()
        .unwrap()
}

#[test]
fn without_a_text_the_words_heard_are_scored() {
    let output = talk(&file("samples/learner.flac"));
    let found: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert!(
        found["not_scored"].is_null() && found["whole"].is_null(),
        "{found}"
    );
    let (basis, words) = (&found["basis"], found["words"].as_array().unwrap());
    let scored = words.iter().filter(|word| !word["score"].is_null()).count() as u64;
    assert_eq!(basis["words_scored"].as_u64(), Some(scored));
    assert!(scored < basis["words_heard"].as_u64().unwrap(), "{basis}");
    let (heard, sure) = (&basis["seconds_heard"], &basis["seconds_scored"]);
    assert!(sure.as_f64().unwrap() < heard.as_f64().unwrap(), "{basis}");
    let states: Vec<&str> = words.iter().filter_map(|word| word["state"].as_str()).collect();
    assert!(
        states.contains(&"good") && states.contains(&"not_scored"),
        "{states:?}"
    );
}

#[test]
fn free_speech_in_another_language_is_not_scored() {
    let output = talk(&file("fixtures/spanish/demo-echotest.flac"));
    let found: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(found["not_scored"]["reason"], "not_english", "{found}");
}

#[test]
fn free_speech_without_speech_is_refused() {
    let (_folder, path) = wav(std::iter::repeat_n(0.0, 3 * SECOND));
    let output = talk(&path);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("no speech"), "{}", said(&output));
}

#[test]
fn the_page_has_words_ipa_arpabet_and_what_is_worst() {
    let output = pronounce(&file(LEARNER), READ, "terminal");
    let page = printed(&output);
    assert!(output.status.success(), "{}", said(&output));
    for part in ["Total", "Fluency", "statement", "K L IH R", "80 %", "Scorer 1"] {
        assert!(page.contains(part), "“{part}” is missing in:\n{page}");
    }
    assert!(!page.contains('\x1b'), "no colours into a pipe");
}

#[test]
fn html_is_one_page_that_asks_for_nothing() {
    let page = printed(&pronounce(&file(LEARNER), &format!("{READ} <script>"), "html"));
    assert!(
        page.starts_with("<!doctype html>") && page.contains("statement"),
        "{page}"
    );
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"));
}

#[test]
fn a_text_that_was_not_read_gets_no_score() {
    for text in [
        "Which of the two yellow umbrellas belongs to your grandmother?",
        "She sells sea shells.",
    ] {
        assert_eq!(reason(&file(LEARNER), text), "does_not_match", "{text}");
    }
    let long = READ.repeat(8);
    let why = reason(&file(LEARNER), &long);
    assert!(
        ["does_not_match", "text_too_long"].contains(&why.as_str()),
        "{why}"
    );
}

#[test]
fn another_language_gets_no_score() {
    let spanish = std::fs::read_dir(file("fixtures/spanish")).unwrap();
    let recording = spanish
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "flac"));
    let Some(recording) = recording else {
        panic!("fixtures/spanish has no recording")
    };
    assert_eq!(reason(&recording, READ), "does_not_match");
}

#[test]
fn silence_noise_and_tones_are_nobody_speaking() {
    let silence = std::iter::repeat_n(0.0, 3 * SECOND);
    let chord = (0..3 * SECOND).map(|at| {
        let at = at as f32 / RATE as f32;
        [220.0, 277.2, 329.6]
            .iter()
            .map(|tone| 0.1 * (TAU * tone * at).sin())
            .sum()
    });
    let sounds: [(TempDir, PathBuf); 3] = [wav(silence), wav(noise().take(3 * SECOND)), wav(chord)];
    for (_folder, path) in &sounds {
        let why = reason(path, READ);
        assert!(["no_speech", "does_not_match"].contains(&why.as_str()), "{why}");
    }
}

#[test]
fn ten_minutes_of_speech_are_too_long_for_a_sentence() {
    let clip = file("fixtures/librivox/sense_and_sensibility_01_austen_64kb-0880.wav");
    let samples = read_wav(&clip);
    let (_folder, path) = wav(samples.into_iter().cycle().take(595 * SECOND));
    assert_eq!(reason(&path, READ), "speech_too_long");
    let (_folder, path) = wav(std::iter::repeat_n(0.0, 601 * SECOND));
    let output = pronounce(&path, READ, "json");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("10 minutes"), "{}", said(&output));
}

#[test]
fn text_that_cannot_be_said_in_english_is_refused() {
    for (text, part) in [
        ("  ", "say with --text"),
        ("— …", "no words"),
        ("你好，世界", "no words"),
    ] {
        let output = pronounce(&file(LEARNER), text, "terminal");
        assert_eq!(output.status.code(), Some(2), "{text}: {}", said(&output));
        assert!(said(&output).contains(part), "{text}: {}", said(&output));
    }
}

#[test]
fn words_no_dictionary_has_are_marked_as_guessed() {
    let found = scored(&file(LEARNER), "But again he has made a very clear blorptang.");
    let words = found["words"].as_array().unwrap();
    assert_eq!(words[8]["guessed"], true, "{found}");
    assert_eq!(words[7]["guessed"], false);
}

#[test]
fn a_corpus_of_experts_scores_is_measured() {
    let folder = tempdir().unwrap();
    std::fs::create_dir(folder.path().join("audio")).unwrap();
    let output = viva()
        .args(["eval", "pronunciation", "--json", "--corpus"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("labels.jsonl"), "{}", said(&output));
    std::fs::copy(file(LEARNER), folder.path().join("audio/a.flac")).unwrap();
    let words = [
        ("B AH T", 9),
        ("AH G EH N", 9),
        ("HH IY", 10),
        ("HH AE Z", 10),
        ("M EY D", 10),
    ];
    let words: Vec<Value> = words
        .iter()
        .map(|(phones, accuracy)| {
            let phones: Vec<&str> = phones.split(' ').collect();
            serde_json::json!({"phones": phones, "phone_scores": vec![2.0; phones.len()], "accuracy": accuracy})
        })
        .collect();
    let label = serde_json::json!({"id": "a", "speaker": "s", "words": words, "accuracy": 9, "fluency": 9, "prosodic": 9, "total": 9});
    std::fs::write(folder.path().join("labels.jsonl"), format!("{label}\n")).unwrap();
    let output = viva()
        .args(["eval", "pronunciation", "--json", "--corpus"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let figures: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(
        (figures["phones"].as_u64(), figures["utterances"].as_u64()),
        (Some(15), Some(1))
    );
    for key in [
        "phone_pcc",
        "word_pcc",
        "total_pcc",
        "interval_coverage",
        "interval_width",
        "bootstrap",
    ] {
        assert!(figures.get(key).is_some(), "{key} is missing in {figures}");
    }
}
