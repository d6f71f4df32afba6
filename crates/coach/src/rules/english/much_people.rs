//! “Much people”, “many money”: much is for what is not counted, many for what is.
//!
//! Catches much + a common plural and many + a common uncountable. Allows “how much people pay”, “many information desks”.

use super::super::{Hit, Rule, Sentence};
use super::words::follows_a_noun;

pub(super) const RULE: Rule = Rule::grammar("much-people", at);

const COUNTED: &[&str] = &[
    "people",
    "friends",
    "things",
    "children",
    "students",
    "cars",
    "books",
    "problems",
    "countries",
    "questions",
    "words",
    "hours",
    "days",
    "years",
    "times",
    "places",
    "men",
    "women",
    "mistakes",
    "languages",
    "brothers",
    "sisters",
];
const NOT_COUNTED: &[&str] = &[
    "money",
    "water",
    "information",
    "advice",
    "homework",
    "time",
    "traffic",
    "music",
    "furniture",
    "rain",
    "fun",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if s.breaks_after(p) {
        return None;
    }
    let noun = s.word(p + 1);
    if s.word(p) == "much" && COUNTED.contains(&noun) {
        // “How much people pay”: the people are a new subject.
        if s.any(p.wrapping_sub(1), &["how", "as", "very", "that", "pretty"])
            || (p > 0 && s.word(p - 1) == "so" && noun == "people")
        {
            return None;
        }
        return Some(Hit::instead(
            p..p + 2,
            format!("{noun} can be counted, so there are many."),
            format!("many {noun}"),
        ));
    }
    if s.word(p) == "many" && NOT_COUNTED.contains(&noun) && follows_a_noun(s.word(p + 2)) {
        return Some(Hit::instead(
            p..p + 2,
            format!("{noun} cannot be counted, so there is much of it."),
            format!("much {noun}"),
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_wrong_amount() {
        catches(&RULE, "Much people know it.", "Much people", "many people");
        catches(
            &RULE,
            "I have too much problems.",
            "much problems",
            "many problems",
        );
        catches(&RULE, "I don't have many money.", "many money", "much money");
    }

    #[test]
    fn allows_the_right_amount() {
        allows(
            &RULE,
            &[
                "How much people pay is unknown.",
                "Many people know it.",
                "Many information desks open.",
                "I love her so much people laugh.",
            ],
        );
    }
}
