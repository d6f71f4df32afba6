//! What to practise, as cards.

use domain::{Analysis, Drill};
use maud::{Markup, html as page};

use super::ui::Ui;

pub(super) fn section(ui: &Ui, analysis: &Analysis) -> Markup {
    page! {
        @if !analysis.drills.is_empty() {
            section.drills aria-labelledby="h-drills" {
                h2 #h-drills { (ui.say("drills")) }
                ol { @for drill in &analysis.drills { li.card { (one(ui, drill)) } } }
            }
        }
    }
}

fn one(ui: &Ui, drill: &Drill) -> Markup {
    page! {
        h3 { (drill.title) }
        p { (drill.why) }
        @if let Some(text) = &drill.text { blockquote dir="auto" { (with_bars(text)) } }
        ol.steps { @for step in &drill.steps { li { (step) } } }
        @for goal in &drill.goals {
            p.goal {
                span.label { (ui.say("drill.goal")) }
                strong { (goal.text) }
            }
        }
        @if !drill.moments.is_empty() {
            p.moments { span.label { (ui.say("drill.moments")) } (ui.moments(&drill.moments)) }
        }
    }
}

/// The text to say, with the places to pause drawn.
fn with_bars(text: &str) -> Markup {
    page! {
        @for (index, part) in text.split('|').enumerate() {
            @if index > 0 { span.breath { "|" } }
            (part)
        }
    }
}
