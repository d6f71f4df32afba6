//! What to practise, as cards.

use domain::{Analysis, Drill, Goal};
use maud::{Markup, html as page};

use super::ui::Ui;
use crate::numbers;

pub(super) fn section(ui: &Ui, analysis: &Analysis) -> Markup {
    page! {
        @if !analysis.drills.is_empty() {
            section.drills aria-labelledby="h-drills" {
                h2 #h-drills { (ui.say("drills")) }
                ol { @for drill in &analysis.drills { li.card { (one(ui, analysis, drill)) } } }
            }
        }
    }
}

fn one(ui: &Ui, analysis: &Analysis, drill: &Drill) -> Markup {
    page! {
        h3 { (drill.title) }
        p { (drill.why) }
        @if let Some(text) = &drill.text { blockquote dir="auto" { (with_bars(text)) } }
        ol.steps { @for step in &drill.steps { li { (step) } } }
        @for goal in &drill.goals {
            p.goal {
                span.label { (ui.say("drill.goal")) }
                strong { (goal.text) } " "
                span.now { (ui.say_with("drill.now", &[("now", now(analysis, goal))])) }
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

/// The measure in this recording, with the unit that the evidence of the same measure has.
pub(crate) fn now(analysis: &Analysis, goal: &Goal) -> String {
    let evidence = analysis
        .scores
        .criteria
        .iter()
        .flat_map(|criterion| &criterion.evidence);
    let unit = evidence
        .into_iter()
        .find(|evidence| evidence.measure == goal.measure)
        .map_or("", |found| &found.unit);
    numbers::with_unit(goal.now, unit)
}
