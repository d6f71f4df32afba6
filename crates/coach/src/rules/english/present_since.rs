//! “I live here since 2010”: what began then and goes on takes the perfect.
//!
//! Catches a present form (live, am living, know …) + since + a year or a moment. Allows the perfect, and since for
//! “because” (“I live here since I like it”).

use super::super::{Hit, Rule, Sentence};

pub(super) const RULE: Rule = Rule::grammar("present-since", at);

const VERBS: &[(&str, &str)] = &[
    ("live", "lived"),
    ("lives", "lived"),
    ("work", "worked"),
    ("works", "worked"),
    ("study", "studied"),
    ("studies", "studied"),
    ("know", "known"),
    ("knows", "known"),
    ("learn", "learned"),
    ("play", "played"),
    ("plays", "played"),
    ("am", "been"),
    ("is", "been"),
    ("are", "been"),
    ("have", "had"),
    ("has", "had"),
    ("teach", "taught"),
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let has = if s.any(p, &["he", "she", "it"]) {
        "has"
    } else {
        "have"
    };
    let (verb, participle) = VERBS.iter().find(|(verb, _)| *verb == s.word(p + 1))?;
    if !super::super::SUBJECTS.contains(&s.word(p))
        || s.breaks_after(p)
        || s.any(
            p.wrapping_sub(1),
            &["do", "does", "did", "can", "will", "would", "to"],
        )
    {
        return None;
    }
    let since = (p + 2..(p + 8).min(s.len()))
        .take_while(|q| !s.breaks_before(*q))
        .find(|q| s.word(*q) == "since")?;
    let moment = super::words::is_year(s.word(since + 1))
        || s.any(
            since + 1,
            &[
                "last",
                "january",
                "february",
                "march",
                "april",
                "may",
                "june",
                "july",
                "august",
                "september",
                "october",
                "november",
                "december",
                "childhood",
                "monday",
                "yesterday",
                "then",
                "birth",
            ],
        )
        || s.phrase(since + 1, "i was");
    let progressive = matches!(*verb, "am" | "is" | "are") && s.word(p + 2).ends_with("ing");
    let perfect = matches!(*verb, "have" | "has") && super::words::is_participle(s.word(p + 2));
    let other_verb =
        (p + 2..since).any(|q| s.any(q, &["was", "were", "been", "had", "did", "when", "that", "who"]));
    if !moment || perfect || other_verb {
        return None;
    }
    let end = if progressive { p + 3 } else { p + 2 };
    let rest = if progressive {
        format!("been {}", s.word(p + 2))
    } else {
        (*participle).to_owned()
    };
    Some(Hit::instead(
        p..end,
        "What began in the past and still goes on takes have.",
        format!("{} {has} {rest}", s.text(p..p + 1)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_the_present() {
        catches(&RULE, "I live here since 2010.", "I live", "I have lived");
        catches(
            &RULE,
            "He is living in Madrid since 2010.",
            "He is living",
            "He has been living",
        );
        catches(
            &RULE,
            "We know each other since last year.",
            "We know",
            "We have known",
        );
    }

    #[test]
    fn allows_the_perfect_and_reasons() {
        allows(
            &RULE,
            &[
                "I have lived here since 2010.",
                "I live here since I like it.",
                "It is time, since 2010 was long ago.",
                "She has worked here since last May.",
            ],
        );
    }
}
