//! “I am agree”: agree is a verb.
//!
//! Catches be + agree, also with “not” and turned round (“are you agree?”). Allows “I am agreed”, “be agreeable”.

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("i-am-agree", at);

const MESSAGE: &str = "Agree is a verb, so it takes no “am” or “is” before it.";

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if s.any(p, &["i'm", "you're", "we're", "they're"]) && (s.word(p + 1) == "agree") {
        let subject = s.word(p).split('\'').next().unwrap_or_default();
        let subject = if subject == "i" { "I" } else { subject };
        return Some(Hit::instead(p..p + 2, MESSAGE, format!("{subject} agree")));
    }
    if !s.any(p, &["am", "is", "are", "was", "were", "i'm", "isn't", "aren't"]) {
        return None;
    }
    match (s.word(p), s.word(p + 1), s.word(p + 2)) {
        ("is", "agree", _) => Some(Hit::instead(p..p + 2, MESSAGE, "agrees")),
        ("was" | "were", "agree", _) => Some(Hit::instead(p..p + 2, MESSAGE, "agreed")),
        ("am" | "are", "agree", _) => Some(Hit::instead(p..p + 2, MESSAGE, "agree")),
        ("is", "not", "agree") => Some(Hit::instead(p..p + 3, MESSAGE, "does not agree")),
        ("i'm", "not", "agree") => Some(Hit::instead(p..p + 3, MESSAGE, "I don't agree")),
        ("was" | "were", "not", "agree") => Some(Hit::instead(p..p + 3, MESSAGE, "did not agree")),
        (_, "not", "agree") => Some(Hit::instead(p..p + 3, MESSAGE, "do not agree")),
        ("are", "you" | "we" | "they", "agree") => Some(Hit::instead(
            p..p + 3,
            MESSAGE,
            format!("do {} agree", s.word(p + 1)),
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_be_before_agree() {
        catches(&RULE, "I am agree with you.", "am agree", "agree");
        catches(&RULE, "I'm agree with you.", "I'm agree", "I agree");
        catches(&RULE, "She is not agree.", "is not agree", "does not agree");
        catches(&RULE, "Are you agree?", "Are you agree", "do you agree");
    }

    #[test]
    fn allows_agree_as_a_verb() {
        allows(
            &RULE,
            &[
                "I agree with you.",
                "We are agreed.",
                "The people who are here agree.",
                "They are agreeable.",
            ],
        );
    }
}
