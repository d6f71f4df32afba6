//! “I will call you when I will arrive”, “if I would have time”: no will or would in the clause of time or condition.
//!
//! Catches will + … + when, as soon as, if + a pronoun + will; and if + a pronoun + would + have or be. Allows “I wonder
//! when I will arrive”, “if you would like”, “if you will”.

use super::super::{Hit, Rule, SUBJECTS, Sentence};
use super::words::{is_base_verb, past, third_person};

pub(super) const RULE: Rule = Rule::grammar("when-will", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let (pronoun, modal, verb) = (s.word(p + 1), s.word(p + 2), s.word(p + 3));
    if !SUBJECTS.contains(&pronoun) || s.breaks_after(p) || !is_base_verb(verb) {
        return None;
    }
    let subject = s.text(p + 1..p + 2);
    if modal == "will" && s.any(p, &["when", "until", "till"]) {
        let promised = (0..p).any(|q| {
            s.any(
                q,
                &["will", "i'll", "you'll", "we'll", "he'll", "she'll", "they'll"],
            )
        });
        let asked = s.any(
            p.wrapping_sub(1),
            &[
                "know", "wonder", "ask", "me", "see", "sure", "decide", "guess", "say", "day", "time", "tell",
            ],
        );
        let present = if ["he", "she", "it"].contains(&pronoun) {
            third_person(verb)
        } else {
            verb.to_owned()
        };
        return (promised && !asked).then(|| {
            Hit::instead(
                p + 1..p + 4,
                "After when the present stands for the future.",
                format!("{subject} {present}"),
            )
        });
    }
    let condition = p == 0
        && s.word(p) == "if"
        && modal == "would"
        && ["have", "be", "know", "go", "get"].contains(&verb);
    let polite = s.any(p + 4, &["so", "kind"]);
    (condition && !polite).then(|| {
        let past = if verb == "be" {
            "were".to_owned()
        } else {
            past(verb)
        };
        Hit::instead(
            p + 1..p + 4,
            "After if stands the past, not would.",
            format!("{subject} {past}"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_will_and_would() {
        catches(
            &RULE,
            "I will call you when I will arrive.",
            "I will arrive",
            "I arrive",
        );
        catches(
            &RULE,
            "If I would have time, I would go.",
            "I would have",
            "I had",
        );
    }

    #[test]
    fn allows_questions_and_wishes() {
        allows(
            &RULE,
            &["I wonder when I will arrive.", "If you would like some, ask."],
        );
        allows(&RULE, &["When will I arrive?", "If you would be so kind, go."]);
    }
}
