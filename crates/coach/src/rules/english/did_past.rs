//! “Didn't went”, “did you saw”: did carries the past already.
//!
//! Catches did or didn't, with or without a subject between, + a past form. Allows “what I did left a mark” and verbs
//! whose forms are alike (“did you put”).

use super::super::{Hit, Rule, SUBJECTS, Sentence};
use super::words::base_of_past;

pub(super) const RULE: Rule = Rule::grammar("did-past", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let negative = s.any(p, &["didn't", "didnt"]);
    if !negative && s.word(p) != "did" {
        return None;
    }
    let subject = SUBJECTS.contains(&s.word(p + 1)) && !SUBJECTS.contains(&s.before(p, 1));
    let not = s.any(p + 1, &["not", "never", "really", "even"]);
    let verb = if subject || not || (negative && s.any(p + 1, &["really", "even", "never"])) {
        p + 2
    } else {
        p + 1
    };
    if verb == p + 1 && !negative {
        return None;
    }
    let base = base_of_past(s.word(verb))?;
    if (p..verb).any(|q| s.breaks_after(q)) {
        return None;
    }
    Some(Hit::instead(
        p..verb + 1,
        "After did the verb stands in its base form.",
        format!("{} {base}", s.text(p..verb)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_past_twice() {
        catches(&RULE, "I didn't went home.", "didn't went", "didn't go");
        catches(&RULE, "Did you saw it?", "Did you saw", "Did you see");
        catches(&RULE, "He did not called me.", "did not called", "did not call");
    }

    #[test]
    fn allows_base_forms() {
        allows(
            &RULE,
            &[
                "I didn't go.",
                "What I did left a mark.",
                "Did you see it?",
                "She did it, I thought.",
                "You did, he said.",
            ],
        );
    }
}
