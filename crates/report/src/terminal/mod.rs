//! One screen of a terminal: the headline numbers, sparklines, scores with their intervals, the start of the
//! transcript with its marks, and what to practise.

mod paint;
mod scores;
mod sounds;
mod sparks;
mod transcript;

use domain::{Analysis, Outcome};

use crate::{figures, messages::Interface, numbers};
use paint::{Ink, Paint};

/// How much the terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalStyle {
    /// Columns, held within 40 to 120.
    pub width: usize,
    /// Whether ANSI colours may be used.
    pub colour: bool,
    /// Whether block characters and typographic punctuation may be used; else the page's own characters are ASCII
    /// (the words of the transcript stay as they are).
    pub unicode: bool,
}

/// At most this many drills and notices are shown.
const MOST_DRILLS: usize = 5;
const MOST_NOTICES: usize = 4;

/// The page, about forty lines. Control characters in names and words are left out, so that a file name cannot
/// steer the terminal.
#[must_use]
pub fn terminal(analysis: &Analysis, style: &TerminalStyle) -> String {
    let mut paint = Paint::new(style);
    let english = Interface::English;
    heading(&mut paint, analysis);
    headline_numbers(&mut paint, analysis, english);
    sparks::draw(&mut paint, analysis, english);
    scores::draw(&mut paint, analysis);
    sounds::draw(&mut paint, analysis);
    transcript::draw(&mut paint, analysis, english);
    drills(&mut paint, analysis, english);
    for notice in analysis.notices.iter().take(MOST_NOTICES) {
        paint.wrapped("! ", Ink::Warn, &notice.text);
    }
    paint.wrapped("", Ink::Dim, &analysis.disclaimer);
    paint.finish()
}

fn heading(paint: &mut Paint, analysis: &Analysis) {
    let recording = &analysis.recording;
    let facts = [
        numbers::clock(recording.seconds),
        analysis.transcript.language.code().to_owned(),
        numbers::media(&recording.format),
        format!("{} v{}", analysis.scores.title, analysis.scores.rubric.version),
    ];
    let facts = format!("  {}", facts.join(" · "));
    let name = paint.cut(
        &recording.name,
        paint.width().saturating_sub(paint::columns(&facts)).max(12),
    );
    paint.put(Ink::Strong, &name);
    paint.put(Ink::Dim, &facts);
    paint.line();
    match &analysis.scores.overall {
        Outcome::Scored(score) => {
            let (value, interval) = figures::score(&analysis.scores.overall).unwrap_or_default();
            let lead = format!("{value} ({interval}) {}: ", score.band.name);
            paint.wrapped(&lead, Ink::Accent, &score.band.descriptor);
        }
        Outcome::NotScored(why) => paint.wrapped("Not scored: ", Ink::Accent, why),
    }
    paint.line();
}

fn headline_numbers(paint: &mut Paint, analysis: &Analysis, english: Interface) {
    for figure in figures::figures(analysis) {
        paint.put(
            Ink::Dim,
            &pad(&english.text(&format!("figure.{}", figure.key)), 15),
        );
        let unit = english.text(&format!("unit.{}", figure.key));
        let value = if figure.value == numbers::NONE {
            figure.value.clone()
        } else {
            format!("{} {unit}", figure.value)
        };
        paint.put(Ink::Strong, &pad(value.trim(), 15));
        paint.put(
            Ink::Plain,
            &paint.cut(&figure.detail_text(english), paint.width() - 30),
        );
        paint.line();
    }
    paint.line();
}

fn drills(paint: &mut Paint, analysis: &Analysis, english: Interface) {
    if analysis.drills.is_empty() {
        return;
    }
    paint.heading(&english.text("drills"));
    for (index, drill) in analysis.drills.iter().take(MOST_DRILLS).enumerate() {
        let goals: Vec<_> = drill.goals.iter().map(|goal| goal.text.as_str()).collect();
        let goals = goals.join("; ");
        let lead = format!("{}. {}: ", index + 1, drill.title);
        paint.wrapped(&lead, Ink::Strong, &goals);
    }
    paint.line();
}

/// `text` with spaces after it, to `columns`; longer text keeps one space.
fn pad(text: &str, columns: usize) -> String {
    let space = columns.saturating_sub(paint::columns(text)).max(1);
    format!("{text}{}", " ".repeat(space))
}
