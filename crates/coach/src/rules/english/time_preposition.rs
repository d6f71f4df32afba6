//! “In Monday”, “at the morning”: on a day, in a month, in the morning.
//!
//! Catches in + a weekday, on + a bare month, at + the morning, afternoon or evening, and during + a number of days. Allows
//! “in Monday's class”, “on May 3”, “at the morning meeting”, “on the march”.

use super::super::{Hit, Rule, Sentence};
use super::words::{TIMES, follows_a_noun, is_number, is_plural_number};

pub(super) const RULE: Rule = Rule::grammar("time-preposition", at);

const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mondays",
    "saturdays",
    "sundays",
    "fridays",
];
/// Without “march” and “may”, which are words as well, and “august”, which is one in old prose.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "april",
    "june",
    "july",
    "september",
    "october",
    "november",
    "december",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if s.breaks_after(p) {
        return None;
    }
    let ends = |q: usize| s.breaks_after(q) || follows_a_noun(s.word(q + 1));
    let next = s.word(p + 1);
    match s.word(p) {
        "in" if DAYS.contains(&next) && ends(p + 1) => Some(Hit::instead(p..p + 1, "Days take on.", "on")),
        "on" if MONTHS.contains(&next)
            && ends(p + 1)
            && !is_number(s.word(p + 2))
            && s.word(p + 2) != "the" =>
        {
            Some(Hit::instead(p..p + 1, "Months take in.", "in"))
        }
        "at" if next == "the" && s.any(p + 2, &["morning", "afternoon", "evening"]) && ends(p + 2) => Some(
            Hit::instead(p..p + 1, "Parts of the day take in; only night takes at.", "in"),
        ),
        "during" => {
            let unit = (p + 1..s.len()).find(|q| !is_plural_number(s.word(*q)))?;
            let counted = unit > p + 1 && TIMES.contains(&s.word(unit));
            counted.then(|| {
                Hit::instead(
                    p..p + 1,
                    "For a length of time say for; during takes an event.",
                    "for",
                )
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_wrong_preposition() {
        catches(&RULE, "In Monday I work.", "In", "on");
        catches(&RULE, "She was born on June.", "on", "in");
        catches(&RULE, "I run at the morning.", "at", "in");
        catches(&RULE, "I stayed during three weeks.", "during", "for");
    }

    #[test]
    fn allows_the_right_one() {
        allows(
            &RULE,
            &[
                "On Monday I work.",
                "In Monday's class we sang.",
                "On June 3 we met.",
                "At the morning meeting.",
                "During the three weeks we slept.",
                "In June I run.",
            ],
        );
    }
}
