//! “Looking forward to meet you”: after forward to comes the -ing form or a noun.
//!
//! Catches look forward to + a base form. Allows “forward to meeting”, “forward to work on Monday” is a noun and passes.

use super::super::{Hit, Rule, Sentence};
use super::words::{gerund, is_base_verb};

pub(super) const RULE: Rule = Rule::grammar("forward-to-meet", at);

/// Base forms that are nouns as well.
const NOUNS: &[&str] = &[
    "work", "visit", "help", "answer", "call", "start", "stay", "play", "walk", "talk", "dance", "practice",
    "study", "love", "use", "travel", "change", "rest", "run", "swim", "drink", "sleep", "ride", "hope",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let verb = s.word(p + 3);
    let looks = s.any(p, &["look", "looks", "looking", "looked"]) && s.phrase(p + 1, "forward to");
    if !looks || !is_base_verb(verb) || (NOUNS.contains(&verb) && super::words::follows_a_noun(s.word(p + 4)))
    {
        return None;
    }
    Some(Hit::instead(
        p + 1..p + 4,
        "After “look forward to” comes the -ing form.",
        format!("forward to {}", gerund(verb)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_base_form() {
        catches(
            &RULE,
            "I look forward to meet you.",
            "forward to meet",
            "forward to meeting",
        );
        catches(
            &RULE,
            "We are looking forward to see it.",
            "forward to see",
            "forward to seeing",
        );
    }

    #[test]
    fn allows_the_gerund_and_nouns() {
        allows(
            &RULE,
            &[
                "I look forward to meeting you.",
                "Looking forward to work on Monday.",
                "He stepped forward to meet us.",
            ],
        );
    }
}
