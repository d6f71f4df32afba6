//! “I am work”, “she is go”: be needs the -ing form after it.
//!
//! Catches a pronoun + am, is, are + a base form that is nothing but a verb. Allows “I am like her”, “is it work?”,
//! “they are people”, “what I do is go home”.

use super::super::{Hit, Rule, SUBJECTS, Sentence};
use super::words::{base_form, gerund};

pub(super) const RULE: Rule = Rule::grammar("be-with-base-verb", at);

/// Base forms that are not also nouns, adjectives or participles after “I am”.
const VERBS: &[&str] = &[
    "go",
    "live",
    "think",
    "want",
    "know",
    "need",
    "have",
    "study",
    "get",
    "see",
    "speak",
    "eat",
    "take",
    "learn",
    "make",
    "understand",
    "believe",
    "prefer",
    "remember",
    "buy",
    "write",
    "give",
    "tell",
    "say",
    "listen",
    "wait",
    "do",
    "enjoy",
    "hate",
    "try",
    "sleep",
    "feel",
    "hope",
    "work",
    "play",
    "begin",
    "forget",
    "bring",
    "sell",
    "teach",
    "explain",
];

fn at(s: &Sentence<'_>, p: usize) -> Option<Hit> {
    let short = ["i'm", "he's", "she's", "we're", "they're", "you're"].contains(&s.word(p));
    let full = SUBJECTS.contains(&s.word(p)) && s.any(p + 1, &["am", "is", "are"]);
    let be = if short { p } else { p + 1 };
    let verb = if s.any(be + 1, &["not", "also", "always", "really"]) {
        be + 2
    } else {
        be + 1
    };
    let base = s.word(verb);
    if (!short && !full)
        || (p..verb).any(|q| s.breaks_after(q))
        || !VERBS.contains(&base)
        || base_form(base).is_none()
    {
        return None;
    }
    // “It is work”, “he is play-acting”, “she's live on air”, “what I am is try-hard”.
    let noun_too = [
        "work", "play", "sleep", "hope", "need", "feel", "hate", "try", "want", "say", "wait", "study",
        "live", "go", "do",
    ];
    let unsure = s.word(p) == "it"
        || (noun_too.contains(&base) && !["i", "i'm", "we", "we're", "she", "he"].contains(&s.word(p)));
    if unsure
        || (base == "live" && !s.any(verb + 1, &["in", "here", "with", "at", "near", "there"]))
        || (0..p).any(|q| s.any(q, &["what", "all", "who", "thing"]))
    {
        return None;
    }
    // “He's got”, “she's had” do not reach here; “let's go” is no pronoun. “He's go to man” has a hyphen.
    let subject = s.text(p..verb);
    Some(Hit::instead(
        p..verb + 1,
        "After a form of be the verb takes -ing; or leave be out.",
        format!("{subject} {}", gerund(base)),
    ))
}

#[cfg(test)]
mod tests {
    use super::{super::super::testing::*, RULE};

    #[test]
    fn catches_be_and_a_base_form() {
        catches(&RULE, "I am work in a shop.", "I am work", "I am working");
        catches(&RULE, "Now she is go to school.", "she is go", "she is going");
        catches(&RULE, "I'm live in Rome.", "I'm live", "I'm living");
    }

    #[test]
    fn allows_what_is_no_verb() {
        allows(
            &RULE,
            &[
                "I am like my mother.",
                "It is work.",
                "I am working.",
                "What I am is hope itself.",
                "All they are is play.",
                "He is home.",
            ],
        );
    }
}
