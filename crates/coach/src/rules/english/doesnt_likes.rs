//! “She doesn't likes”, “does he has”: does carries the -s already.
//!
//! Catches does or doesn't, with or without a subject between, + a form with -s. Allows “what she does helps”.

use super::super::{Hit, Rule, SUBJECTS, Sentence};
use super::words::base_of_third_person;

pub(super) const RULE: Rule = Rule::grammar("does-likes", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let negative = s.any(p, &["doesn't", "don't", "didn't"]);
    let plain = s.any(p, &["does", "do", "did"]);
    if !negative && !plain {
        return None;
    }
    let subject = SUBJECTS.contains(&s.word(p + 1)) && !SUBJECTS.contains(&s.before(p, 1));
    let verb = if s.any(p + 1, &["not", "really"]) || subject {
        p + 2
    } else {
        p + 1
    };
    if (plain && verb == p + 1) || (p..verb).any(|q| s.breaks_after(q)) {
        return None;
    }
    let base = base_of_third_person(s.word(verb))?;
    if plain && subject && s.word(p + 1) == "it" && p > 0 {
        return None;
    }
    Some(Hit::instead(
        p..verb + 1,
        format!("After {} the verb stands in its base form.", s.word(p)),
        format!("{} {base}", s.text(p..verb)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_s_twice() {
        catches(&RULE, "She doesn't likes fish.", "doesn't likes", "doesn't like");
        catches(&RULE, "Does he has a car?", "Does he has", "Does he have");
        catches(
            &RULE,
            "He does not works here.",
            "does not works",
            "does not work",
        );
    }

    #[test]
    fn allows_base_forms() {
        allows(
            &RULE,
            &[
                "What she does helps us.",
                "She doesn't like it.",
                "How we do it works well.",
                "Does he have one?",
            ],
        );
    }
}
