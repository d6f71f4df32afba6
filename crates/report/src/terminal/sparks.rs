//! Pace and pitch as one line of blocks each.

use domain::Analysis;

use super::{
    pad,
    paint::{Ink, Paint},
};
use crate::{messages::Interface, numbers, tracks};

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const PLAIN: [char; 8] = ['_', '_', '.', '-', '-', '=', '*', '#'];

/// Two lines, and an empty one after them; nothing without words.
pub(super) fn draw(paint: &mut Paint, analysis: &Analysis, english: Interface) {
    let columns = paint.width().saturating_sub(15 + 22).clamp(10, 60);
    let seconds = analysis.recording.seconds;
    if analysis.transcript.words.is_empty() || seconds <= 0.0 {
        return;
    }
    let times: Vec<f64> = (0..columns)
        .map(|at| (at as f64 + 0.5) / columns as f64 * seconds)
        .collect();
    let pace: Vec<_> = tracks::pace(&analysis.transcript.words, seconds, &times)
        .into_iter()
        .map(Some)
        .collect();
    line(paint, &english.text("figure.pace"), &pace, "words/min");
    let pitch = tracks::pitch(&analysis.prosody.pitch, columns * 4).f0_hz;
    let by_column: Vec<Option<f64>> = (0..columns)
        .map(|at| {
            let part = &pitch[at * pitch.len() / columns..((at + 1) * pitch.len() / columns)];
            let voiced: Vec<f64> = part.iter().flatten().copied().collect();
            (!voiced.is_empty()).then(|| voiced.iter().sum::<f64>() / voiced.len() as f64)
        })
        .collect();
    line(paint, "Pitch", &by_column, "Hz");
    paint.line();
}

fn line(paint: &mut Paint, label: &str, values: &[Option<f64>], unit: &str) {
    let known = values.iter().flatten();
    let low = known.clone().copied().fold(f64::INFINITY, f64::min);
    let high = known.copied().fold(f64::NEG_INFINITY, f64::max);
    if low > high {
        return;
    }
    let blocks = if paint.unicode() { BLOCKS } else { PLAIN };
    let drawn: String = values
        .iter()
        .map(|value| {
            value.map_or(' ', |value| {
                blocks[((value - low) / (high - low).max(1e-9) * 7.0).round() as usize % 8]
            })
        })
        .collect();
    paint.put(Ink::Dim, &pad(label, 15));
    paint.put(Ink::Accent, &drawn);
    paint.put(
        Ink::Dim,
        &format!("  {}–{} {unit}", numbers::whole(low), numbers::whole(high)),
    );
    paint.line();
}
