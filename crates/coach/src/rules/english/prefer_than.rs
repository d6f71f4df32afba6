//! “I prefer tea than coffee”: one prefers a thing to another.
//!
//! Catches prefer … than within four words. Allows “prefer … rather than” and comparisons (“prefer a bigger one than that”).

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("prefer-than", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if !s.any(p, &["prefer", "prefers", "preferred"]) {
        return None;
    }
    let than = (p + 2..(p + 6).min(s.len()))
        .take_while(|q| !s.breaks_before(*q))
        .find(|q| s.word(*q) == "than")?;
    let compared = (p + 1..than).any(|q| {
        s.word(q).ends_with("er") && s.word(q).len() > 4
            || s.any(q, &["more", "less", "rather", "other", "else"])
    });
    (!compared).then(|| Hit::instead(than..than + 1, "One prefers one thing to another.", "to"))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_than() {
        catches(&RULE, "I prefer tea than coffee.", "than", "to");
    }

    #[test]
    fn allows_to_and_comparisons() {
        allows(
            &RULE,
            &[
                "I prefer tea to coffee.",
                "I prefer a smaller car than that.",
                "I prefer to walk rather than drive.",
            ],
        );
    }
}
