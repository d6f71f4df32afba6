//! What a real reading measures as: the choice of range, syllables and pauses.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it should be"
)]

use std::path::Path;

use domain::Prosody;
use prosody::measure;
use prosody::pitch::{PitchSettings, track};

fn read(path: &str) -> (Vec<f32>, u32) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut reader = hound::WavReader::open(path).unwrap();
    let samples = reader
        .samples::<i16>()
        .map(|sample| f32::from(sample.unwrap()) / 32_768.0)
        .collect();
    (samples, reader.spec().sample_rate)
}

/// A man reads five sentences of a novel; how many syllables their words have.
const READING: [(&str, f64); 5] = [
    ("0870", 30.0),
    ("0880", 9.0),
    ("0890", 20.0),
    ("0920", 27.0),
    ("0930", 13.0),
];

fn reading() -> Vec<(Vec<f32>, u32)> {
    let path = |name| format!("../../fixtures/librivox/sense_and_sensibility_01_austen_64kb-{name}.wav");
    READING.iter().map(|(name, _)| read(&path(name))).collect()
}

/// Voiced frames, and those of them at 1.9 times the median of the adapted track or more: an octave or two too high.
fn octave_errors(
    recordings: &[(Vec<f32>, u32)],
    settings: impl Fn(&Prosody) -> PitchSettings,
) -> (usize, usize) {
    let (mut voiced, mut wrong) = (0, 0);
    for (samples, rate) in recordings {
        let prosody = measure(samples, *rate);
        let median = prosody.pitch_summary.as_ref().unwrap().median_hz;
        for f0 in track(samples, *rate, &settings(&prosody))
            .f0_hz
            .into_iter()
            .flatten()
        {
            voiced += 1;
            wrong += usize::from(f0 > 1.9 * median);
        }
    }
    (voiced, wrong)
}

#[test]
fn a_range_chosen_for_the_speaker_removes_octave_errors() {
    let recordings = reading();
    let (voiced, standard) = octave_errors(&recordings, |_| PitchSettings::default());
    let (still_voiced, adapted) = octave_errors(&recordings, |prosody| PitchSettings {
        floor_hz: prosody.pitch.floor_hz,
        ceiling_hz: prosody.pitch.ceiling_hz,
        ..PitchSettings::default()
    });
    println!("up to 500 Hz: {standard} of {voiced}; chosen: {adapted} of {still_voiced}");
    assert!(
        standard >= 10,
        "the standard range makes errors: {standard} of {voiced}"
    );
    assert_eq!(adapted, 0);
    assert!(
        still_voiced as f64 > 0.9 * voiced as f64,
        "the voice is still found: {still_voiced} of {voiced}"
    );
}

#[test]
fn the_range_follows_the_speaker() {
    let range = |name: &str| {
        let (samples, rate) = read(&format!("tests/fixtures/{name}.wav"));
        let pitch = measure(&samples, rate).pitch;
        (pitch.floor_hz, pitch.ceiling_hz)
    };
    let man = range("004820041");
    let woman = range("000360133");
    let girl = range("000260115");
    assert!(man.0 < woman.0 && woman.0 < girl.0, "{man:?} {woman:?} {girl:?}");
    assert!(man.1 < woman.1 && woman.1 < girl.1, "{man:?} {woman:?} {girl:?}");
}

#[test]
fn syllable_nuclei_come_close_to_the_syllables() {
    let nuclei: f64 = reading()
        .iter()
        .map(|(samples, rate)| measure(samples, *rate).rate.nuclei.len() as f64)
        .sum();
    let syllables: f64 = READING.iter().map(|(_, syllables)| syllables).sum();
    println!("{nuclei} nuclei, {syllables} syllables");
    assert!(
        (nuclei / syllables - 1.0).abs() < 0.2,
        "{nuclei} nuclei for {syllables} syllables"
    );
}

#[test]
fn pauses_lie_between_phrases() {
    for (samples, rate) in reading() {
        let prosody = measure(&samples, rate);
        assert_eq!(prosody.phrases.len(), prosody.pauses.len() + 1);
        for (pause, phrases) in prosody.pauses.iter().zip(prosody.phrases.windows(2)) {
            assert_eq!(pause.span.start, phrases[0].span.end);
            assert_eq!(pause.span.end, phrases[1].span.start);
            assert!(pause.span.duration() >= 0.25);
        }
    }
}
