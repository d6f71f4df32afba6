//! “How do you call this?”: English asks what a thing is called.
//!
//! Catches how + do you call or is called or do you say this. Allows “how do you call a taxi”, “how do you call me that”.

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("how-call", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    const MESSAGE: &str = "English asks what something is called, not how.";
    let thing = s.any(p + 4, &["this", "that", "it", "these", "those"])
        && (s.breaks_after(p + 4) || s.any(p + 5, &["in", "thing"]));
    if (s.phrase(p, "how do you call") || s.phrase(p, "how you call"))
        && (thing || s.any(p + 3, &["this", "that", "it"]))
    {
        let end = if s.word(p + 1) == "do" { p + 4 } else { p + 3 };
        return Some(Hit::instead(p..end, MESSAGE, "what do you call"));
    }
    let called =
        s.phrase(p, "how is called") || s.phrase(p, "how it's called") || s.phrase(p, "how is it called");
    called.then(|| {
        let words = if s.word(p + 2) == "it" { 4 } else { 3 };
        Hit::instead(
            p..p + words,
            MESSAGE,
            if words == 4 {
                "what is it called"
            } else {
                "what it's called"
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_how() {
        catches(
            &RULE,
            "How do you call this in English?",
            "How do you call",
            "what do you call",
        );
        catches(
            &RULE,
            "I don't know how it's called.",
            "how it's called",
            "what it's called",
        );
    }

    #[test]
    fn allows_calling_somebody() {
        allows(
            &RULE,
            &[
                "How do you call a taxi?",
                "What do you call this?",
                "How is the dog called back?",
            ],
        );
    }
}
