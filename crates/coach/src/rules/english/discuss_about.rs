//! “Discuss about the plan”: discuss, mention and contact take their object at once.
//!
//! Catches discuss + about, mention + about, contact + with as verbs. Allows the nouns (“a discussion about”, “in contact
//! with”, “no mention about”) and “discuss about ten questions”.

use super::super::{Hit, Rule, Sentence};
use super::words::is_number;

pub(super) const RULE: Rule = Rule::grammar("discuss-about", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if s.breaks_after(p) {
        return None;
    }
    let verb = s.word(p);
    let extra = match verb {
        "discuss" | "discussed" | "discusses" | "discussing" | "mentioned" | "mentioning" => "about",
        "mention"
            if s.any(
                p.wrapping_sub(1),
                &[
                    "to", "i", "you", "we", "they", "will", "can", "should", "not", "don't", "didn't",
                ],
            ) =>
        {
            "about"
        }
        "contacted" | "contacting" => "with",
        _ => return None,
    };
    if s.word(p + 1) != extra || is_number(s.word(p + 2)) {
        return None;
    }
    Some(Hit::instead(
        p..p + 2,
        format!("No “{extra}” after {verb}: say at once what it is about."),
        verb,
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_extra_preposition() {
        catches(
            &RULE,
            "We discussed about the plan.",
            "discussed about",
            "discussed",
        );
        catches(
            &RULE,
            "I want to mention about my trip.",
            "mention about",
            "mention",
        );
    }

    #[test]
    fn allows_nouns_and_numbers() {
        allows(
            &RULE,
            &[
                "A discussion about it.",
                "Discuss about ten questions.",
                "We discussed it.",
                "I am in contact with her.",
            ],
        );
    }
}
