//! Scores as bars from 0 to 100, with the interval marked on each.

use domain::{Analysis, Outcome, Score};

use super::{
    pad,
    paint::{Ink, Paint},
};
use crate::{figures, numbers};

/// A line for each criterion, and an empty one after them.
pub(super) fn draw(paint: &mut Paint, analysis: &Analysis) {
    paint.heading(&format!(
        "Scores ({}, with 80 % intervals)",
        analysis.scores.title
    ));
    let columns = paint.width().saturating_sub(18 + 4 + 9 + 13).clamp(10, 50);
    for criterion in &analysis.scores.criteria {
        paint.put(Ink::Plain, &pad(&paint.cut(&criterion.title, 17), 18));
        match &criterion.outcome {
            Outcome::Scored(score) => {
                let (value, interval) = figures::score(&criterion.outcome).unwrap_or_default();
                paint.put(Ink::Strong, &format!("{value:>3} "));
                paint.put(Ink::Accent, &bar(score, columns, paint.unicode()));
                paint.put(Ink::Dim, &pad(&format!("  {interval}"), 9));
                paint.put(Ink::Plain, &paint.cut(&score.band.name, 13));
            }
            Outcome::NotScored(why) => {
                paint.put(Ink::Dim, &format!("  {} ", numbers::NONE));
                paint.put(Ink::Dim, &paint.cut(why, paint.width() - 22));
            }
        }
        paint.line();
    }
    paint.line();
}

/// `────┣━━●━━┫────`, or `----[==O==]----`.
fn bar(score: &Score, columns: usize, unicode: bool) -> String {
    let at =
        |value: f64| (numbers::sane(value).clamp(0.0, 100.0) / 100.0 * (columns - 1) as f64).round() as usize;
    let (low, value, high) = (at(score.interval.low), at(score.value), at(score.interval.high));
    let [line, left, inside, dot, right] = if unicode {
        ['─', '┣', '━', '●', '┫']
    } else {
        ['-', '[', '=', 'O', ']']
    };
    (0..columns)
        .map(|column| match column {
            _ if column == value => dot,
            _ if column == low => left,
            _ if column == high => right,
            _ if low < column && column < high => inside,
            _ => line,
        })
        .collect()
}
