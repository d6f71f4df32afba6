//! “I born in Lima”: one is born.
//!
//! Catches a pronoun or noun + born without be, and “was borned”. Allows “was born”, “born in Lima, she …”.

use super::super::{Hit, Rule, SUBJECTS, Sentence};

pub(super) const RULE: Rule = Rule::grammar("i-born", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if s.word(p) == "borned" {
        return Some(Hit::instead(p..p + 1, "The participle is born.", "born"));
    }
    let be = match s.word(p) {
        "i" | "he" | "she" | "it" => "was",
        "you" | "we" | "they" => "were",
        _ => return None,
    };
    let inverted = ["was", "were", "is", "are", "been"].contains(&s.before(p, 1));
    if s.word(p + 1) != "born" || s.breaks_after(p) || inverted || !SUBJECTS.contains(&s.word(p)) {
        return None;
    }
    Some(Hit::instead(
        p..p + 2,
        "Born needs a form of be before it.",
        format!("{} {be} born", s.text(p..p + 1)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_born_alone() {
        catches(&RULE, "I born in Lima.", "I born", "I was born");
        catches(&RULE, "He was borned in May.", "borned", "born");
    }

    #[test]
    fn allows_be_born() {
        allows(
            &RULE,
            &[
                "I was born in Lima.",
                "When were you born?",
                "Born in Lima, she moved north.",
            ],
        );
    }
}
