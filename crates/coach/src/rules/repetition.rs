//! The same word or words again: “the the”, “I was I was”.
//!
//! Catches up to four words said again at once. Allows what a speaker does on purpose: “very very”, “no, no”, “a big,
//! big problem”, numbers and single letters spelled out; and what grammar doubles: “that that”, “had had”, “what it is
//! is”, “I told you you could”. In languages other than English and Spanish single words pass, since many double them by
//! rule (“nous nous”, “die die”, “anak anak”).

use std::ops::Range;

use domain::{FindingKind, Language};

use super::{Hit, Rule, Sentence, english::words};

pub(super) const RULE: Rule = Rule::new("repetition", FindingKind::Repetition, at);

const MOST_WORDS: usize = 4;

/// Said twice for emphasis, or doubled by grammar.
const DOUBLED_ENGLISH: &[&str] = &[
    "that", "had", "very", "really", "no", "yes", "yeah", "so", "bye", "ha", "many", "much", "far", "long",
    "big", "blah", "knock", "there", "now", "well", "please", "never", "ok", "okay", "wait", "go", "come",
    "hey", "oh", "too", "way", "more", "again", "again", "all", "hear", "right", "never", "old", "little",
    "sorry", "thanks",
];
const DOUBLED_SPANISH: &[&str] = &[
    "muy", "no", "sí", "ya", "casi", "bueno", "claro", "luego", "así", "mucho", "vale", "venga", "ja",
    "poco", "adiós",
];
/// “My breath comes in in bursts”: the first belongs to the verb.
const COMES_IN: &[&str] = &[
    "come", "comes", "came", "coming", "go", "goes", "went", "going", "move", "moved", "carry", "log",
];
/// After these a sentence may begin with the pronoun that ends the one before (“I told you you could”).
const BEFORE_YOU_YOU: &[&str] = &[
    "told", "tell", "tells", "thought", "think", "know", "knew", "hope", "asked", "ask", "gave", "give",
    "show", "showed", "promised", "promise", "like", "love", "see", "saw", "makes", "make", "made", "with",
    "for", "to",
];

fn at(sentence: &Sentence<'_>, position: usize) -> Option<Hit> {
    (1..=MOST_WORDS).rev().find_map(|length| {
        let copies = copies(sentence, position, length);
        if copies < 2 || is_meant(sentence, position, length, copies) {
            return None;
        }
        let end = position + length * copies;
        let once = sentence.text(end - length..end);
        Some(Hit::instead(
            position..end,
            format!("“{once}” is said {}.", times(copies)),
            once,
        ))
    })
}

/// How many times in a row the words `position..position + length` are said.
fn copies(sentence: &Sentence<'_>, position: usize, length: usize) -> usize {
    let word = |offset: usize| sentence.word(position + offset);
    if (0..length).any(|offset| word(offset).is_empty()) {
        return 0;
    }
    let same = |copy: &usize| (0..length).all(|offset| word(offset) == word(copy * length + offset));
    1 + (1..).take_while(same).count()
}

fn is_meant(sentence: &Sentence<'_>, position: usize, length: usize, copies: usize) -> bool {
    let last = position + length - 1;
    let word = sentence.word(last);
    // “[number] [number]”: masked words are alike only on paper.
    if sentence
        .tokens
        .get(last)
        .is_some_and(|token| token.text.starts_with('['))
    {
        return true;
    }
    let spelled = |word: &str| {
        words::is_number(word) || (word.chars().count() == 1 && !matches!(word, "a" | "i" | "y" | "o"))
    };
    if (position..=last).all(|p| spelled(sentence.word(p))) {
        return true;
    }
    // A comma or full stop between two whole phrases is meant; after “the” or “I was” it only marks the halt.
    if sentence.breaks_after(last) && !words::leads_on(word) {
        return true;
    }
    let before = sentence.before(position, 1);
    if length > 1 {
        // “What they want they want now”; “I know I know”.
        return matches!(before, "what" | "whatever") || sentence.phrase(position, "i know");
    }
    match sentence.language {
        Language::ENGLISH => {
            DOUBLED_ENGLISH.contains(&word)
                || (matches!(word, "you" | "her" | "it") && copies == 2 && BEFORE_YOU_YOU.contains(&before))
                || (matches!(word, "in" | "on") && COMES_IN.contains(&before))
                || (word == "is"
                    && (0..position).any(|p| sentence.any(p, &["what", "where", "who", "how", "all", "why"])))
        }
        Language::SPANISH => DOUBLED_SPANISH.contains(&word),
        _ => true,
    }
}

fn times(copies: usize) -> String {
    match copies {
        2 => "twice".to_owned(),
        3 => "three times".to_owned(),
        more => format!("{more} times"),
    }
}

/// The words of a find that the speaker replaced: all but the last copy.
pub(crate) fn words_given_up(hit: &Hit, sentence: &Sentence<'_>) -> Range<usize> {
    let found = hit.words.len();
    let kept = (1..=MOST_WORDS)
        .rev()
        .find(|length| {
            found.is_multiple_of(*length)
                && copies(sentence, hit.words.start, *length) * length == found
                && found > *length
        })
        .unwrap_or(found);
    hit.words.start..hit.words.end - kept
}

#[cfg(test)]
mod tests {
    use super::{super::testing::*, RULE};
    use domain::Language;

    #[test]
    fn catches_words_said_again() {
        catches(&RULE, "I saw the the house.", "the the", "the");
        catches(&RULE, "I was I was going home.", "I was I was", "I was");
        catches(&RULE, "I was, I was going home.", "I was, I was", "I was");
        catches(&RULE, "we we we have a plan", "we we we", "we");
        catches(&RULE, "my problem problem is time", "problem problem", "problem");
        catches(&RULE, "he is is tall", "is is", "is");
        catches_in(Language::SPANISH, &RULE, "en la la casa", "la la", Some("la"));
    }

    #[test]
    fn allows_emphasis_and_grammar() {
        allows(
            &RULE,
            &[
                "I know that that is true.",
                "She had had enough.",
                "It is very very good.",
                "No, no, that's fine.",
                "A big, big problem and an old, old man.",
                "Call five five two two.",
                "Call [number] [number] now.",
                "I know, I know.",
                "And when they get what they want they want more.",
                "His breath comes in in bursts.",
                "I told you you could go.",
                "What it is is a test.",
                "We went on and on.",
            ],
        );
        allows_in(Language::SPANISH, &RULE, &["muy muy bien", "no, no, eso no"]);
        allows_in("fr".parse().unwrap(), &RULE, &["nous nous levons"]);
    }
}
