//! “He said me”, “she told that”, “tell to him”: say something, tell somebody.
//!
//! Catches say + me, us, him, them; tell + that; tell + to + a person. Allows “said to me”, “told the truth”, “it told
//! that story”, “say us” at an end is no sentence of English.

use super::super::{Hit, Rule, Sentence};
use super::words::OBJECTS;

pub(super) const RULE: Rule = Rule::grammar("say-me", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if s.breaks_after(p) {
        return None;
    }
    let tell = match s.word(p) {
        "say" => "tell",
        "says" => "tells",
        "said" => "told",
        "saying" => "telling",
        "tell" | "tells" | "told" | "telling" => return tell(s, p),
        _ => return None,
    };
    let person = s.word(p + 1);
    let sure =
        matches!(person, "me" | "us" | "him") || (person == "them" && s.any(p + 2, &["that", "to", "about"]));
    if !sure || s.any(p + 2, &["and", "too", "or"]) {
        return None;
    }
    Some(Hit::instead(
        p..p + 2,
        "One says something, but tells somebody.",
        format!("{tell} {person}"),
    ))
}

fn tell(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let say = match s.word(p) {
        "tell" => "say",
        "tells" => "says",
        "told" => "said",
        _ => "saying",
    };
    if s.word(p + 1) == "to" && OBJECTS.contains(&s.word(p + 2)) {
        return Some(Hit::instead(
            p..p + 3,
            "Tell takes the person without “to”.",
            format!("{} {}", s.word(p), s.word(p + 2)),
        ));
    }
    // “Been told that”, “can tell that”: a person was told, or it is seen.
    let passive = [
        "was", "were", "is", "are", "am", "been", "being", "be", "can", "could", "to", "can't", "couldn't",
        "i'm", "i'll", "got", "as", "not", "never", "always", "often",
    ];
    let clause = [
        "i", "he", "she", "it", "we", "they", "you", "the", "his", "her", "my",
    ];
    if s.word(p + 1) == "that"
        && clause.contains(&s.word(p + 2))
        && !passive.contains(&s.before(p, 1))
        && s.word(p) != "tell"
        && p > 0
    {
        return Some(Hit::instead(
            p..p + 2,
            "Tell needs a person; without one, use say.",
            format!("{say} that"),
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_say_and_tell_mixed_up() {
        catches(&RULE, "He said me that it was late.", "said me", "told me");
        catches(&RULE, "She told that she was ill.", "told that", "said that");
        catches(&RULE, "Please tell to him.", "tell to him", "tell him");
    }

    #[test]
    fn allows_each_in_its_place() {
        allows(
            &RULE,
            &[
                "He said to me.",
                "She told me that.",
                "I was told that he left.",
                "I can tell that she lies.",
                "She told that story.",
            ],
        );
    }
}
