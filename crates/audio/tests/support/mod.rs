//! What the tests of decoding share: the fixtures, and a measure of how much later one signal is than another.

#![allow(dead_code, reason = "every test file uses a part of it")]
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it should be"
)]

use std::path::PathBuf;

use audio::{Error, Limits, Recording};

/// Where a fixture lies.
pub(crate) fn fixture(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures")).join(name)
}

/// A fixture's bytes.
pub(crate) fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(fixture(name)).unwrap()
}

/// Decodes a fixture.
pub(crate) fn open(name: &str) -> Result<Recording, Error> {
    audio::open(&fixture(name), &Limits::default())
}

/// Decodes bytes as from a pipe.
pub(crate) fn decode(bytes: &[u8]) -> Result<Recording, Error> {
    audio::read(bytes, "stdin", &Limits::default())
}

/// The sound that all encoded fixtures were made from: 2 s, 16 kHz.
pub(crate) fn reference() -> Vec<f32> {
    let mut reader = hound::WavReader::open(fixture("reference.wav")).unwrap();
    reader
        .samples::<i16>()
        .map(|sample| f32::from(sample.unwrap()) / 32_768.0)
        .collect()
}

/// How much later `heard` is than `truth`, in samples (with a fraction), and how alike they are there (−1 to 1): the
/// peak of the normalised cross-correlation within ±50 ms, refined by a parabola.
pub(crate) fn lag(truth: &[f32], heard: &[f32]) -> (f64, f64) {
    const REACH: i64 = 800;
    let at = |shift: i64| {
        let pairs = truth.iter().enumerate().filter_map(|(index, &a)| {
            let other = usize::try_from(index as i64 + shift).ok()?;
            heard.get(other).map(|&b| (f64::from(a), f64::from(b)))
        });
        let (ab, aa, bb) = pairs.fold((0.0, 0.0, 0.0), |(ab, aa, bb), (a, b)| {
            (ab + a * b, aa + a * a, bb + b * b)
        });
        ab / f64::sqrt(aa * bb).max(1e-12)
    };
    let values: Vec<f64> = (-REACH..=REACH).map(at).collect();
    let best = (1..values.len() - 1)
        .max_by(|&a, &b| values[a].total_cmp(&values[b]))
        .unwrap();
    let (before, peak, after) = (values[best - 1], values[best], values[best + 1]);
    let fraction = (before - after) / (2.0 * (before - 2.0 * peak + after));
    (best as f64 - REACH as f64 + fraction, peak)
}
