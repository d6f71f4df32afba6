//! “Married with a dentist”: one is married to somebody.
//!
//! Catches married with + a person. Allows “married with two children”, “married with kids”.

use super::super::{Hit, Rule, Sentence};
use super::words::is_number;

pub(super) const RULE: Rule = Rule::grammar("married-with", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if !s.any(p, &["married", "marry"])
        || s.word(p + 1) != "with"
        || s.breaks_after(p)
        || s.breaks_after(p + 1)
    {
        return None;
    }
    let family = [
        "children", "kids", "no", "grown", "young", "small", "a", "his", "her",
    ];
    let has_children = (p + 2..(p + 5).min(s.len())).any(|q| {
        s.any(
            q,
            &[
                "children", "kids", "child", "kid", "family", "baby", "son", "daughter",
            ],
        )
    });
    if is_number(s.word(p + 2)) || (family.contains(&s.word(p + 2)) && has_children) {
        return None;
    }
    let verb = s.word(p);
    let instead = if verb == "marry" {
        verb.to_owned()
    } else {
        format!("{verb} to")
    };
    Some(Hit::instead(
        p..p + 2,
        "One is married to a person, not with one.",
        instead,
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_married_with_a_person() {
        catches(
            &RULE,
            "She is married with a doctor.",
            "married with",
            "married to",
        );
        catches(&RULE, "I will marry with her.", "marry with", "marry");
    }

    #[test]
    fn allows_married_with_children() {
        allows(
            &RULE,
            &[
                "He is married with two children.",
                "She is married with a small child.",
                "Married with kids.",
            ],
        );
    }
}
