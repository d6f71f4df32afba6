//! “For to learn”: a purpose takes to alone.
//!
//! Catches for + to + a base form. Allows “what it is for, to me”, “for to-do lists”.

use super::super::{Hit, Rule, Sentence};
use super::words::is_base_verb;

pub(super) const RULE: Rule = Rule::grammar("for-to", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let sure = s.word(p) == "for" && s.word(p + 1) == "to" && is_base_verb(s.word(p + 2));
    (sure && !s.breaks_after(p)).then(|| Hit::instead(p..p + 2, "A purpose takes “to” alone.", "to"))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_for_to() {
        catches(&RULE, "I came for to learn.", "for to", "to");
    }

    #[test]
    fn allows_either_alone() {
        allows(
            &RULE,
            &[
                "I came to learn.",
                "I came for you.",
                "That is what it is for, to learn.",
            ],
        );
    }
}
