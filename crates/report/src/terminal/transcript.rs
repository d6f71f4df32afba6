//! The start of the transcript, with fillers, slips and long pauses marked by colour and by brackets.

use domain::Analysis;

use super::paint::{Ink, Paint};
use crate::{
    marks::{Mark, Marks},
    messages::Interface,
    numbers,
};

const LINES: usize = 8;

/// At most [`LINES`] lines, the key to the marks, and an empty line.
pub(super) fn draw(paint: &mut Paint, analysis: &Analysis, english: Interface) {
    paint.heading(&english.text("transcript"));
    let words = &analysis.transcript.words;
    if words.is_empty() {
        paint.wrapped("", Ink::Dim, &english.text("transcript.none"));
        paint.line();
        return;
    }
    let marks = Marks::of(analysis);
    let mut pieces = Vec::new();
    // More words than fit on the lines need not be looked at.
    for (index, word) in words.iter().enumerate().take(LINES * paint.width()) {
        if let Some(pause) = marks.pause_before(index) {
            pieces.push((Ink::Dim, format!("({}s)", numbers::tenth(pause.span.duration()))));
        }
        for _ in marks.sounds_before(index) {
            pieces.push((Ink::Filler, format!("[{}]", english.text("sound"))));
        }
        pieces.push(marked(&word.text, marks.word(index)));
    }
    paint.flow(&pieces, LINES);
    paint.put(Ink::Filler, "[filler]");
    paint.put(Ink::Slip, " {slip, repeat or crutch}");
    paint.put(Ink::Dim, " (pause)");
    paint.line();
    if !analysis.transcript.is_measured() {
        paint.wrapped("~ ", Ink::Warn, &english.text("transcript.estimated"));
    }
    paint.line();
}

fn marked(text: &str, mark: Option<Mark>) -> (Ink, String) {
    match mark {
        Some(Mark::Filler) => (Ink::Filler, format!("[{text}]")),
        Some(Mark::Slip | Mark::Repeat | Mark::Weak) => (Ink::Slip, format!("{{{text}}}")),
        Some(Mark::Doubtful) => (Ink::Dim, format!("{text}(?)")),
        None => (Ink::Plain, text.to_owned()),
    }
}
