//! What the aligner promises, on real speech: times close to another aligner's, words that do not fit, recordings with
//! their silences cut out, and languages without a phone model.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use std::path::PathBuf;

use domain::{Language, Span, Timing, Word};
use speech::{Aligner, Heard, HeardWindow, HeardWord, Window};
use speech_onnx::{PhoneAligner, Runtime};

const RATE: usize = 16_000;

fn model(name: &str) -> PathBuf {
    let store = speech::store::Store::from_env().unwrap();
    store
        .require(name)
        .unwrap_or_else(|error| panic!("{error}: run `make models`"))
}

fn aligner() -> PhoneAligner {
    PhoneAligner::load(
        &Runtime::load(&model("onnxruntime")).unwrap(),
        &model("whisper-tiny"),
    )
    .unwrap()
}

fn path(clip: &str, ending: &str) -> String {
    format!(
        "{}/../../fixtures/librivox/sense_and_sensibility_01_austen_64kb-{clip}.{ending}",
        env!("CARGO_MANIFEST_DIR")
    )
}

fn sound(clip: &str) -> Vec<f32> {
    let mut reader = hound::WavReader::open(path(clip, "wav")).unwrap();
    reader
        .samples::<i16>()
        .map(|sample| f32::from(sample.unwrap()) / 32768.0)
        .collect()
}

/// PocketSphinx's words with their times; silences left out.
fn pocketsphinx(clip: &str) -> Vec<(String, Span)> {
    let text = std::fs::read_to_string(path(clip, "json")).unwrap();
    let found: serde_json::Value = serde_json::from_str(&text).unwrap();
    let words = found["w"].as_array().unwrap().iter().map(|word| {
        let start = word["b"].as_f64().unwrap();
        let name = word["t"].as_str().unwrap().split('(').next().unwrap().to_owned();
        (name, Span::new(start, start + word["d"].as_f64().unwrap()))
    });
    words.filter(|(name, _)| !name.starts_with('<')).collect()
}

fn texts(words: &[(String, Span)]) -> Vec<&str> {
    words.iter().map(|(text, _)| text.as_str()).collect()
}

fn heard(language: Language, window: Window, words: &[&str]) -> Heard {
    let rough = window.source();
    let share = rough.duration() / words.len() as f64;
    let words = words
        .iter()
        .enumerate()
        .map(|(index, text)| HeardWord {
            text: (*text).to_owned(),
            confidence: 0.9,
            rough: Span::new(
                rough.start + share * index as f64,
                rough.start + share * (index + 1) as f64,
            ),
        })
        .collect();
    Heard {
        language,
        language_probability: Some(0.99),
        windows: vec![HeardWindow { window, words }],
    }
}

fn assert_in_order(words: &[Word]) {
    let mut end = 0.0;
    for word in words {
        assert!(
            word.span.start >= end && word.span.end >= word.span.start,
            "{word:?}"
        );
        end = word.span.end;
        assert!(
            word.phones
                .iter()
                .all(|phone| word.span.start <= phone.span.start && phone.span.end <= word.span.end)
        );
    }
}

#[test]
fn boundaries_lie_close_to_another_aligners() {
    let mut aligner = aligner();
    let mut differences = Vec::new();
    for clip in ["0870", "0880", "0890", "0920", "0930"] {
        let expected = pocketsphinx(clip);
        let found = aligner.align_text(&sound(clip), &texts(&expected)).unwrap();
        assert_in_order(&found);
        for (word, (_, span)) in found.iter().zip(&expected) {
            differences.push((word.span.start - span.start).abs());
            differences.push((word.span.end - span.end).abs());
        }
    }
    let mean = differences.iter().sum::<f64>() / differences.len() as f64;
    eprintln!(
        "{} boundaries, mean difference {:.1} ms",
        differences.len(),
        mean * 1000.0
    );
    assert_eq!(differences.len(), 142);
    assert!(mean < 0.018, "mean difference {mean} s");
}

#[test]
fn a_word_that_was_not_said_is_doubtful_and_the_others_are_not() {
    let said = ["he", "was", "not", "an", "ill-disposed", "young", "man."];
    let found = aligner().align_text(&sound("0880"), &said).unwrap();
    assert!(found.iter().all(|word| !word.doubtful), "{found:?}");
    let mut changed = said;
    changed[5] = "terrific";
    let found = aligner().align_text(&sound("0880"), &changed).unwrap();
    assert!(
        found[5].doubtful && !found[0].doubtful && !found[3].doubtful,
        "{found:?}"
    );
}

#[test]
fn written_forms_stay_and_are_spoken_out() {
    let words = [
        "And", "Mr.", "John", "Dashwood", "—", "had", "then", "leisure", "to", "consider",
    ];
    let samples = sound("0870");
    let found = aligner()
        .align_text(&samples[..(3.44 * RATE as f64) as usize], &words)
        .unwrap();
    let phones: Vec<_> = found[1]
        .phones
        .iter()
        .map(|phone| phone.phone.arpabet())
        .collect();
    assert_eq!(
        (found[1].text.as_str(), phones),
        ("Mr.", vec!["M", "IH", "S", "T", "ER"])
    );
    assert!(
        (found[1].span.start - 0.37).abs() < 0.05 && (found[1].span.end - 0.63).abs() < 0.05,
        "{:?}",
        found[1]
    );
    assert!(found[4].phones.is_empty() && found[4].span.duration() == 0.0 && found[4].fit.is_none());
}

#[test]
fn text_that_cannot_fit_says_so() {
    let mut aligner = aligner();
    let error = aligner
        .align_text(&[0.0; 1600], &["unquestionably", "incomprehensible"])
        .unwrap_err()
        .to_string();
    assert!(error.contains("too long for the sound"), "{error}");
    let error = aligner
        .align_text(&vec![0.0; 31 * RATE], &["yes"])
        .unwrap_err()
        .to_string();
    assert!(error.contains("30 s") && error.contains("31.0 s"), "{error}");
    let error = aligner.align_text(&[0.0; 1600], &["—"]).unwrap_err().to_string();
    assert!(error.contains("nothing to align"), "{error}");
}

#[test]
fn silence_that_was_cut_out_lies_between_words_not_in_them() {
    let mut samples = sound("0880");
    let first = samples.len() as f64 / RATE as f64;
    samples.extend(vec![0.0; 5 * RATE]);
    samples.extend(sound("0930"));
    let end = samples.len() as f64 / RATE as f64;
    let stretches = vec![Span::new(0.0, first), Span::new(first + 5.0, end)];
    let text = "He was not an ill-disposed young man. He might even have been made amiable himself.";
    let words: Vec<&str> = text.split(' ').collect();
    let heard = heard(
        Language::ENGLISH,
        Window {
            stretches: stretches.clone(),
        },
        &words,
    );
    let mut shares = Vec::new();
    let found = aligner()
        .align(&samples, &stretches, &heard, &mut |share| shares.push(share))
        .unwrap();
    assert_in_order(&found.words);
    assert!(found.is_measured() && found.words.iter().all(|word| word.span.duration() < 1.0));
    assert!(found.words[6].span.end <= first && found.words[7].span.start >= first + 5.0);
    assert_eq!(
        found
            .utterances
            .iter()
            .map(|utterance| utterance.end_word)
            .collect::<Vec<_>>(),
        [7, 15]
    );
    assert_eq!(shares, [1.0]);
    let alone = aligner().align_text(&sound("0930"), &words[7..]).unwrap();
    let moved = found.words[14].span.start - first - 5.0;
    assert!(
        (alone[7].span.start - moved).abs() < 0.05,
        "{moved} {:?}",
        alone[7].span
    );
}

#[test]
fn other_languages_get_estimated_times() {
    let stretches = vec![Span::new(0.5, 2.5)];
    let heard = heard(
        Language::SPANISH,
        Window {
            stretches: stretches.clone(),
        },
        &["Hola,", "¿qué", "tal?"],
    );
    let found = aligner()
        .align(&sound("0880"), &stretches, &heard, &mut |_| {})
        .unwrap();
    assert!(
        found
            .words
            .iter()
            .all(|word| word.timing == Timing::Estimated && word.phones.is_empty() && word.fit.is_none())
    );
    assert_eq!((found.words[0].span.start, found.words[2].span.end), (0.5, 2.5));
    assert_in_order(&found.words);
}

#[test]
fn words_that_the_sound_has_no_room_for_are_estimated_and_doubtful() {
    let stretches = vec![Span::new(0.0, 0.2)];
    let words = ["unquestionably"; 9];
    let heard = heard(
        Language::ENGLISH,
        Window {
            stretches: stretches.clone(),
        },
        &words,
    );
    let found = aligner()
        .align(&sound("0880"), &stretches, &heard, &mut |_| {})
        .unwrap();
    assert!(
        found
            .words
            .iter()
            .all(|word| word.timing == Timing::Estimated && word.doubtful)
    );
}
