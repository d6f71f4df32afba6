//! “I want that you come”: want somebody to do something.
//!
//! Catches want or would like + that + a pronoun. Allows “I want that one”, “all I want that you have”.

use super::super::{Hit, Rule, Sentence};
use super::words::is_base_verb;

pub(super) const RULE: Rule = Rule::grammar("want-that", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if !s.any(p, &["want", "wants", "wanted"])
        || s.word(p + 1) != "that"
        || s.breaks_after(p)
        || s.breaks_after(p + 1)
    {
        return None;
    }
    let object = match s.word(p + 2) {
        "i" => "me",
        "you" => "you",
        "he" => "him",
        "she" => "her",
        "we" => "us",
        "they" => "them",
        "everybody" | "everyone" | "people" => s.word(p + 2),
        _ => return None,
    };
    if (0..p).any(|q| s.any(q, &["all", "anything", "everything", "thing", "what"])) {
        return None;
    }
    let verb = super::words::base_form(s.word(p + 3)).filter(|base| is_base_verb(base));
    let end = if verb.is_some() { p + 4 } else { p + 3 };
    let rest = verb.map_or_else(String::new, |verb| format!(" {verb}"));
    Some(Hit::instead(
        p..end,
        "After want comes a person and “to”.",
        format!("{} {object} to{rest}", s.word(p)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_a_clause_after_want() {
        catches(
            &RULE,
            "I want that you help me.",
            "want that you help",
            "want you to help",
        );
        catches(
            &RULE,
            "She wants that he comes.",
            "wants that he comes",
            "wants him to come",
        );
    }

    #[test]
    fn allows_things_that_are_wanted() {
        allows(
            &RULE,
            &[
                "I want that one.",
                "I want you to come.",
                "Is that all you want that I have?",
            ],
        );
    }
}
