//! “She is doctor”: a profession takes “a”.
//!
//! Catches am, is, was + a profession with no article, where the noun ends. Allows titles (“is Doctor Smith”), two nouns
//! (“is teacher training”), plurals, and “is head of”.

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("profession-article", at);

const PROFESSIONS: &[&str] = &[
    "student",
    "doctor",
    "teacher",
    "engineer",
    "nurse",
    "lawyer",
    "waiter",
    "waitress",
    "driver",
    "architect",
    "dentist",
    "writer",
    "singer",
    "actor",
    "actress",
    "accountant",
    "programmer",
    "businessman",
    "journalist",
    "scientist",
    "secretary",
    "mechanic",
    "farmer",
    "policeman",
    "hairdresser",
    "designer",
    "developer",
    "manager",
    "translator",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if !s.any(p, &["am", "is", "was", "i'm", "he's", "she's"])
        || s.breaks_after(p)
        || !PROFESSIONS.contains(&s.word(p + 1))
    {
        return None;
    }
    let noun_ends = s.breaks_after(p + 1)
        || s.any(
            p + 2,
            &[
                "in", "at", "and", "but", "from", "with", "for", "now", "too", "because", "there", "here",
                "who", "since",
            ],
        );
    if !noun_ends
        || s.any(
            p.wrapping_sub(1),
            &["position", "job", "title", "role", "profession", "name"],
        )
    {
        return None;
    }
    let noun = s.word(p + 1);
    let article = if noun.starts_with(['a', 'e']) { "an" } else { "a" };
    Some(Hit::instead(
        p + 1..p + 2,
        "A profession takes an article.",
        format!("{article} {noun}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_a_profession_alone() {
        catches(&RULE, "She is doctor in Rome.", "doctor", "a doctor");
        catches(&RULE, "I'm engineer.", "engineer", "an engineer");
    }

    #[test]
    fn allows_articles_and_titles() {
        allows(
            &RULE,
            &[
                "She is a doctor.",
                "This is Doctor Smith.",
                "It is student housing.",
                "My job is teacher.",
            ],
        );
    }
}
