//! “More better”, “most tallest”: one sign of comparison is enough.
//!
//! Catches more or most + a word already compared. Allows “more better-known names” and “more older people” (more of them).

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("double-comparative", at);

const STEMS: &[&str] = &[
    "tall", "small", "fast", "cheap", "great", "high", "hard", "long", "short", "strong", "young", "old",
    "rich", "poor", "warm", "cold", "quick", "slow", "near", "clean", "clear", "dark", "deep", "full",
    "kind", "loud", "low", "new", "nice", "safe", "close", "large", "late", "wide", "simple", "strange",
    "big", "hot", "fat", "sad", "thin", "easy", "happy", "busy", "pretty", "early", "funny", "heavy",
    "healthy", "lucky", "noisy", "dirty", "lazy",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if !s.any(p, &["more", "most"]) || s.breaks_after(p) || !is_compared(s.word(p + 1)) {
        return None;
    }
    let counts_things = s.any(
        p + 2,
        &[
            "people", "men", "women", "children", "adults", "students", "ones", "siblings", "brothers",
            "sisters",
        ],
    );
    if counts_things
        || s.any(p.wrapping_sub(1), &["the", "what's", "any", "no"])
            && s.word(p) == "more"
            && s.word(p + 2) == "the"
    {
        return None;
    }
    let message = format!(
        "{} is compared already and takes no “{}”.",
        s.word(p + 1),
        s.word(p)
    );
    Some(Hit::instead(p..p + 2, message, s.word(p + 1)))
}

fn is_compared(word: &str) -> bool {
    if ["better", "worse", "best", "worst", "further", "farther"].contains(&word) {
        return true;
    }
    let Some(stem) = word.strip_suffix("est").or_else(|| word.strip_suffix("er")) else {
        return false;
    };
    STEMS.iter().any(|plain| {
        *plain == stem
            || plain.strip_suffix('e') == Some(stem)
            || (plain.ends_with('y') && stem.strip_suffix('i') == plain.strip_suffix('y'))
            || (stem.len() == plain.len() + 1
                && stem.starts_with(plain)
                && stem.ends_with(&plain[plain.len() - 1..]))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_two_signs() {
        catches(&RULE, "It is more better now.", "more better", "better");
        catches(&RULE, "He is the most tallest boy.", "most tallest", "tallest");
        catches(&RULE, "This is more easier for me.", "more easier", "easier");
        catches(&RULE, "It was more bigger.", "more bigger", "bigger");
    }

    #[test]
    fn allows_one_sign() {
        allows(
            &RULE,
            &[
                "It is much better.",
                "More older people live here.",
                "More water, please.",
                "The more, the better.",
            ],
        );
    }
}
