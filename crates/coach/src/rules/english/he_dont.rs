//! “He don't”, “she have”, “he go”: the third person takes -s.
//!
//! Catches he, she or it + don't, have, or the base form of a common verb. Allows questions (“does he go?”), modals,
//! commands of the mind (“I suggest that she work”), and “let him”, “help her”, which are no subjects.

use super::super::{Hit, Rule, Sentence};
use super::words::{THIRD, is_base_verb, third_person};

pub(super) const RULE: Rule = Rule::grammar("third-person-s", at);

/// Before the pronoun, these say that the base form is right.
const INVERTED: &[&str] = &[
    "does",
    "doesn't",
    "did",
    "didn't",
    "can",
    "can't",
    "could",
    "couldn't",
    "will",
    "won't",
    "would",
    "wouldn't",
    "should",
    "must",
    "may",
    "might",
    "do",
    "shall",
    "let",
    "make",
    "made",
    "makes",
    "help",
    "helped",
    "see",
    "saw",
    "watch",
    "watched",
    "hear",
    "heard",
    "had",
    "have",
    "lest",
    "shouldn't",
    "didnt",
];
const SUBJUNCTIVE: &[&str] = &[
    "suggest",
    "suggests",
    "suggested",
    "recommend",
    "recommends",
    "recommended",
    "insist",
    "insists",
    "insisted",
    "demand",
    "demands",
    "demanded",
    "important",
    "essential",
    "necessary",
    "vital",
    "required",
    "require",
    "requires",
    "ask",
    "asked",
    "propose",
    "proposed",
    "request",
    "requested",
    "better",
    "prefer",
    "desire",
    "command",
    "commanded",
    "order",
    "ordered",
];

/// After these a pronoun is a subject.
const BEFORE_A_SUBJECT: &[&str] = &[
    "and",
    "but",
    "because",
    "if",
    "when",
    "that",
    "so",
    "then",
    "think",
    "know",
    "say",
    "says",
    "where",
    "what",
    "how",
    "why",
    "who",
    "father",
    "mother",
    "brother",
    "sister",
    "friend",
    "yesterday",
    "today",
    "now",
    "sometimes",
    "always",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if !THIRD.contains(&s.word(p)) || s.breaks_after(p) {
        return None;
    }
    // “If it were”, “though he have”: older English; “do it have”, “of it go”: no subject.
    let from = p.saturating_sub(5);
    if (from..p).any(|q| INVERTED.contains(&s.word(q)) && !s.breaks_after(q))
        || (0..p).any(|q| SUBJUNCTIVE.contains(&s.word(q)))
    {
        return None;
    }
    let clause_starts = p == 0 || s.breaks_before(p) || s.any(p - 1, BEFORE_A_SUBJECT);
    if !clause_starts
        || s.any(
            p.wrapping_sub(1),
            &["lest", "till", "until", "ere", "though", "unless", "whether"],
        )
    {
        return None;
    }
    let adverb = s.any(
        p + 1,
        &[
            "always",
            "never",
            "often",
            "also",
            "usually",
            "really",
            "sometimes",
            "still",
            "just",
            "only",
        ],
    );
    let verb = if adverb { p + 2 } else { p + 1 };
    let fixed = match s.word(verb) {
        "don't" | "dont" => "doesn't".to_owned(),
        "haven't" => "hasn't".to_owned(),
        "be" | "let" => return None,
        // Past and present alike, or nouns: “it help”, “it cost”.
        base if is_base_verb(base) && !["become", "come", "run"].contains(&base) => third_person(base),
        "come" => "comes".to_owned(),
        "run" => "runs".to_owned(),
        _ => return None,
    };
    let message = format!("After {} the verb takes its third-person form.", s.word(p));
    Some(Hit::instead(
        p..verb + 1,
        message,
        format!("{} {fixed}", s.text(p..verb)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_missing_s() {
        catches(&RULE, "My father he don't like it.", "he don't", "he doesn't");
        catches(&RULE, "She work in a bank.", "She work", "She works");
        catches(
            &RULE,
            "I know he always go there.",
            "he always go",
            "he always goes",
        );
        catches(&RULE, "and she have a dog", "she have", "she has");
    }

    #[test]
    fn allows_base_forms_that_are_right() {
        allows(
            &RULE,
            &[
                "Does she work here?",
                "I suggest that she work in the other room.",
                "Let him go if he wants.",
                "What can it do?",
                "He works.",
                "Why would he ever go there?",
                "I made it work.",
                "Did he and she have a dog?",
            ],
        );
    }
}
