//! Hedges of English: “sort of”, “I guess”, “maybe”.
//!
//! Catches words that weaken what is said. Allows the same words where they carry meaning: “a kind of bread”, “do I
//! think so?”, “I think about it”, “what I think”.

use domain::FindingKind;

use super::{Hit, Rule, Sentence, phrases};

pub(super) const RULE: Rule = Rule::new("hedge", FindingKind::Hedge, at);

const HEDGES: &[&str] = &[
    "sort of",
    "kind of",
    "kinda",
    "sorta",
    "i think",
    "i guess",
    "i suppose",
    "i feel like",
    "i would say",
    "i'd say",
    "maybe",
    "perhaps",
    "probably",
    "possibly",
    "somewhat",
    "a little bit",
    "more or less",
    "or something",
    "or something like that",
    "something like that",
    "and stuff",
    "and things like that",
    "it seems like",
    "it seems to me",
    "as far as i know",
    "i'm not sure but",
    "if that makes sense",
    "or whatever",
];
/// Before “kind” and “sort” these make them nouns.
const MAKES_A_NOUN: &[&str] = &[
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "those",
    "what",
    "which",
    "some",
    "any",
    "every",
    "each",
    "one",
    "same",
    "another",
    "other",
    "different",
    "certain",
    "new",
    "best",
    "worst",
    "right",
    "wrong",
    "of",
    "my",
    "your",
    "his",
    "her",
    "their",
    "our",
    "no",
    "two",
    "three",
    "only",
    "many",
    "all",
    "various",
    "first",
    "special",
    "particular",
    "human",
    "very",
    "good",
    "rare",
];
/// Before “I think” these make it part of a question, a clause or a comparison.
const MAKES_A_CLAUSE: &[&str] = &[
    "do",
    "did",
    "does",
    "can",
    "could",
    "should",
    "may",
    "must",
    "what",
    "when",
    "how",
    "where",
    "than",
    "as",
    "if",
    "whatever",
    "that",
    "before",
    "because",
    "why",
    "until",
    "while",
    "who",
    "whenever",
    "things",
    "everything",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let end = phrases::longest(s, p, HEDGES)?;
    let before = s.before(p, 1);
    let meant = match s.word(p) {
        "kind" | "sort" => MAKES_A_NOUN.contains(&before),
        "i" => {
            MAKES_A_CLAUSE.contains(&before) && !s.breaks_before(p)
                || s.any(end, &["about", "of", "in", "carefully", "again", "too"]) && !s.breaks_after(end - 1)
        }
        "or" => {
            s.any(
                end,
                &["else", "to", "that", "you", "he", "she", "i", "we", "they"],
            ) && !s.breaks_after(end - 1)
        }
        "something" => matches!(
            before,
            "do" | "want" | "see" | "seen" | "need" | "have" | "had" | "made" | "say"
        ),
        "a" => s.word(end) == "of" || matches!(before, "not" | "just" | "even"),
        "and" => s.word(end) == "like",
        _ => false,
    };
    (!meant).then(|| {
        Hit::leave_out(
            p..end,
            "This weakens what you say; leave it out where you are sure.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{super::testing::*, RULE};

    #[test]
    fn catches_what_weakens() {
        catches(&RULE, "It was sort of nice.", "sort of", "");
        catches(&RULE, "I think we should go.", "I think", "");
        catches(
            &RULE,
            "We could meet on Friday or something like that.",
            "or something like that",
            "",
        );
        catches(&RULE, "Maybe it works.", "Maybe", "");
    }

    #[test]
    fn allows_words_that_carry_meaning() {
        allows(
            &RULE,
            &[
                "It is a kind of bread.",
                "What I think is clear.",
                "I think about it daily.",
                "Better than I think.",
            ],
        );
        allows(
            &RULE,
            &[
                "This sort of thing happens.",
                "What kind of music is it?",
                "Bring tea or something else.",
            ],
        );
    }
}
