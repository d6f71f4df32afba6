//! Adverbs leaned on in English: “basically”, “actually”, “literally”.
//!
//! Catches them from the second time on that the same one is used in a recording: once is no habit. Allows “not
//! actually” and questions (“did you actually …”), where the word does its work.

use domain::FindingKind;

use super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule {
    at_least: 2,
    ..Rule::new("crutch-adverb", FindingKind::Crutch, at)
};

const ADVERBS: &[&str] = &[
    "basically",
    "actually",
    "literally",
    "obviously",
    "honestly",
    "essentially",
    "totally",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let works = s.any(
        p.wrapping_sub(1),
        &["not", "don't", "didn't", "doesn't", "isn't", "wasn't", "never"],
    ) || (s.any(p.wrapping_sub(1), &["you", "they", "he", "she", "it", "we"])
        && s.any(p.wrapping_sub(2), &["did", "do", "does", "is", "was", "are"]));
    (ADVERBS.contains(&s.word(p)) && !works)
        .then(|| Hit::leave_out(p..p + 1, "You lean on this word; the sentence stands without it."))
}

#[cfg(test)]
mod tests {
    use super::{super::testing::*, RULE};

    #[test]
    fn catches_the_adverb() {
        catches(&RULE, "Basically we won.", "Basically", "");
        catches(&RULE, "It was actually fine.", "actually", "");
    }

    #[test]
    fn allows_it_where_it_does_its_work() {
        allows(&RULE, &["It was not actually there.", "Did you actually see it?"]);
    }
}
