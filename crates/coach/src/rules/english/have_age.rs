//! “I have 25 years”: English is an age, it does not have one.
//!
//! Catches have + number + years, with or without “old”. Allows years of something (“25 years of experience”), years left
//! or to go, and years in which something is done.

use super::super::{Hit, Rule, Sentence};
use super::words::is_plural_number;

pub(super) const RULE: Rule = Rule::grammar("have-age", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let be = match (s.word(p), s.before(p, 1)) {
        ("have", "i") => "am",
        ("have", "you" | "we" | "they") => "are",
        ("have", _) => "be",
        ("has", _) => "is",
        ("had", "you" | "we" | "they") => "were",
        ("had", _) => "was",
        _ => return None,
    };
    let number_end = (p + 1..s.len()).find(|q| !is_plural_number(s.word(*q)))?;
    if number_end == p + 1 || s.word(number_end) != "years" {
        return None;
    }
    let old = s.word(number_end + 1) == "old";
    let end = number_end + 1 + usize::from(old);
    let goes_on = [
        "of",
        "left",
        "to",
        "in",
        "ahead",
        "before",
        "until",
        "on",
        "behind",
        "experience",
        "more",
        "as",
        "for",
        "together",
        "working",
    ];
    if !old && !s.breaks_after(number_end) && s.any(end, &goes_on) {
        return None;
    }
    let number = s.text(p + 1..number_end);
    Some(Hit::instead(
        p..end,
        "English says an age with be, not with have.",
        format!("{be} {number} years old"),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_ages_that_are_had() {
        catches(&RULE, "I have 25 years.", "have 25 years", "am 25 years old");
        catches(
            &RULE,
            "My son has seven years old and he likes it.",
            "has seven years old",
            "is seven years old",
        );
        catches(
            &RULE,
            "When I had twenty two years I moved.",
            "had twenty two years",
            "was twenty two years old",
        );
    }

    #[test]
    fn allows_years_that_are_had() {
        allows(
            &RULE,
            &[
                "I have 25 years of experience.",
                "We have two years left.",
                "He has many years.",
                "I have two brothers.",
            ],
        );
    }
}
