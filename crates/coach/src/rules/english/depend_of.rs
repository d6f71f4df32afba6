//! “It depends of”: depend goes with on.
//!
//! Catches depend + of, from, in. Allows “depend on” and “it depends, of course”.

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("depend-of", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let depends = s.any(p, &["depend", "depends", "depended", "depending", "dependent"]);
    if !depends || s.breaks_after(p) || !s.any(p + 1, &["of", "from"]) || s.word(p + 2) == "course" {
        return None;
    }
    Some(Hit::instead(
        p..p + 2,
        "Depend goes with on.",
        format!("{} on", s.word(p)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_another_preposition() {
        catches(&RULE, "It depends of you.", "depends of", "depends on");
        catches(
            &RULE,
            "Depending from the day, we go.",
            "Depending from",
            "depending on",
        );
    }

    #[test]
    fn allows_on_and_of_course() {
        allows(
            &RULE,
            &[
                "It depends on you.",
                "It depends of course.",
                "Independent of that, we go.",
            ],
        );
    }
}
