//! “Three child”, “two year ago”: more than one takes the plural.
//!
//! Catches a number or many, several, few + a common noun in the singular, where the noun ends. Allows compounds (“a two
//! year old cat”, “a five day trip”) and “one hundred”.

use super::super::{Hit, Rule, Sentence};
use super::words::{follows_a_noun, is_plural_number};

pub(super) const RULE: Rule = Rule::grammar("number-singular", at);

const NOUNS: &[(&str, &str)] = &[
    ("child", "children"),
    ("man", "men"),
    ("woman", "women"),
    ("person", "people"),
    ("friend", "friends"),
    ("year", "years"),
    ("month", "months"),
    ("week", "weeks"),
    ("day", "days"),
    ("hour", "hours"),
    ("minute", "minutes"),
    ("brother", "brothers"),
    ("sister", "sisters"),
    ("dog", "dogs"),
    ("cat", "cats"),
    ("book", "books"),
    ("language", "languages"),
    ("question", "questions"),
    ("student", "students"),
    ("thing", "things"),
    ("problem", "problems"),
    ("word", "words"),
    ("country", "countries"),
    ("city", "cities"),
    ("mistake", "mistakes"),
    ("job", "jobs"),
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let many = is_plural_number(s.word(p)) || s.any(p, &["many", "several"]);
    if !many
        || s.breaks_after(p)
        || s.any(
            p.wrapping_sub(1),
            &[
                "number", "chapter", "page", "room", "day", "part", "the", "how", "a",
            ],
        )
    {
        return None;
    }
    let (_, plural) = NOUNS.iter().find(|(singular, _)| *singular == s.word(p + 1))?;
    let noun_ends =
        s.breaks_after(p + 1) || (follows_a_noun(s.word(p + 2)) && !s.any(p + 2, &["that", "a", "the"]));
    if !noun_ends || s.any(p + 2, &["old"]) {
        return None;
    }
    Some(Hit::instead(
        p..p + 2,
        "More than one takes the plural.",
        format!("{} {plural}", s.text(p..p + 1)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_singular() {
        catches(
            &RULE,
            "She has three child and a dog.",
            "three child",
            "three children",
        );
        catches(&RULE, "I came two year ago.", "two year", "two years");
    }

    #[test]
    fn allows_compounds() {
        allows(
            &RULE,
            &[
                "A two year old cat.",
                "A five day trip.",
                "Three children came.",
                "Many a man knows.",
                "Twenty one person rooms.",
            ],
        );
    }
}
