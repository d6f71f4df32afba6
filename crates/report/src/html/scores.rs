//! Scores with their intervals drawn, and the evidence behind each.

use domain::{Analysis, CriterionScore, Evidence, Outcome, Score};
use maud::{Markup, html as page};

use super::ui::Ui;
use crate::{figures, numbers};

pub(super) fn section(ui: &Ui, analysis: &Analysis) -> Markup {
    let scores = &analysis.scores;
    let arguments = [
        ("title", scores.title.clone()),
        ("version", scores.rubric.version.to_string()),
    ];
    page! {
        section.scores aria-labelledby="h-scores" {
            div.head {
                h2 #h-scores { (ui.say("scores")) }
                p.by { (ui.say_with("scores.by", &arguments)) }
            }
            p.note { (ui.say("scores.key")) }
            @for criterion in &scores.criteria { (one(ui, criterion)) }
        }
    }
}

fn one(ui: &Ui, criterion: &CriterionScore) -> Markup {
    page! {
        details.criterion {
            summary {
                h3 { (criterion.title) }
                @match &criterion.outcome {
                    Outcome::Scored(score) => {
                        @let (value, interval) = figures::score(&criterion.outcome).unwrap_or_default();
                        span.value { (value) }
                        (bar(score))
                        span.interval { (interval) }
                        span.name { (score.band.name) }
                    }
                    Outcome::NotScored(_) => {
                        span.value { (numbers::NONE) }
                        span.bar.empty {}
                        span.interval {}
                        span.name { (ui.say("not-scored")) }
                    }
                }
            }
            div.inside {
                p.descriptor {
                    @match &criterion.outcome { Outcome::Scored(score) => (score.band.descriptor), Outcome::NotScored(why) => (why) }
                }
                p.weight { (ui.say_with("scores.weight", &[("weight", numbers::percent(criterion.weight))])) }
                @if !criterion.evidence.is_empty() {
                    h4 { (ui.say("evidence")) }
                    ul.evidence { @for evidence in &criterion.evidence { (one_evidence(ui, evidence)) } }
                }
                @for sentence in &criterion.left_out { p.left-out { (sentence) } }
            }
        }
    }
}

fn one_evidence(ui: &Ui, evidence: &Evidence) -> Markup {
    page! {
        li {
            p.measure {
                span { (evidence.title) } " "
                strong { (numbers::with_unit(evidence.value, &evidence.unit)) }
                @if let Some(interval) = &evidence.interval { " " span.interval { "(" (numbers::interval(interval)) ")" } }
            }
            p { (evidence.comment) " " span.points { (ui.say_with("points", &[("points", numbers::whole(evidence.points))])) } }
            @if !evidence.moments.is_empty() { p.moments { (ui.moments(&evidence.moments)) } }
        }
    }
}

/// A scale from 0 to 100 with the interval as a bar and the score as a dot.
pub(super) fn bar(score: &Score) -> Markup {
    let at = |value: f64| numbers::sane(value).clamp(0.0, 100.0);
    let (low, high) = (at(score.interval.low), at(score.interval.high));
    page! {
        svg.bar width="100%" height="20" aria-hidden="true" {
            rect.track x="0" y="8" width="100%" height="4" rx="2" {}
            @for tick in [25, 50, 75] { rect.tick x=(format!("{tick}%")) y="6" width="1" height="8" {} }
            rect.reach x=(format!("{low:.1}%")) y="5" width=(format!("{:.1}%", (high - low).max(0.0))) height="10" rx="5" {}
            circle.dot cx=(format!("{:.1}%", at(score.value))) cy="10" r="6.5" {}
        }
    }
}
