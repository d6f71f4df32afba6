//! “I enjoy to swim”: enjoy, avoid, finish and their like take the -ing form.
//!
//! Catches such a verb + to + a base form. Allows “stop to rest” (another meaning) and “enjoyed to the full”.

use super::super::{Hit, Rule, Sentence};
use super::words::{gerund, is_base_verb};

pub(super) const RULE: Rule = Rule::grammar("enjoy-to", at);

const VERBS: &[&str] = &[
    "enjoy",
    "enjoys",
    "enjoyed",
    "avoid",
    "avoids",
    "avoided",
    "finish",
    "finished",
    "mind",
    "dislike",
    "dislikes",
    "imagine",
    "miss",
    "practise",
    "practice",
    "consider",
    "considered",
    "keep",
    "keeps",
    "kept",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let verb = s.word(p + 2);
    if !VERBS.contains(&s.word(p)) || s.word(p + 1) != "to" || s.breaks_after(p) || !is_base_verb(verb) {
        return None;
    }
    // “The mind to do it”, “a practice to follow”: nouns. “Is considered to be”: a passive. “Kept to help”: a purpose.
    let noun_or_passive = s.any(
        p.wrapping_sub(1),
        &[
            "the", "a", "my", "your", "his", "her", "their", "our", "is", "are", "was", "were", "be", "been",
            "in", "of", "no", "good", "best", "common", "i'm", "it's",
        ],
    );
    if noun_or_passive
        || (s.word(p).starts_with("ke") && !s.any(p + 2, &["go", "talk", "work", "study", "try", "do"]))
    {
        return None;
    }
    Some(Hit::instead(
        p..p + 3,
        format!("After {} comes the -ing form.", s.word(p)),
        format!("{} {}", s.word(p), gerund(verb)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_infinitive() {
        catches(&RULE, "I enjoy to swim.", "enjoy to swim", "enjoy swimming");
        catches(
            &RULE,
            "We avoid to speak about it.",
            "avoid to speak",
            "avoid speaking",
        );
    }

    #[test]
    fn allows_other_uses() {
        allows(
            &RULE,
            &[
                "I enjoy swimming.",
                "He is considered to be kind.",
                "I have a mind to go.",
                "We stopped to rest.",
                "It was enjoyed to the full.",
            ],
        );
    }
}
