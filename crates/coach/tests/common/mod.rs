//! Transcripts and prosody to test with.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses some of these, and the language codes are written in the tests"
)]

use domain::{Intensity, Pitch, Prosody, Span, SpeechRate, Timing, Transcript, Voice, Word};

/// Words of 0.3 s each, one after the other, with measured times.
pub(crate) fn said(text: &str, language: &str) -> Transcript {
    let word = |(n, text): (usize, &str)| Word {
        text: text.to_owned(),
        span: Span::new(n as f64 * 0.3, (n + 1) as f64 * 0.3),
        timing: Timing::Measured,
        confidence: 0.9,
        fit: Some(-0.5),
        doubtful: false,
        phones: Vec::new(),
    };
    let words: Vec<Word> = text.split_whitespace().enumerate().map(word).collect();
    let speech = vec![Span::new(0.0, words.len() as f64 * 0.3)];
    Transcript {
        language: language.parse().unwrap(),
        language_probability: None,
        words,
        utterances: Vec::new(),
        speech,
    }
}

/// Prosody in which nothing was measured.
pub(crate) fn silence() -> Prosody {
    Prosody {
        pitch: Pitch {
            start: 0.0,
            step: 0.01,
            floor_hz: 75.0,
            ceiling_hz: 500.0,
            f0_hz: Vec::new(),
        },
        pitch_summary: None,
        intensity: Intensity {
            start: 0.0,
            step: 0.01,
            db: Vec::new(),
        },
        loudness_variation_db: None,
        voice: Voice::default(),
        pauses: Vec::new(),
        rate: SpeechRate {
            nuclei: Vec::new(),
            phonation_seconds: 0.0,
            speech_rate: None,
            articulation_rate: None,
        },
        phrases: Vec::new(),
        steady: Vec::new(),
    }
}
