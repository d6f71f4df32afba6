//! “Explain me the problem”: explain, describe and suggest take “to” before the person.
//!
//! Catches explain, describe, suggest + me, him, us, them, and “her” or “you” before an article or question word. Allows
//! “explain her behaviour” and “explain to me”.

use super::super::{Hit, Rule, Sentence};
use super::words::{DETERMINERS, base_form};

pub(super) const RULE: Rule = Rule::grammar("explain-me", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let verb = base_form(s.word(p)).unwrap_or_else(|| s.word(p));
    let verb = match s.word(p) {
        "describe" | "describes" | "described" | "describing" => "describe",
        _ => verb,
    };
    if !["explain", "describe", "suggest"].contains(&verb) || s.breaks_after(p) {
        return None;
    }
    let person = s.word(p + 1);
    let object_follows = |q: usize| {
        DETERMINERS.contains(&s.word(q)) || s.any(q, &["what", "how", "why", "where", "when", "about"])
    };
    let sure = match person {
        "me" | "us" => !s.any(p + 2, &["as", "being"]),
        "him" | "them" => verb != "describe" && object_follows(p + 2),
        "her" | "you" => object_follows(p + 2),
        _ => false,
    };
    if !sure {
        return None;
    }
    if verb == "suggest" && s.word(p + 2) == "to" {
        return Some(Hit::instead(
            p..p + 3,
            "Suggest takes no person and no infinitive: suggest that somebody does something.",
            format!("{} that {}", s.word(p), subject(person)),
        ));
    }
    let message = format!("The person comes after “to” with {verb}.");
    Some(Hit::instead(
        p..p + 2,
        message,
        format!("{} to {person}", s.word(p)),
    ))
}

fn subject(object: &str) -> &str {
    match object {
        "me" => "I",
        "us" => "we",
        "him" => "he",
        "her" => "she",
        "them" => "they",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_a_person_without_to() {
        catches(&RULE, "Can you explain me this?", "explain me", "explain to me");
        catches(
            &RULE,
            "He explained us the rules.",
            "explained us",
            "explained to us",
        );
        catches(
            &RULE,
            "I explained her the way.",
            "explained her",
            "explained to her",
        );
        catches(
            &RULE,
            "He suggested me to go.",
            "suggested me to",
            "suggested that I",
        );
    }

    #[test]
    fn allows_things_that_are_explained() {
        allows(
            &RULE,
            &[
                "Explain to me why.",
                "I explained her behaviour.",
                "This explains them well.",
                "I suggest that we go.",
            ],
        );
    }
}
