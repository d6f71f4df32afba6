//! “He can to speak”, “I must to go”: modals take no “to”.
//!
//! Catches a modal + to + a base form. Allows “all you can to help”, “as much as I could to stop it”.

use super::super::{Hit, Rule, Sentence};
use super::words::is_base_verb;

pub(super) const RULE: Rule = Rule::grammar("modal-to", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let modal = s.any(
        p,
        &[
            "can",
            "can't",
            "cannot",
            "could",
            "couldn't",
            "must",
            "mustn't",
            "should",
            "shouldn't",
            "would",
            "will",
            "won't",
            "may",
            "might",
        ],
    );
    if !modal || s.word(p + 1) != "to" || s.breaks_after(p) || !is_base_verb(s.word(p + 2)) {
        return None;
    }
    let all_one_can = (0..p).any(|q| {
        s.any(
            q,
            &[
                "what",
                "whatever",
                "all",
                "everything",
                "anything",
                "best",
                "much",
                "hard",
                "as",
                "little",
                "more",
                "than",
            ],
        )
    });
    if all_one_can {
        return None;
    }
    Some(Hit::instead(
        p..p + 3,
        format!("No “to” after {}.", s.word(p)),
        format!("{} {}", s.word(p), s.word(p + 2)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_to_after_a_modal() {
        catches(&RULE, "He can to speak French.", "can to speak", "can speak");
        catches(&RULE, "I must to go.", "must to go", "must go");
    }

    #[test]
    fn allows_doing_all_one_can() {
        allows(
            &RULE,
            &[
                "I did what I could to help.",
                "Do all you can to stop it.",
                "He can go.",
                "I have to go.",
            ],
        );
    }
}
