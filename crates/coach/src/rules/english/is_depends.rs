//! “Is depends on”, “it's depend”: depend is a verb of its own.
//!
//! Catches be + depend or depends. Allows “is dependent”, “what it is depends on you”.

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("is-depends", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if !s.any(p, &["is", "it's", "its", "are"]) || !s.any(p + 1, &["depend", "depends"]) || s.breaks_after(p)
    {
        return None;
    }
    if (0..p).any(|q| s.any(q, &["what", "who", "where", "how", "whether", "which"])) {
        return None;
    }
    Some(Hit::instead(
        p..p + 2,
        "Depend is a verb and takes no “is” before it.",
        if s.before(p, 1) == "it" {
            "depends"
        } else {
            "it depends"
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_be_before_depend() {
        catches(&RULE, "Is depends on the day.", "Is depends", "it depends");
        catches(&RULE, "It's depend on you.", "It's depend", "it depends");
    }

    #[test]
    fn allows_depend_alone() {
        allows(
            &RULE,
            &[
                "It depends.",
                "How good it is depends on you.",
                "He is dependent on us.",
            ],
        );
    }
}
