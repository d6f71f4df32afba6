//! Goals: what a next recording should come to, and whether it did.

use domain::{Comparison, Goal, ScoreCard};

use super::Case;
use crate::{rubric::Side, score::Style};

/// A target this close, relative to itself, is asked for at once; one further off is approached by half.
const WITHIN_REACH: f64 = 0.35;

/// Whether a recording's score card meets a goal; `None` when the card has no such measure, as when too little was said
/// to be scored (see [`crate::measure`] and [`meets`] for short recordings).
#[must_use]
pub fn check(goal: &Goal, card: &ScoreCard) -> Option<bool> {
    let mut evidence = card.criteria.iter().flat_map(|criterion| &criterion.evidence);
    evidence
        .find(|evidence| evidence.measure == goal.measure)
        .map(|evidence| meets(goal, evidence.value))
}

/// Whether a value of the goal's measure meets it.
#[must_use]
pub fn meets(goal: &Goal, value: f64) -> bool {
    let slack = 1e-9 * (1.0 + goal.target.abs());
    match goal.comparison {
        Comparison::AtLeast => value >= goal.target - slack,
        Comparison::AtMost => value <= goal.target + slack,
    }
}

/// The goal for the measure of a case: the nearest value that scores well, or half the way to it. `None` where the
/// recording has reached it already, to the digits that are shown.
pub(super) fn goal(case: &Case<'_>) -> Option<Goal> {
    let (edge, comparison) = match case.side {
        Side::Below => (case.target.low?, Comparison::AtLeast),
        Side::Above => (case.target.high?, Comparison::AtMost),
        Side::Within => return None,
    };
    let now = case.evidence.value;
    let near = (edge - now).abs() <= WITHIN_REACH * edge.abs();
    let target = rounded(
        case.measure.style,
        if near { edge } else { f64::midpoint(now, edge) },
        comparison,
    );
    // A difference that cannot be read is nothing to work on.
    if case.measure.written(now) == case.measure.written(target) {
        return None;
    }
    let words = match comparison {
        Comparison::AtLeast => "at least",
        Comparison::AtMost => "at most",
    };
    let unit = if case.measure.unit.is_empty() {
        String::new()
    } else {
        format!(" {}", case.measure.unit)
    };
    let write = |value| case.measure.written(value);
    let further = if near {
        String::new()
    } else {
        format!(", on the way to {}", write(edge))
    };
    let title = case.measure.title;
    let text = format!(
        "{title}: {words} {}{unit} in your next recording (now {}){further}.",
        write(target),
        write(now)
    );
    Some(Goal {
        measure: case.measure.key.to_owned(),
        comparison,
        target,
        now,
        text,
    })
}

/// To what is shown, so that a person who reads the target and reaches it has reached it.
fn rounded(style: Style, value: f64, comparison: Comparison) -> f64 {
    let scale = match style {
        Style::Number(decimals) => 10_f64.powi(i32::try_from(decimals).unwrap_or(0)),
        Style::Percent => 100.0,
    };
    match comparison {
        Comparison::AtLeast => (value * scale).floor() / scale,
        Comparison::AtMost => (value * scale).ceil() / scale,
    }
}
