//! “I like very much this song”: the object comes right after the verb.
//!
//! Catches like, love, enjoy + very much or a lot + an object. Allows “I like it very much” and “I like very much to read”.

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("like-very-much", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let verb = s.any(
        p,
        &[
            "like", "likes", "liked", "love", "loves", "loved", "enjoy", "enjoyed", "enjoys",
        ],
    );
    let amount = if s.phrase(p + 1, "very much") {
        "very much"
    } else {
        "a lot"
    };
    if !verb || !s.phrase(p + 1, amount) || s.breaks_after(p) || s.breaks_after(p + 2) {
        return None;
    }
    let object = s.any(
        p + 3,
        &[
            "this", "that", "these", "those", "the", "my", "your", "his", "her", "our", "their", "it", "you",
            "playing", "reading", "going", "music", "football",
        ],
    );
    if !object {
        return None;
    }
    Some(Hit::instead(
        p..p + 3,
        format!(
            "Nothing stands between {} and what is liked; “{amount}” comes at the end.",
            s.word(p)
        ),
        format!("{} … {amount}", s.word(p)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_amount_in_between() {
        catches(
            &RULE,
            "I like very much this song.",
            "like very much",
            "like … very much",
        );
        catches(&RULE, "She loves a lot her dog.", "loves a lot", "loves … a lot");
    }

    #[test]
    fn allows_the_amount_at_the_end() {
        allows(
            &RULE,
            &[
                "I like this song very much.",
                "I like a lot of songs.",
                "Thank you very much, the show was great.",
            ],
        );
    }
}
