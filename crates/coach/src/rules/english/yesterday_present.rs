//! “Yesterday I go to the cinema”: a time that is over takes the past.
//!
//! Catches a sentence that begins with yesterday, last week … + a pronoun + a present form. Allows verbs that look alike in
//! both, and “last week's”.

use super::super::{Hit, Rule, SUBJECTS, Sentence};
use super::words::{base_of_third_person, is_base_verb, past};

pub(super) const RULE: Rule = Rule::grammar("yesterday-present", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if p != 0 {
        return None;
    }
    let time = if s.word(0) == "yesterday" {
        1
    } else if s.word(0) == "last"
        && s.any(
            1,
            &[
                "week", "month", "year", "night", "summer", "winter", "weekend", "monday", "friday",
                "saturday", "sunday",
            ],
        )
    {
        2
    } else {
        return None;
    };
    if !SUBJECTS.contains(&s.word(time)) {
        return None;
    }
    let verb = s.word(time + 1);
    if verb == "have" && super::words::is_participle(s.word(time + 2)) {
        let base = super::words::base_form(s.word(time + 2))?;
        return Some(Hit::instead(
            time..time + 3,
            "The time is over, so the verb stands in the simple past.",
            format!("{} {}", s.text(time..time + 1), past(base)),
        ));
    }
    let base = if is_base_verb(verb) {
        verb
    } else {
        base_of_third_person(verb)?
    };
    let fixed = if base == "be" { return None } else { past(base) };
    (fixed != verb).then(|| {
        let instead = format!("{} {fixed}", s.text(time..time + 1));
        Hit::instead(
            time..time + 2,
            "The time is over, so the verb stands in the past.",
            instead,
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_present() {
        catches(&RULE, "Yesterday I go to the cinema.", "I go", "I went");
        catches(&RULE, "Last week she calls me.", "she calls", "she called");
        catches(
            &RULE,
            "Last year I have bought a car.",
            "I have bought",
            "I bought",
        );
    }

    #[test]
    fn allows_the_past() {
        allows(
            &RULE,
            &[
                "Yesterday I went home.",
                "Last week we did it.",
                "Yesterday it was late.",
            ],
        );
    }
}
