//! The recording line by line, in shares of a line's width and height.

use domain::{Analysis, PausePlace, Span};
use serde_json::{Value, json};

use super::PDF_SHEET_SECONDS;
use crate::{html, marks::Marks, numbers, tracks};

const ROW_SECONDS: f64 = 8.0;
const POINTS_A_ROW: usize = 260;

/// One object a line: `wave` is an outline, `pitch` a list of curves, `words` are `[x, text, mark]`.
pub(super) fn rows(analysis: &Analysis) -> Vec<Value> {
    let drawn = analysis.recording.seconds.clamp(0.0, PDF_SHEET_SECONDS);
    let count = (drawn / ROW_SECONDS).ceil() as usize;
    let length = if count > 1 {
        drawn / count as f64
    } else {
        ROW_SECONDS
    };
    let points = (analysis.recording.seconds / length * POINTS_A_ROW as f64) as usize;
    let wave = tracks::waveform(&analysis.waveform, points);
    let peak = wave
        .low
        .iter()
        .chain(&wave.high)
        .fold(0.05f32, |peak, value| peak.max(value.abs()));
    (0..count)
        .map(|row| {
            let span = Span::new(row as f64 * length, (row + 1) as f64 * length);
            json!({
                "start": numbers::clock(span.start),
                "wave": outline(&wave, peak, &span),
                "pitch": pitch(analysis, &span),
                "pauses": pauses(analysis, &span),
                "words": words(analysis, &span),
            })
        })
        .collect()
}

fn share(time: f64, span: &Span) -> f64 {
    round(((time - span.start) / span.duration().max(1e-9)).clamp(0.0, 1.0))
}

fn round(value: f64) -> f64 {
    (numbers::sane(value) * 10_000.0).round() / 10_000.0
}

fn outline(wave: &domain::Waveform, peak: f32, span: &Span) -> Vec<[f64; 2]> {
    let step = wave.step.max(1e-9);
    let from = ((span.start / step) as usize).min(wave.high.len());
    let to = ((span.end / step).ceil() as usize).min(wave.high.len());
    let point = |index: usize, value: f32| {
        [
            share((index as f64 + 0.5) * step, span),
            round(0.5 - f64::from(value / peak) * 0.46),
        ]
    };
    let up = (from..to).map(|index| point(index, wave.high[index].max(0.01)));
    up.chain(
        (from..to)
            .rev()
            .map(|index| point(index, wave.low[index].min(-0.01))),
    )
    .collect()
}

/// Voiced stretches as curves; 0 is the top of the range.
fn pitch(analysis: &Analysis, span: &Span) -> Vec<Vec<[f64; 2]>> {
    let pitch = &analysis.prosody.pitch;
    let (low, high) = html::pitch_range(analysis);
    let frame =
        |time: f64| (((time - pitch.start) / pitch.step.max(1e-9)).max(0.0) as usize).min(pitch.f0_hz.len());
    let mut curves = vec![Vec::new()];
    let mut last = 0.0;
    for index in frame(span.start)..frame(span.end) {
        match pitch.f0_hz[index].filter(|hz| *hz > 0.0) {
            Some(hz) => {
                if last > 0.0 && (hz / last).log2().abs() > 0.4 {
                    curves.push(Vec::new());
                }
                let height = 0.94 - ((hz / low).ln() / (high / low).ln()).clamp(0.0, 1.0) * 0.88;
                if let Some(curve) = curves.last_mut() {
                    curve.push([
                        share(pitch.start + index as f64 * pitch.step, span),
                        round(height),
                    ]);
                }
                last = hz;
            }
            None => {
                curves.push(Vec::new());
                last = 0.0;
            }
        }
    }
    curves.retain(|curve| curve.len() > 1);
    curves
}

fn pauses(analysis: &Analysis, span: &Span) -> Vec<Value> {
    let here = analysis
        .fluency
        .pauses
        .iter()
        .filter(|pause| pause.span.overlap(span) > 0.0);
    here.map(|pause| {
        let inside = pause.place == PausePlace::Inside;
        let long = pause.span.duration() >= 0.5 && pause.span.overlap(span) > 0.4;
        let label = if long {
            format!("{} s", numbers::tenth(pause.span.duration()))
        } else {
            String::new()
        };
        json!([
            share(pause.span.start, span),
            share(pause.span.end, span),
            inside,
            label
        ])
    })
    .collect()
}

fn words(analysis: &Analysis, span: &Span) -> Vec<Value> {
    let marks = Marks::of(analysis);
    let words = analysis.transcript.words.iter().enumerate();
    let here = words.filter(|(_, word)| span.contains(word.span.start));
    here.map(|(index, word)| {
        json!([
            share(word.span.start, span),
            word.text,
            marks.word(index).map_or("plain", |mark| mark.key())
        ])
    })
    .collect()
}
