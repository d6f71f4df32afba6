//! “Since 2 years”: since takes a moment, for takes a length of time.
//!
//! Catches since + a number (or “many”, “some”, “a few”) + a unit of time. Allows “since two years ago” and “since 2010”.

use super::super::{Hit, Rule, Sentence};
use super::words::{TIMES, is_plural_number};

pub(super) const RULE: Rule = Rule::grammar("since-duration", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if !s.any(p, &["since"]) {
        return None;
    }
    let counted = |q: usize| is_plural_number(s.word(q)) || s.any(q, &["many", "several", "some", "few"]);
    let start = if s.word(p + 1) == "a" { p + 2 } else { p + 1 };
    let unit = (start..s.len()).find(|q| !counted(*q))?;
    let one = unit == start && start == p + 2 && s.any(unit, &["year", "month", "week"]);
    let many = unit > start && TIMES.contains(&s.word(unit));
    if !(one || many) || s.any(unit + 1, &["ago", "before", "earlier", "back"]) {
        return None;
    }
    let length = s.text(p + 1..unit + 1);
    Some(Hit::instead(
        p..unit + 1,
        "Since takes the moment when something began; for a length of time say for.",
        format!("for {length}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_since_with_a_length() {
        catches(
            &RULE,
            "I live here since 2 years.",
            "since 2 years",
            "for 2 years",
        );
        catches(
            &RULE,
            "I wait since a few months for it.",
            "since a few months",
            "for a few months",
        );
        catches(
            &RULE,
            "I study since many years.",
            "since many years",
            "for many years",
        );
    }

    #[test]
    fn allows_since_with_a_moment() {
        allows(
            &RULE,
            &[
                "Since 2010 I live here.",
                "Since two years ago it rains.",
                "Since two people came, we left.",
            ],
        );
    }
}
