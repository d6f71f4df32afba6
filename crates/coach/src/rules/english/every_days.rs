//! “Every days”, “each students”: every and each take the singular.
//!
//! Catches every or each + a common plural. Allows “every two days” and “each of the students”.

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("every-days", at);

const PLURALS: &[(&str, &str)] = &[
    ("days", "day"),
    ("weeks", "week"),
    ("months", "month"),
    ("years", "year"),
    ("hours", "hour"),
    ("mornings", "morning"),
    ("nights", "night"),
    ("evenings", "evening"),
    ("times", "time"),
    ("people", "person"),
    ("persons", "person"),
    ("children", "child"),
    ("students", "student"),
    ("things", "thing"),
    ("places", "place"),
    ("friends", "friend"),
    ("countries", "country"),
    ("weekends", "weekend"),
    ("mondays", "Monday"),
    ("fridays", "Friday"),
    ("saturdays", "Saturday"),
    ("sundays", "Sunday"),
    ("men", "man"),
    ("women", "woman"),
    ("words", "word"),
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if !s.any(p, &["every", "each"]) || s.breaks_after(p) {
        return None;
    }
    let (_, singular) = PLURALS.iter().find(|(plural, _)| *plural == s.word(p + 1))?;
    Some(Hit::instead(
        p..p + 2,
        format!("{} takes the singular.", s.word(p)),
        format!("{} {singular}", s.word(p)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_plural() {
        catches(&RULE, "Every days I run.", "Every days", "every day");
        catches(&RULE, "I ask each students.", "each students", "each student");
    }

    #[test]
    fn allows_numbers_between() {
        allows(
            &RULE,
            &[
                "Every two days I run.",
                "Each of the students came.",
                "Every day is good.",
                "They like each other's friends.",
            ],
        );
    }
}
