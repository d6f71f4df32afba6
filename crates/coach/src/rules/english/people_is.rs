//! “People is friendly”: people, children and police are plural.
//!
//! Catches people, children, men, women, police + is, was, has, does, and common verbs with -s, and “news are”. Allows a
//! singular before “of” (“the number of people is”, “one of the children has”) and “a people”.

use super::super::{Hit, Rule, Sentence};
use super::words::{DETERMINERS, base_of_third_person};

pub(super) const RULE: Rule = Rule::grammar("people-is", at);

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    if s.breaks_after(p) {
        return None;
    }
    let verb = s.word(p + 1);
    if s.any(p, &["news", "information", "advice", "furniture", "money"]) && !after_and_or_of(s, p) {
        let instead = match verb {
            "are" => "is",
            "were" => "was",
            "have" => "has",
            _ => return None,
        };
        let message = format!("{} is singular in English.", capital(s.word(p)));
        return Some(Hit::instead(
            p..p + 2,
            message,
            format!("{} {instead}", s.word(p)),
        ));
    }
    if !s.any(p, &["people", "children", "men", "women", "police"]) || after_and_or_of(s, p) {
        return None;
    }
    let instead = match verb {
        "is" => "are",
        "was" => "were",
        "has" => "have",
        "does" => "do",
        "doesn't" => "don't",
        "isn't" => "aren't",
        "wasn't" => "weren't",
        "hasn't" => "haven't",
        other => base_of_third_person(other).filter(|base| {
            ![
                "work", "need", "visit", "play", "help", "walk", "talk", "call", "answer", "use",
            ]
            .contains(base)
        })?,
    };
    let message = format!("{} is plural.", capital(s.word(p)));
    Some(Hit::instead(
        p..p + 2,
        message,
        format!("{} {instead}", s.word(p)),
    ))
}

/// Whether another word is the subject: “one of the people is”, “dealing with people is”, “a people is”.
fn after_and_or_of(s: &Sentence<'_>, p: usize) -> bool {
    let start = (0..p).rev().take(4).find(|q| {
        s.breaks_after(*q)
            || s.any(
                *q,
                &[
                    "and", "but", "because", "that", "think", "say", "so", "if", "when",
                ],
            )
    });
    let from = start.map_or(p.saturating_sub(4), |q| q + 1);
    let other_subject = (from..p).any(|q| {
        s.any(
            q,
            &[
                "of", "with", "about", "for", "to", "by", "between", "from", "at", "on", "one", "each",
                "every", "than", "as", "what", "who", "a", "helping", "seeing", "teaching", "what's",
            ],
        ) || s.word(q).ends_with("ing")
    });
    // “In my country people is”: the place is no subject.
    let place = s.word(from) == "in" && (from + 1..p).any(|q| DETERMINERS.contains(&s.word(q)));
    other_subject && (!place || (from..p).any(|q| s.any(q, &["of", "a", "one"])))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_singular() {
        catches(&RULE, "People is nice here.", "People is", "people are");
        catches(
            &RULE,
            "In my country people is friendly.",
            "people is",
            "people are",
        );
        catches(&RULE, "The children was tired.", "children was", "children were");
        catches(
            &RULE,
            "I think people thinks too much.",
            "people thinks",
            "people think",
        );
        catches(&RULE, "The news are bad.", "news are", "news is");
    }

    #[test]
    fn allows_another_subject() {
        allows(
            &RULE,
            &[
                "The number of people is growing.",
                "One of the children has a dog.",
                "Meeting people is easy.",
                "People are nice.",
                "Talking to people is hard.",
                "The people's works are here.",
                "A people is a nation.",
            ],
        );
    }
}
