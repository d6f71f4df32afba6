//! Crutch phrases of English: “you know”, “I mean”, “like”, “right”.
//!
//! Catches them where they carry no meaning. Allows “do you know him”, “what I mean”, “I like it”, “it looks like rain”,
//! “turn right”, “that's right”.

use domain::FindingKind;

use super::{Hit, Rule, Sentence, phrases};

pub(super) const RULE: Rule = Rule::new("crutch", FindingKind::Crutch, at);

/// Empty wherever they stand.
const ALWAYS: &[&str] = &[
    "at the end of the day",
    "to be honest",
    "to be honest with you",
    "you know what i mean",
    "if you know what i mean",
    "and so on and so forth",
    "and all that",
    "so yeah",
    "long story short",
    "the thing is that",
];
const MESSAGE: &str = "This fills time and says nothing; pause instead.";

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let end = phrases::longest(s, p, ALWAYS)
        .or_else(|| you_know(s, p))
        .or_else(|| i_mean(s, p))
        .or_else(|| like(s, p))
        .or_else(|| right(s, p))?;
    Some(Hit::leave_out(p..end, MESSAGE))
}

/// Before “you know” these make it part of a clause.
const CLAUSE: &[&str] = &[
    "do",
    "did",
    "don't",
    "didn't",
    "does",
    "if",
    "as",
    "that",
    "what",
    "when",
    "how",
    "because",
    "before",
    "let",
    "who",
    "would",
    "should",
    "might",
    "may",
    "will",
    "can",
    "could",
    "until",
    "once",
    "everything",
    "all",
    "things",
    "people",
    "than",
    "must",
    "where",
    "why",
    "so",
    "and",
    "but",
    "the",
    "one",
    "someone",
    "anyone",
    "everyone",
    "now",
    "first",
    "then",
    "think",
    "hope",
    "whether",
];
/// After “you know” these are what is known.
const OBJECT: &[&str] = &[
    "what",
    "how",
    "who",
    "where",
    "why",
    "when",
    "that",
    "the",
    "a",
    "an",
    "him",
    "her",
    "them",
    "me",
    "it",
    "if",
    "about",
    "this",
    "my",
    "your",
    "his",
    "their",
    "of",
    "better",
    "more",
    "nothing",
    "something",
    "everything",
    "each",
    "us",
    "these",
    "those",
    "whether",
    "all",
    "very",
];

fn you_know(s: &Sentence<'_>, p: usize) -> Option<usize> {
    if !s.phrase(p, "you know") {
        return None;
    }
    let apart = phrases::stands_apart(s, p, p + 2);
    let licensed = CLAUSE.contains(&s.before(p, 1)) && !s.breaks_before(p);
    let object = OBJECT.contains(&s.word(p + 2)) && !s.breaks_after(p + 1);
    let ends = p + 2 >= s.len() && (p == 0 || s.is_question());
    (!ends && (apart || (!licensed && !object))).then_some(p + 2)
}

fn i_mean(s: &Sentence<'_>, p: usize) -> Option<usize> {
    let licensed = s.any(
        p.wrapping_sub(1),
        &[
            "what", "do", "if", "that", "know", "when", "see", "did", "whatever", "how", "which", "all",
        ],
    ) && !s.breaks_before(p);
    let object = s.any(
        p + 2,
        &[
            "it", "that", "this", "business", "by", "to", "well", "you", "what", "the", "no",
        ],
    ) && !s.breaks_after(p + 1);
    (s.phrase(p, "i mean") && !licensed && !object).then_some(p + 2)
}

fn like(s: &Sentence<'_>, p: usize) -> Option<usize> {
    if s.word(p) != "like" {
        return None;
    }
    let apart = p > 0 && phrases::stands_apart(s, p, p + 1) && p + 1 < s.len();
    let after_be = s.any(
        p.wrapping_sub(1),
        &[
            "was", "is", "were", "are", "it's", "i'm", "he's", "she's", "they're", "was", "i'm",
        ],
    ) && s.any(
        p + 1,
        &[
            "so",
            "really",
            "totally",
            "super",
            "oh",
            "okay",
            "yeah",
            "very",
            "no",
            "wow",
            "completely",
            "literally",
        ],
    );
    let after_conjunction = s.any(p.wrapping_sub(1), &["and", "so", "but", "because"])
        && s.any(
            p + 1,
            &[
                "i", "he", "she", "we", "they", "you", "it's", "it", "really", "then", "yeah", "there",
            ],
        )
        && !s.any(p + 2, &["said", "say", "said,", "mentioned", "told"]);
    (apart || after_be || after_conjunction).then_some(p + 1)
}

fn right(s: &Sentence<'_>, p: usize) -> Option<usize> {
    let tag = s.word(p) == "right" && phrases::stands_apart(s, p, p + 1) && s.len() > 1;
    let answer = p == 0 && s.any(p + 1, &["now", "here", "there", "away"]);
    (tag && !answer).then_some(p + 1)
}

#[cfg(test)]
mod tests {
    use super::{super::testing::*, RULE};

    #[test]
    fn catches_words_without_meaning() {
        catches(&RULE, "It was, you know, hard.", "you know", "");
        catches(&RULE, "We went there, I mean, we tried.", "I mean", "");
        catches(&RULE, "She was, like, angry.", "like", "");
        catches(&RULE, "It was like so cold.", "like", "");
        catches(&RULE, "So we tried it, right, and it failed.", "right", "");
        catches(
            &RULE,
            "At the end of the day it works.",
            "At the end of the day",
            "",
        );
        catches(&RULE, "it was you know difficult", "you know", "");
    }

    #[test]
    fn allows_the_words_in_their_meaning() {
        allows(
            &RULE,
            &[
                "Do you know him?",
                "If you know the answer, tell me.",
                "You know what to do.",
                "That is what I mean.",
                "I like it.",
                "It looks like rain.",
                "Turn right, then left.",
                "That's right.",
                "She is like her mother.",
                "Now you know how.",
            ],
        );
    }
}
