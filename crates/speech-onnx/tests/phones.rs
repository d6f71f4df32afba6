//! The port of the phone model and its aligner, held to the method as it was studied: `scripts/phones/golden.py` made
//! the golden files with Python's ONNX Runtime and numpy.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use std::path::PathBuf;

use domain::Phone;
use phonetics::{Posteriors, SILENCE, Sound, WordSounds, align};
use speech_onnx::{Runtime, phones::PhoneModel};

const CLIPS: [&str; 2] = [
    "sense_and_sensibility_01_austen_64kb-0880",
    "sense_and_sensibility_01_austen_64kb-0930",
];

/// Largest difference of a log-probability. The encoder's weights and activations are 8 bits wide: a difference in the
/// last bit of the spectrogram can move an activation by a whole step. Seen on one machine: 1e-5.
const TOLERANCE: f32 = 0.01;
/// … and the mean difference.
const MEAN_TOLERANCE: f32 = 0.001;

#[derive(serde::Deserialize)]
struct Golden {
    words: String,
    units: Vec<usize>,
    path: Vec<usize>,
}

fn model(name: &str) -> PathBuf {
    let store = speech::store::Store::from_env().unwrap();
    store
        .require(name)
        .unwrap_or_else(|error| panic!("{error}: run `make models`"))
}

fn phone_model() -> PhoneModel {
    PhoneModel::for_scoring(
        &Runtime::load(&model("onnxruntime")).unwrap(),
        &model("whisper-tiny"),
    )
    .unwrap()
}

fn clip(name: &str) -> Vec<f32> {
    let path = format!(
        "{}/../../fixtures/librivox/{name}.wav",
        env!("CARGO_MANIFEST_DIR")
    );
    let mut reader = hound::WavReader::open(path).unwrap();
    reader
        .samples::<i16>()
        .map(|sample| f32::from(sample.unwrap()) / 32768.0)
        .collect()
}

fn golden(name: &str) -> (Golden, Vec<[f32; 40]>) {
    let folder = format!("{}/tests/fixtures/phones", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
    let bytes = std::fs::read(format!("{folder}/{name}.posteriors.f32")).unwrap();
    let values: Vec<f32> = bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|value| f32::from_le_bytes(*value))
        .collect();
    (
        serde_json::from_str(&text).unwrap(),
        values.as_chunks::<40>().0.to_vec(),
    )
}

/// The unit that each frame belongs to, as the golden file counts units: silences at even places between words.
fn path(posteriors: &Posteriors, golden: &Golden) -> Vec<usize> {
    let words: Vec<Vec<Sound>> = golden
        .units
        .split(|class| *class == SILENCE)
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.iter()
                .map(|class| Sound {
                    phone: Phone::ALL[*class],
                    stress: None,
                })
                .collect()
        })
        .collect();
    assert_eq!(words.len(), golden.words.split('|').count());
    let sounds: Vec<WordSounds> = words.into_iter().map(WordSounds::only).collect();
    let aligned = align(posteriors, &sounds).unwrap();
    let mut path = vec![0; posteriors.frames().len()];
    let mut unit = 0;
    let mut filled = 0;
    for word in aligned {
        for phone in word.phones {
            path[filled..phone.frames.start].fill(unit);
            unit += 1;
            path[phone.frames.clone()].fill(unit);
            filled = phone.frames.end;
        }
        unit += 1;
    }
    path[filled..].fill(unit);
    path
}

#[test]
fn posteriors_equal_the_studys() {
    let mut model = phone_model();
    for name in CLIPS {
        let (_, expected) = golden(name);
        let found = model.posteriors(&clip(name)).unwrap();
        assert_eq!(found.frames().len(), expected.len());
        let pairs = || found.frames().iter().flatten().zip(expected.iter().flatten());
        let largest = pairs().map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        let mean = pairs().map(|(a, b)| (a - b).abs()).sum::<f32>() / pairs().count() as f32;
        eprintln!("{name}: largest difference {largest}, mean {mean}");
        assert!(
            largest < TOLERANCE && mean < MEAN_TOLERANCE,
            "{name}: {largest} {mean}"
        );
    }
}

#[test]
fn the_alignment_of_the_studys_posteriors_is_the_studys_to_the_frame() {
    let prior = *phone_model().posteriors(&[0.0; 1600]).unwrap().prior();
    for name in CLIPS {
        let (golden, frames) = golden(name);
        assert_eq!(
            path(&Posteriors::new(frames, prior), &golden),
            golden.path,
            "{name}"
        );
    }
}

#[test]
fn the_alignment_of_our_posteriors_is_the_studys_to_the_frame() {
    let mut model = phone_model();
    for name in CLIPS {
        let (golden, _) = golden(name);
        assert_eq!(
            path(&model.posteriors(&clip(name)).unwrap(), &golden),
            golden.path,
            "{name}"
        );
    }
}

#[test]
fn sound_of_any_length_up_to_thirty_seconds_is_heard() {
    let mut model = phone_model();
    for (samples, frames) in [(0, 1), (1, 2), (320, 2), (16_000, 51), (16_000 * 30, 1500)] {
        let found = model.posteriors(&vec![0.0; samples]).unwrap();
        assert_eq!(found.frames().len(), frames, "{samples} samples");
    }
    let error = model.posteriors(&vec![0.0; 16_000 * 31]).unwrap_err().to_string();
    assert!(error.contains("30 s") && error.contains("31.0 s"), "{error}");
}
