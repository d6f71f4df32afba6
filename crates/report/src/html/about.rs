//! The reading against its text, voice and vocabulary, and how the report was made.

use domain::{Analysis, Difference, DifferenceKind};
use maud::{Markup, html as page};

use super::ui::Ui;
use crate::numbers;

pub(super) fn reading(ui: &Ui, analysis: &Analysis) -> Markup {
    let Some(reading) = &analysis.reading else {
        return page! {};
    };
    let arguments = [
        ("differences", reading.differences.len().to_string()),
        ("expected", reading.expected_words.to_string()),
    ];
    page! {
        section.reading aria-labelledby="h-reading" {
            h2 #h-reading { (ui.say("reading")) }
            blockquote dir="auto" { (reading.reference) }
            p { (ui.say_with("reading.summary", &arguments)) }
            ul { @for difference in &reading.differences { li { (one_difference(ui, difference)) } } }
        }
    }
}

fn one_difference(ui: &Ui, difference: &Difference) -> Markup {
    let expected = difference.expected.as_deref().unwrap_or_default();
    let heard = difference.heard.as_deref().unwrap_or_default();
    page! {
        @match difference.kind {
            DifferenceKind::LeftOut => { del { (expected) } " " (ui.say("reading.left_out")) }
            DifferenceKind::Added => { ins { (heard) } " " (ui.say("reading.added")) }
            DifferenceKind::Changed => { ins { (heard) } " " (ui.say_with("reading.changed", &[("expected", expected.to_owned())])) }
        }
    }
}

/// Voice quality and vocabulary.
pub(super) fn words(ui: &Ui, analysis: &Analysis) -> Markup {
    let voice = &analysis.prosody.voice;
    let vocabulary = &analysis.fluency.vocabulary;
    let percent = |share: Option<f64>| share.map(|share| numbers::with_unit(share * 100.0, "%"));
    let decibels = |value: Option<f64>| value.map(|value| numbers::with_unit(value, "dB"));
    let rows = [
        ("voice.harmonicity", decibels(voice.harmonicity.mean_db)),
        ("voice.jitter", percent(voice.jitter.local)),
        ("voice.shimmer", percent(voice.shimmer.local)),
        ("voice.loudness", decibels(analysis.prosody.loudness_variation_db)),
    ];
    page! {
        div.pair {
            section aria-labelledby="h-vocabulary" {
                h2 #h-vocabulary { (ui.say("vocabulary")) }
                p.plain { strong { (vocabulary.distinct_words) } " " (ui.say("vocabulary.distinct")) }
                @if let Some(variety) = vocabulary.mattr { p.plain { strong { (numbers::value(variety)) } " " (ui.say("vocabulary.mattr")) } }
                @if !vocabulary.most_used.is_empty() {
                    h3 { (ui.say("vocabulary.most")) }
                    p.chips { @for (word, count) in &vocabulary.most_used { span dir="auto" { (word) " " small { "×" (count) } } " " } }
                }
                @if !vocabulary.by_level.is_empty() {
                    h3 { (ui.say("vocabulary.levels")) }
                    p.chips { @for (level, count) in &vocabulary.by_level { span { (format!("{level:?}")) " " small { "×" (count) } } " " } }
                }
            }
            section aria-labelledby="h-voice" {
                h2 #h-voice { (ui.say("voice")) }
                dl.rows { @for (key, value) in rows { div { dt { (ui.say(key)) } dd { (value.as_deref().unwrap_or(numbers::NONE)) } } } }
            }
        }
    }
}

pub(super) fn footer(ui: &Ui, analysis: &Analysis) -> Markup {
    page! {
        footer {
            h2 { (ui.say("about")) }
            div.scroll tabindex="0" role="region" data-t-label="about" aria-label=(ui.text("about")) {
                table {
                    thead { tr { th scope="col" { (ui.say("about.model")) } th scope="col" { (ui.say("about.name")) } th scope="col" { (ui.say("about.version")) } } }
                    tbody { @for model in &analysis.models { tr { td { (model.role) } td { (model.name) } td { (model.version) } } } }
                }
            }
            p { (ui.say_with("by", &[("version", analysis.vivavoce.clone())])) " · JSON v" (analysis.version) }
            p.disclaimer { (ui.say("disclaimer")) }
        }
    }
}
