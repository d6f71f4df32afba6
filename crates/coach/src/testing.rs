//! Transcripts and prosody for tests.

use domain::{
    Harmonicity, Intensity, Jitter, Language, Pitch, Prosody, Shimmer, Span, SpeechRate, Timing, Transcript,
    Voice, Word,
};

/// English words of 0.3 s each, one after the other, from 0 s on, with measured times.
pub(crate) fn said(text: &str) -> Transcript {
    let words = text.split_whitespace().enumerate();
    let timed = words.map(|(n, text)| (text.to_owned(), n as f64 * 0.3, (n + 1) as f64 * 0.3));
    said_at(&timed.collect::<Vec<_>>())
}

/// English words with their starts and ends, measured.
pub(crate) fn said_at(words: &[(String, f64, f64)]) -> Transcript {
    let word = |(text, start, end): &(String, f64, f64)| Word {
        text: text.clone(),
        span: Span::new(*start, *end),
        timing: Timing::Measured,
        confidence: 0.9,
        fit: Some(-0.5),
        doubtful: false,
        phones: Vec::new(),
    };
    Transcript {
        language: Language::ENGLISH,
        language_probability: None,
        words: words.iter().map(word).collect(),
        utterances: Vec::new(),
        speech: Vec::new(),
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
        voice: Voice {
            jitter: Jitter::default(),
            shimmer: Shimmer::default(),
            harmonicity: Harmonicity::default(),
        },
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
