//! “Is very important”: a sentence of English needs its subject.
//!
//! Catches a sentence that begins with is or was + very, really, too, so, or an adjective of judging, and is no question.
//! Allows “is it important?”, “is important news late?”.

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("missing-it", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let sure = p == 0
        && s.any(0, &["is", "was"])
        && s.any(
            1,
            &[
                "very",
                "really",
                "too",
                "so",
                "important",
                "necessary",
                "difficult",
                "easy",
                "impossible",
                "possible",
                "better",
                "because",
            ],
        );
    if !sure || s.is_question() || s.breaks_after(0) || s.len() < 3 {
        return None;
    }
    let instead = format!("it {}", s.word(0));
    Some(Hit::instead(
        0..1,
        "The sentence has no subject; begin with it.",
        instead,
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_a_missing_subject() {
        catches(&RULE, "Is very important to sleep.", "Is", "it is");
    }

    #[test]
    fn allows_questions_and_subjects() {
        allows(
            &RULE,
            &[
                "Is it very important?",
                "Is very old bread good for birds?",
                "It is very important.",
                "What is very important to you.",
            ],
        );
    }
}
