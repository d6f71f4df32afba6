//! “Go to home”, “come to here”: home, here and there take no “to”.
//!
//! Catches a verb of going + to + home, here, there, abroad or shopping. Allows “to home base”, “close to home”.

use super::super::{Hit, Rule, Sentence};
use super::words::follows_a_noun;

pub(super) const RULE: Rule = Rule::grammar("go-to-home", at);

const GOING: &[&str] = &[
    "go",
    "goes",
    "went",
    "going",
    "gone",
    "come",
    "comes",
    "came",
    "coming",
    "return",
    "returned",
    "arrive",
    "arrived",
    "arrives",
    "travel",
    "travelled",
    "move",
    "moved",
    "back",
    "drive",
    "drove",
    "get",
    "got",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let place = s.word(p + 2);
    let sure = GOING.contains(&s.word(p))
        && s.word(p + 1) == "to"
        && s.any(
            p + 2,
            &["home", "here", "there", "abroad", "shopping", "downtown"],
        );
    let ends = s.breaks_after(p + 2)
        || follows_a_noun(s.word(p + 3))
        || s.any(p + 3, &["late", "early", "again", "alone"]);
    if !sure || !ends || s.breaks_after(p) {
        return None;
    }
    Some(Hit::instead(
        p..p + 3,
        format!("No “to” before {place}."),
        format!("{} {place}", s.word(p)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_to_before_home() {
        catches(&RULE, "We go to home after class.", "go to home", "go home");
        catches(&RULE, "I came to here by bus.", "came to here", "came here");
    }

    #[test]
    fn allows_home_before_a_noun() {
        allows(
            &RULE,
            &[
                "We go home.",
                "The runner went to home base.",
                "It is close to home.",
                "I went to a home.",
            ],
        );
    }
}
