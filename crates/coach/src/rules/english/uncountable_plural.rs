//! “Informations”, “an advice”: nouns without a plural.
//!
//! Catches the plural of information, advice, homework and the like, and “a” or “an” right before the singular. Allows
//! compounds (“an information desk”, “a homework book”).

use super::super::{Hit, Rule, Sentence};
use super::words::follows_a_noun;

pub(super) const RULE: Rule = Rule::grammar("uncountable-plural", at);

const NOUNS: &[(&str, &str)] = &[
    ("informations", "information"),
    ("advices", "advice"),
    ("homeworks", "homework"),
    ("furnitures", "furniture"),
    ("equipments", "equipment"),
    ("luggages", "luggage"),
    ("baggages", "baggage"),
    ("knowledges", "knowledge"),
    ("researches", "research"),
    ("musics", "music"),
    ("traffics", "traffic"),
    ("feedbacks", "feedback"),
    ("housings", "housing"),
    ("softwares", "software"),
    ("evidences", "evidence"),
    ("progresses", "progress"),
    ("moneys", "money"),
    ("jewelries", "jewelry"),
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let word = s.word(p);
    // “It progresses”, “he researches”: verbs.
    let verb = matches!(word, "progresses" | "researches")
        && !s.any(
            p.wrapping_sub(1),
            &["many", "some", "these", "those", "two", "several", "of"],
        );
    if let Some((_, singular)) = NOUNS.iter().find(|(plural, _)| *plural == word && !verb) {
        return Some(Hit::instead(
            p..p + 1,
            format!("{singular} has no plural."),
            *singular,
        ));
    }
    let noun = s.word(p + 1);
    let article = s.any(p, &["a", "an"]) && !s.breaks_after(p);
    if article
        && !matches!(noun, "research" | "knowledge" | "music" | "evidence")
        && NOUNS.iter().any(|(_, singular)| *singular == noun)
        && follows_a_noun(s.word(p + 2))
    {
        let message = format!("{noun} cannot be counted, so it takes no “{}”.", s.word(p));
        return Some(Hit::instead(p..p + 2, message, format!("some {noun}")));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_plurals_and_articles() {
        catches(&RULE, "I need informations.", "informations", "information");
        catches(&RULE, "She gave me an advice.", "an advice", "some advice");
        catches(&RULE, "I have many homeworks to do.", "homeworks", "homework");
    }

    #[test]
    fn allows_compounds_and_verbs() {
        allows(
            &RULE,
            &[
                "An information desk.",
                "Some advice.",
                "The work progresses well.",
                "He researches birds.",
            ],
        );
    }
}
