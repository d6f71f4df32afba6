//! What the page's script draws from, as JSON: the tracks made smaller and packed as base64 bytes.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{Analysis, PausePlace};
use maud::{Markup, PreEscaped};
use serde_json::{Value, json};

use crate::tracks;

/// Most points of each track in the page: 50 a second for 20 minutes, 16 a second for an hour.
const MOST_POINTS: usize = 60_000;

/// The tracks. `low` and `high` are signed bytes (127 is full scale), `hz` unsigned 16-bit little-endian tenths of
/// a hertz (0 where unvoiced), pauses `[start, end, inside a phrase]`.
pub(super) fn drawing(analysis: &Analysis) -> Value {
    let wave = tracks::waveform(&analysis.waveform, MOST_POINTS);
    let peak = wave
        .low
        .iter()
        .chain(&wave.high)
        .fold(0.05f32, |peak, value| peak.max(value.abs()));
    let bytes = |values: &[f32]| {
        let scaled = values.iter().map(|value| (value / peak * 127.0) as i8 as u8);
        STANDARD.encode(scaled.collect::<Vec<_>>())
    };
    let pitch = tracks::pitch(&analysis.prosody.pitch, MOST_POINTS);
    let hz: Vec<u8> = pitch
        .f0_hz
        .iter()
        .flat_map(|hz| ((hz.unwrap_or(0.0) * 10.0) as u16).to_le_bytes())
        .collect();
    let (low, high) = pitch_range(analysis);
    let pauses: Vec<Value> = analysis
        .fluency
        .pauses
        .iter()
        .map(|pause| {
            json!([
                short(pause.span.start),
                short(pause.span.end),
                pause.place == PausePlace::Inside
            ])
        })
        .collect();
    json!({
        "seconds": short(analysis.recording.seconds),
        "estimated": !analysis.transcript.is_measured(),
        "wave": { "step": wave.step, "low": bytes(&wave.low), "high": bytes(&wave.high) },
        "pitch": { "start": pitch.start, "step": pitch.step, "hz": STANDARD.encode(hz), "low": low, "high": high },
        "pauses": pauses,
    })
}

/// The hertz that the drawings span: the speaker's range with three semitones of room on each side.
pub(crate) fn pitch_range(analysis: &Analysis) -> (f64, f64) {
    let room = 2f64.powf(3.0 / 12.0);
    match &analysis.prosody.pitch_summary {
        Some(summary) if summary.low_hz > 0.0 && summary.high_hz > summary.low_hz => {
            (summary.low_hz / room, summary.high_hz * room)
        }
        _ => (
            analysis.prosody.pitch.floor_hz.max(1.0),
            analysis.prosody.pitch.ceiling_hz.max(2.0),
        ),
    }
}

fn short(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

/// JSON for the inside of a `script` element: `<` is written as an escape, so that no text can end the element.
pub(super) fn block(value: &Value) -> Markup {
    PreEscaped(value.to_string().replace('<', "\\u003c"))
}
