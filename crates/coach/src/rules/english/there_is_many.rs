//! “There is many people”: the verb agrees with what there is.
//!
//! Catches there is or was + many, several, a few, or a number of two or more. Allows “there's two of us” (everyday
//! speech), sums (“there is ten per cent”), and “there is one”.

use super::super::{Hit, Rule, Sentence};
use super::words::is_plural_number;

pub(super) const RULE: Rule = Rule::grammar("there-is-many", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if s.word(p) != "there"
        || !s.any(p + 1, &["is", "was", "isn't", "wasn't"])
        || s.breaks_after(p)
        || s.breaks_after(p + 1)
    {
        return None;
    }
    let many = s.any(p + 2, &["many", "several"]) && !s.any(p + 3, &["a", "an"])
        || s.phrase(p + 2, "a few")
        || s.phrase(p + 2, "a lot of people")
        || s.phrase(p + 2, "some people")
        || (is_plural_number(s.word(p + 2))
            && s.word(p + 3).ends_with('s')
            && !s.any(
                p + 3,
                &[
                    "plus", "times", "minus", "dollars", "euros", "pounds", "minutes", "hours", "is",
                ],
            ))
        || (is_plural_number(s.word(p + 2)) && s.any(p + 3, &["people", "men", "women", "children"]));
    if !many {
        return None;
    }
    let verb = match s.word(p + 1) {
        "is" => "are",
        "was" => "were",
        "isn't" => "aren't",
        _ => "weren't",
    };
    Some(Hit::instead(
        p..p + 2,
        "With more than one of them, there are.",
        format!("there {verb}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_is_before_many() {
        catches(&RULE, "There is many people here.", "There is", "there are");
        catches(&RULE, "There was three dogs.", "There was", "there were");
    }

    #[test]
    fn allows_one_and_sums() {
        allows(
            &RULE,
            &[
                "There is one dog.",
                "There is many a man who knows.",
                "There is ten per cent left.",
                "There's two of us.",
            ],
        );
    }
}
