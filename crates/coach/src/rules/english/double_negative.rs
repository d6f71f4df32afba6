//! “I don't know nothing”: one negation is enough.
//!
//! Catches a negated verb followed within two words by nothing, nobody, nowhere, none or no one. Allows “nothing but”,
//! “don't … for nothing”, and clauses after a comma.

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("double-negative", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let word = s.word(p);
    let negated = (word.ends_with("n't") && word.len() > 3)
        || s.any(p, &["cannot", "never"])
        || (word == "not"
            && s.any(
                p.wrapping_sub(1),
                &["do", "does", "did", "can", "could", "have", "has"],
            ));
    if !negated {
        return None;
    }
    let found = (p + 1..(p + 4).min(s.len()))
        .take_while(|q| !s.breaks_before(*q))
        .find(|q| s.any(*q, &["nothing", "nobody", "nowhere", "none"]) || s.phrase(*q, "no one"))?;
    let single = found == p + 1 && word == "never";
    if single
        || s.any(found + 1, &["but", "else", "less", "more", "short"])
        || s.any(found - 1, &["for", "and", "or", "but", "that", "is", "was"])
    {
        return None;
    }
    let (positive, end) = match s.word(found) {
        "nothing" => ("anything", found + 1),
        "nobody" => ("anybody", found + 1),
        "nowhere" => ("anywhere", found + 1),
        "none" => ("any", found + 1),
        _ => ("anyone", found + 2),
    };
    Some(Hit::instead(
        p..end,
        "Two negations cancel each other out; keep one.",
        format!("{} {positive}", s.text(p..found)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_two_negations() {
        catches(
            &RULE,
            "I don't know nothing about it.",
            "don't know nothing",
            "don't know anything",
        );
        catches(
            &RULE,
            "She didn't see nobody.",
            "didn't see nobody",
            "didn't see anybody",
        );
    }

    #[test]
    fn allows_one_negation() {
        allows(
            &RULE,
            &[
                "I can't eat nothing but cake.",
                "I don't know anything.",
                "It wasn't for nothing.",
                "Don't worry, nobody saw it.",
            ],
        );
    }
}
