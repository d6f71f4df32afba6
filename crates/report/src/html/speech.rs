//! The recording over its words: the drawing of the whole, the sheet that the script draws line by line, and the
//! transcript with its marks.

use std::ops::Range;

use domain::{Analysis, Span, Word};
use maud::{Markup, html as page};

use super::{charts, data, ui::Ui};
use crate::{
    marks::{Mark, Marks},
    numbers,
};

pub(super) fn recording(ui: &Ui, analysis: &Analysis) -> Markup {
    let (low, high) = data::pitch_range(analysis);
    let range = [("low", numbers::whole(low)), ("high", numbers::whole(high))];
    page! {
        section.recording aria-labelledby="h-sheet" {
            div.head {
                h2 #h-sheet { (ui.say("sheet")) }
                ul.legend {
                    li.l-wave { (ui.say("legend.wave")) }
                    li.l-pitch { (ui.say_with("legend.pitch", &range)) }
                    li.l-pause { (ui.say("legend.pause")) }
                    li.l-inside { (ui.say("mark.pause-inside")) }
                }
            }
            p.note.scripted { (ui.say("sheet.note")) }
            @if !ui.hear { p.note { (ui.say("no-audio")) } }
            (charts::overview(ui, analysis))
            div #sheet.sheet role="img" data-t-label="sheet.label" aria-label=(ui.text("sheet.label")) hidden {}
        }
        section.transcript aria-labelledby="h-transcript" {
            div.head {
                h2 #h-transcript { (ui.say("transcript")) }
                ul.legend {
                    @for mark in [Mark::Filler, Mark::Slip, Mark::Repeat, Mark::Weak, Mark::Doubtful] {
                        li { span.w.(mark.key()) { (ui.say(&format!("mark.{}", mark.key()))) } }
                    }
                    li { span.pz { "0.8 s" } " " (ui.say("mark.pause")) }
                    li { span.pz.in { "0.8 s" } " " (ui.say("mark.pause-inside")) }
                }
            }
            @if !analysis.transcript.is_measured() { p.note.warn { (ui.say("transcript.estimated")) } }
            (text(ui, analysis))
            (findings(ui, analysis))
        }
    }
}

fn text(ui: &Ui, analysis: &Analysis) -> Markup {
    let words = &analysis.transcript.words;
    if words.is_empty() {
        return page! { p.none { (ui.say("transcript.none")) } };
    }
    let marks = Marks::of(analysis);
    let language = analysis.transcript.language.code();
    let estimated = !analysis.transcript.is_measured();
    page! {
        p.note.scripted { (ui.say("transcript.keys")) }
        div #words.words.estimated[estimated] lang=(language) {
            @for range in paragraphs(analysis) {
                @let start = words[range.start].span.start;
                p dir="auto" {
                    span.when { (numbers::clock(start)) }
                    @for index in range { (spoken(ui, &marks, index, &words[index])) }
                }
            }
            @for span in marks.sounds_before(words.len()) { (sound(ui, span)) }
        }
    }
}

/// The words of each utterance; everything in one when the utterances do not cover the words.
pub(crate) fn paragraphs(analysis: &Analysis) -> Vec<Range<usize>> {
    let utterances = &analysis.transcript.utterances;
    let count = analysis.transcript.words.len();
    let ranges: Vec<_> = utterances
        .iter()
        .map(|utterance| utterance.first_word..utterance.end_word)
        .collect();
    let mut next = 0;
    for range in &ranges {
        if range.start != next || range.end <= range.start {
            return std::iter::once(0..count).collect();
        }
        next = range.end;
    }
    if next == count {
        ranges
    } else {
        std::iter::once(0..count).collect()
    }
}

/// A word, with the pause and the unwritten fillers before it.
fn spoken(ui: &Ui, marks: &Marks, index: usize, word: &Word) -> Markup {
    let class = marks.word(index).map(Mark::key);
    let title = marks.finding(index).map(|finding| finding.message.as_str());
    page! {
        @if let Some(pause) = marks.pause_before(index) {
            " " span.pz.in[pause.inside] { (numbers::tenth(pause.span.duration())) " s" }
        }
        @for span in marks.sounds_before(index) { (sound(ui, span)) }
        " " span.w.(class.unwrap_or("plain")) data-s=(time(word.span.start)) data-e=(time(word.span.end)) title=[title] {
            (word.text)
        }
    }
}

fn sound(ui: &Ui, span: &Span) -> Markup {
    page! {
        " " span.w.filler.sound data-s=(time(span.start)) data-e=(time(span.end)) data-t-label="mark.sound" aria-label=(ui.text("mark.sound")) {
            (ui.say("sound"))
        }
    }
}

fn time(seconds: f64) -> String {
    format!("{seconds:.2}")
}

fn findings(ui: &Ui, analysis: &Analysis) -> Markup {
    page! {
        @if !analysis.fluency.findings.is_empty() {
            details.findings open[analysis.fluency.findings.len() <= 12] {
                summary { h3 { (ui.say("findings")) " (" (analysis.fluency.findings.len()) ")" } }
                ul {
                    @for finding in &analysis.fluency.findings {
                        li {
                            (ui.moments(std::slice::from_ref(&finding.span))) " "
                            q dir="auto" { (finding.text) } " " (finding.message)
                            @if let Some(suggestion) = &finding.suggestion {
                                " " em { (ui.say_with("try", &[("suggestion", suggestion.clone())])) }
                            }
                        }
                    }
                }
            }
        }
    }
}
