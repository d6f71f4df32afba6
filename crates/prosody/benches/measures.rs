//! How long each measure takes on seven seconds of speech.

#![allow(
    clippy::unwrap_used,
    reason = "without its clip a benchmark has nothing to do"
)]

use std::path::Path;

use divan::Bencher;
use prosody::harmonicity::{self, HarmonicitySettings};
use prosody::intensity::{self, IntensitySettings};
use prosody::pitch::{self, PitchSettings};
use prosody::voice::{self, CycleSettings};
use prosody::{measure, periods};

const RATE: u32 = 16_000;

fn main() {
    divan::main();
}

fn speech() -> Vec<f32> {
    let clip = "../../fixtures/librivox/sense_and_sensibility_01_austen_64kb-0870.wav";
    let mut reader = hound::WavReader::open(Path::new(env!("CARGO_MANIFEST_DIR")).join(clip)).unwrap();
    reader
        .samples::<i16>()
        .map(|sample| f32::from(sample.unwrap()) / 32_768.0)
        .collect()
}

#[divan::bench]
fn everything(bencher: Bencher) {
    let speech = speech();
    bencher.bench(|| measure(&speech, RATE));
}

#[divan::bench]
fn pitch_track(bencher: Bencher) {
    let speech = speech();
    bencher.bench(|| pitch::track(&speech, RATE, &PitchSettings::default()));
}

#[divan::bench]
fn intensity_track(bencher: Bencher) {
    let speech = speech();
    bencher.bench(|| intensity::track(&speech, RATE, &IntensitySettings::default()));
}

#[divan::bench]
fn voice_quality(bencher: Bencher) {
    let speech = speech();
    let pitch = pitch::track(&speech, RATE, &PitchSettings::default());
    let cycles = CycleSettings::default();
    bencher.bench(|| {
        let points = periods::find(&speech, RATE, &pitch);
        (
            voice::jitter(&points, &cycles),
            voice::shimmer(&speech, RATE, &points, &cycles),
        )
    });
}

#[divan::bench]
fn harmonicity_track(bencher: Bencher) {
    let speech = speech();
    bencher.bench(|| harmonicity::track(&speech, RATE, &HarmonicitySettings::default()));
}
