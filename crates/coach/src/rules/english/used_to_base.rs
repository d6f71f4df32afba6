//! “I am used to get up early”: be used to takes the -ing form.
//!
//! Catches a person's be or get + used to + a base form. Allows “I used to get up early” and “it is used to make paper”.

use super::super::{Hit, Rule, Sentence};
use super::words::{gerund, is_base_verb};

pub(super) const RULE: Rule = Rule::grammar("used-to-base", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let person = s.any(p, &["am", "i'm", "we're", "getting", "get", "got"])
        || (s.any(p, &["are", "was", "were"]) && s.any(p.wrapping_sub(1), &["i", "we", "you"]))
        || (s.any(p, &["not"]) && s.any(p.wrapping_sub(1), &["am", "i'm"]));
    let verb = s.word(p + 3);
    if !person
        || !s.phrase(p + 1, "used to")
        || s.breaks_after(p)
        || !is_base_verb(verb)
        || ["work", "love", "travel", "help", "talk", "study"].contains(&verb)
            && super::words::follows_a_noun(s.word(p + 4))
    {
        return None;
    }
    Some(Hit::instead(
        p + 1..p + 4,
        "After “be used to” comes the -ing form.",
        format!("used to {}", gerund(verb)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_base_form() {
        catches(
            &RULE,
            "I am used to get up early.",
            "used to get",
            "used to getting",
        );
        catches(
            &RULE,
            "I'm not used to drive at night.",
            "used to drive",
            "used to driving",
        );
    }

    #[test]
    fn allows_habits_and_uses() {
        allows(
            &RULE,
            &[
                "I used to get up early.",
                "It is used to make paper.",
                "I am used to getting up.",
                "I am used to work.",
            ],
        );
    }
}
