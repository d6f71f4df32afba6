//! “Make a party”, “make sport”, “do a mistake”: the verb that goes with the noun.
//!
//! Catches make with what is done or had (homework, sport, a party) and do with what is made (a mistake, a decision).
//! Allows compounds (“make a party dress”) and “do a party trick”.

use super::super::{Hit, Rule, Sentence};
use super::words::follows_a_noun;

pub(super) const RULE: Rule = Rule::grammar("make-or-do", at);

/// Wrong verb, noun, right verb.
const PAIRS: &[(&str, &[&str], &str)] = &[
    ("make", &["party"], "have"),
    ("do", &["party"], "have"),
    (
        "make",
        &[
            "homework",
            "homeworks",
            "sport",
            "sports",
            "exercise",
            "housework",
            "yoga",
            "shopping",
            "dishes",
            "exam",
            "exams",
        ],
        "do",
    ),
    (
        "make",
        &["photo", "photos", "picture", "pictures", "break", "nap"],
        "take",
    ),
    (
        "do",
        &[
            "mistake",
            "mistakes",
            "decision",
            "decisions",
            "effort",
            "progress",
            "noise",
        ],
        "make",
    ),
    ("do", &["travel", "trip", "break", "photo", "photos"], "take"),
    ("make", &["question", "questions"], "ask"),
];
const BETWEEN: &[&str] = &[
    "a", "an", "the", "my", "your", "his", "her", "our", "their", "some", "many", "any", "big", "birthday",
    "small", "lot", "of",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let (base, form) = match s.word(p) {
        "make" | "do" => (s.word(p), 0),
        "makes" => ("make", 1),
        "does" => ("do", 1),
        "made" => ("make", 2),
        "did" => ("do", 2),
        "making" => ("make", 3),
        "doing" => ("do", 3),
        _ => return None,
    };
    let noun = (p + 1..(p + 5).min(s.len())).find(|q| !BETWEEN.contains(&s.word(*q)))?;
    let (_, _, right) = PAIRS
        .iter()
        .find(|(verb, nouns, _)| *verb == base && nouns.contains(&s.word(noun)))?;
    let between = s.text(p + 1..noun);
    let is_question = s.any(p, &["do", "does", "did"])
        && s.any(
            p + 1,
            &[
                "the", "many", "some", "any", "my", "your", "his", "her", "our", "their",
            ],
        );
    if (p..noun).any(|q| s.breaks_after(q))
        || !follows_a_noun(s.word(noun + 1))
        || is_question
        || s.word(noun + 1) == "of"
        || s.any(noun + 1, &["is", "are", "was", "were"])
    {
        return None;
    }
    let right = inflect(right, form);
    let rest = if between.is_empty() {
        s.text(noun..noun + 1)
    } else {
        format!("{between} {}", s.text(noun..noun + 1))
    };
    Some(Hit::instead(
        p..noun + 1,
        format!("The verb that goes with {} is {right}.", s.word(noun)),
        format!("{right} {rest}"),
    ))
}

/// `form`: 0 base, 1 with -s, 2 past, 3 with -ing.
fn inflect(base: &str, form: usize) -> &'static str {
    match (base, form) {
        ("have", forms) => ["have", "has", "had", "having"][forms.min(3)],
        ("do", forms) => ["do", "does", "did", "doing"][forms.min(3)],
        ("take", forms) => ["take", "takes", "took", "taking"][forms.min(3)],
        ("make", forms) => ["make", "makes", "made", "making"][forms.min(3)],
        (_, forms) => ["ask", "asks", "asked", "asking"][forms.min(3)],
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_wrong_verb() {
        catches(
            &RULE,
            "We will make a party on Friday.",
            "make a party",
            "have a party",
        );
        catches(&RULE, "I did a mistake.", "did a mistake", "made a mistake");
        catches(&RULE, "She makes sport every day.", "makes sport", "does sport");
        catches(
            &RULE,
            "Can I make a question?",
            "make a question",
            "ask a question",
        );
    }

    #[test]
    fn allows_compounds_and_questions() {
        allows(
            &RULE,
            &[
                "I make a party dress.",
                "Do your exams start soon?",
                "We made a mistake.",
                "Do the pictures look good?",
                "He made a picture of it.",
            ],
        );
    }
}
