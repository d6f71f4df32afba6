//! Our measures against Praat's on real recordings, both at Praat's standard settings.
//!
//! The reference values were written by `scripts/prosody/reference.py` (see the crate's README).

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it should be"
)]

use std::path::{Path, PathBuf};

use prosody::parity::{Differences, Reference, compare};

/// Each recording with its reference values.
fn recordings() -> Vec<(PathBuf, PathBuf)> {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = crate_folder.join("tests/fixtures");
    let shared = crate_folder.join("../../fixtures/librivox");
    let mut found = Vec::new();
    for folder in [own, shared] {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let reference = entry.unwrap().path();
            let name = reference.file_name().unwrap().to_str().unwrap();
            if let Some(name) = name.strip_suffix(".praat.json") {
                found.push((folder.join(format!("{name}.wav")), reference));
            }
        }
    }
    assert_eq!(found.len(), 9, "five clips of a novel and four learners");
    found
}

fn read(path: &Path) -> (Vec<f32>, u32) {
    let mut reader = hound::WavReader::open(path).unwrap();
    let samples = reader
        .samples::<i16>()
        .map(|sample| f32::from(sample.unwrap()) / 32_768.0)
        .collect();
    (samples, reader.spec().sample_rate)
}

fn differences() -> Vec<(PathBuf, Differences)> {
    let compared = |(sound, values): (PathBuf, PathBuf)| {
        let reference: Reference = serde_json::from_slice(&std::fs::read(values).unwrap()).unwrap();
        let (samples, rate) = read(&sound);
        let found = compare(&samples, rate, &reference);
        (sound, found)
    };
    recordings().into_iter().map(compared).collect()
}

#[test]
fn every_measure_agrees_with_praats() {
    for (sound, found) in differences() {
        assert!(found.frames > 250, "{sound:?}");
        assert!(found.voicing_agreement() >= 0.999, "{sound:?}: {found:?}");
        assert!(found.max_f0_error_hz <= 0.01, "{sound:?}: {found:?}");
        assert!(found.max_intensity_error_db <= 0.01, "{sound:?}: {found:?}");
        assert_eq!(found.relative_errors.len(), 8, "{sound:?}");
        for (measure, error) in &found.relative_errors {
            assert!(*error <= 0.001, "{sound:?}: {measure} is {error} off");
        }
        assert!(found.max_boundary_error_s <= 1e-6, "{sound:?}: {found:?}");
    }
}

#[test]
fn a_difference_does_not_go_unseen() {
    let (sound, values) = recordings().remove(0);
    let (samples, rate) = read(&sound);
    let mut reference: Reference = serde_json::from_slice(&std::fs::read(values).unwrap()).unwrap();
    let voiced = reference.pitch.f0_hz.iter().position(|f0| *f0 > 0.0).unwrap();
    reference.pitch.f0_hz[voiced] += 1.0;
    reference.pitch.f0_hz[0] = 100.0;
    reference.intensity.db[3] += 2.0;
    reference.measures.insert("jitter_local".into(), None);
    let found = compare(&samples, rate, &reference);
    assert_eq!(found.voicing_agreements, found.frames - 1);
    assert!((found.max_f0_error_hz - 1.0).abs() < 0.01);
    assert!((found.max_intensity_error_db - 2.0).abs() < 0.01);
    assert_eq!(found.relative_errors["jitter_local"], f64::INFINITY);
}
