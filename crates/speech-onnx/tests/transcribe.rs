//! What a person sees of transcription, with whisper-tiny (`make models` brings it).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use std::path::PathBuf;

use domain::{Language, Span};
use speech::{Error, Heard, HeardWord, TranscribeOptions, Transcriber, VoiceDetector, store::Store};
use speech_onnx::{Runtime, SileroVad, Whisper};

const CLIPS: [(&str, &str); 5] = [
    (
        "0870",
        "and mr john dashwood had then leisure to consider how much there might be prudently in his power to do for them",
    ),
    ("0880", "he was not an ill disposed young man"),
    (
        "0890",
        "unless to be rather cold hearted and rather selfish is to be ill disposed",
    ),
    (
        "0920",
        "had he married a more amiable woman he might have been made still more respectable than he was",
    ),
    ("0930", "he might even have been made amiable himself"),
];

fn model(name: &str) -> PathBuf {
    let store = Store::from_env().unwrap();
    store
        .require(name)
        .unwrap_or_else(|error| panic!("{error} (`make models` gets it)"))
}

fn runtime() -> Runtime {
    Runtime::load(&model("onnxruntime")).unwrap()
}

fn tiny() -> Whisper {
    Whisper::load(&runtime(), &model("whisper-tiny"), 2).unwrap()
}

fn wav(path: &str) -> Vec<f32> {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    let mut reader = hound::WavReader::open(path).unwrap();
    reader
        .samples::<i16>()
        .map(|sample| f32::from(sample.unwrap()) / 32768.0)
        .collect()
}

fn clip(name: &str) -> Vec<f32> {
    wav(&format!(
        "../../fixtures/librivox/sense_and_sensibility_01_austen_64kb-{name}.wav"
    ))
}

fn noise(seconds: usize) -> Vec<f32> {
    let mut state = 7_u32;
    (0..seconds * 16_000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state as f32 / u32::MAX as f32 - 0.5) * 0.1
        })
        .collect()
}

fn speech_in(samples: &[f32]) -> Vec<Span> {
    SileroVad::load(&runtime(), &model("silero-vad"))
        .unwrap()
        .speech(samples)
        .unwrap()
}

fn transcribe(samples: &[f32], language: Option<Language>) -> Heard {
    let options = TranscribeOptions {
        language,
        prompt: None,
    };
    tiny()
        .transcribe(samples, &speech_in(samples), &options, &mut |_, _| {})
        .unwrap()
}

fn words(heard: &Heard) -> Vec<&HeardWord> {
    heard.windows.iter().flat_map(|window| &window.words).collect()
}

fn plain(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(String::from)
        .collect()
}

/// Words to change, add or take away.
fn distance(expected: &[String], said: &[String]) -> usize {
    let mut row: Vec<usize> = (0..=said.len()).collect();
    for (index, word) in expected.iter().enumerate() {
        let mut corner = row[0];
        row[0] = index + 1;
        for (column, other) in said.iter().enumerate() {
            let change = corner + usize::from(word != other);
            corner = row[column + 1];
            row[column + 1] = change.min(corner + 1).min(row[column] + 1);
        }
    }
    row[said.len()]
}

#[test]
fn a_reading_in_several_windows_is_written_down_in_order() {
    let mut samples = Vec::new();
    let mut expected = Vec::new();
    for (name, text) in CLIPS {
        samples.extend(clip(name));
        samples.extend(vec![0.0; 32_000]);
        expected.extend(plain(text));
    }
    let speech = speech_in(&samples);
    let mut streamed = Vec::new();
    let mut shares = Vec::new();
    let heard = tiny()
        .transcribe(
            &samples,
            &speech,
            &TranscribeOptions::default(),
            &mut |word, share| {
                streamed.push(word.clone());
                shares.push(share);
            },
        )
        .unwrap();

    assert_eq!(heard.language, Language::ENGLISH);
    assert!(heard.language_probability.unwrap() > 0.8);
    assert!(heard.windows.len() > 1);
    let words: Vec<HeardWord> = words(&heard).into_iter().cloned().collect();
    assert_eq!(streamed, words);
    assert!(shares.windows(2).all(|pair| pair[0] <= pair[1]) && *shares.last().unwrap() > 0.9);
    let said: Vec<String> = words.iter().flat_map(|word| plain(&word.text)).collect();
    let wrong = distance(&expected, &said) as f64 / expected.len() as f64;
    // Tiny gets 9.4 % of words wrong on this reading in full precision; this many words make it a rough measure.
    assert!(wrong <= 0.15, "{wrong:.2} of words wrong: {said:?}");
    for word in &words {
        assert!(!word.text.contains(' ') && (0.0..=1.0).contains(&word.confidence));
        assert!(word.rough.end <= samples.len() as f64 / 16_000.0);
    }
    assert!(
        words
            .windows(2)
            .all(|pair| pair[0].rough.start <= pair[1].rough.start + 1e-9)
    );
}

#[test]
fn the_same_recording_gives_the_same_words() {
    let samples = clip("0880");
    assert_eq!(transcribe(&samples, None), transcribe(&samples, None));
}

#[test]
fn silence_noise_and_nothing_give_no_words() {
    for samples in [vec![], vec![0.0; 5 * 16_000], noise(8)] {
        assert!(words(&transcribe(&samples, None)).is_empty());
    }
}

#[test]
fn noise_taken_for_speech_gives_no_words() {
    let samples = noise(8);
    let options = TranscribeOptions {
        language: Some(Language::ENGLISH),
        prompt: None,
    };
    let heard = tiny()
        .transcribe(&samples, &[Span::new(0.0, 8.0)], &options, &mut |_, _| {})
        .unwrap();
    assert!(words(&heard).is_empty(), "{heard:?}");
}

#[test]
fn speech_spans_that_make_no_sense_do_no_harm() {
    let spans = [
        Span::new(-3.0, -1.0),
        Span {
            start: f64::NAN,
            end: 2.0,
        },
        Span::new(9.0, 1e9),
    ];
    let options = TranscribeOptions {
        language: Some(Language::ENGLISH),
        prompt: None,
    };
    let heard = tiny()
        .transcribe(&[f32::NAN; 16_000], &spans, &options, &mut |_, _| {})
        .unwrap();
    assert!(words(&heard).is_empty());
}

#[test]
fn spanish_is_detected() {
    let heard = transcribe(&wav("tests/fixtures/spanish_synthetic.wav"), None);
    assert_eq!(heard.language, Language::SPANISH);
    let text = words(&heard)
        .iter()
        .map(|word| word.text.clone())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    assert!(text.contains("familia"), "{text}");
}

#[test]
fn a_folder_with_a_file_missing_says_which() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["config.json", "generation_config.json", "tokenizer.json"] {
        std::fs::copy(model("whisper-tiny").join(file), folder.path().join(file)).unwrap();
    }
    let error = Whisper::load(&runtime(), folder.path(), 1).unwrap_err();
    assert!(
        matches!(&error, Error::Model { model, .. } if model.contains("encoder_model")),
        "{error}"
    );

    // The right names with the wrong graphs inside.
    std::fs::create_dir(folder.path().join("onnx")).unwrap();
    let encoder = model("whisper-tiny").join("onnx/encoder_model_quantized.onnx");
    for file in [
        "encoder_model_quantized.onnx",
        "decoder_model_merged_quantized.onnx",
    ] {
        std::fs::copy(&encoder, folder.path().join("onnx").join(file)).unwrap();
    }
    let error = Whisper::load(&runtime(), folder.path(), 1)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("decoder_model_merged") && error.contains("has no input"),
        "{error}"
    );
}
