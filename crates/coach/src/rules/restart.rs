//! Broken off and begun anew: “I want I wanted”, “he go— he went”, “the pro- the program”.
//!
//! Catches a word cut off with a hyphen; the same first word again after a dash or a trailing off; and, without any mark,
//! the same first word followed by another form of the same verb. Allows dashes used as punctuation (“we waited — and
//! nothing came”), compounds (“twenty-one”), and reported speech and thought (“I think I thought so”).

use std::ops::Range;

use domain::FindingKind;

use super::{Hit, Rule, Sentence, english::words};

pub(super) const RULE: Rule = Rule::new("restart", FindingKind::Restart, at);

const MOST_WORDS: usize = 4;
/// “I think I thought”: the second clause is what was thought.
const TAKE_A_CLAUSE: &[&str] = &[
    "think", "thought", "know", "knew", "say", "says", "said", "believe", "hope", "guess", "mean", "feel",
    "felt", "wish", "see", "creo", "pienso", "digo", "sé",
];

fn at(sentence: &Sentence<'_>, position: usize) -> Option<Hit> {
    let end = given_up_from(sentence, position)?;
    let resumed = end..(end + 2).min(sentence.len());
    let message = "This was broken off and begun anew; finish the sentence in mind before you start it.";
    Some(Hit::instead(
        position..resumed.end,
        message,
        sentence.text(resumed),
    ))
}

/// Where the words given up end, if a beginning that is given up stands here.
fn given_up_from(sentence: &Sentence<'_>, position: usize) -> Option<usize> {
    let first = sentence.word(position);
    if first.is_empty() {
        return None;
    }
    for length in 1..=MOST_WORDS {
        let last = position + length - 1;
        if last + 1 >= sentence.len() {
            return None;
        }
        let again = sentence.word(last + 1) == first;
        if is_cut_off(sentence, last) && (again || length == 1) {
            return Some(last + 1);
        }
        if is_cut_off(sentence, last) {
            return None;
        }
        if length > 1 && again && (trails_off(sentence, last) || is_reworded(sentence, position, last + 1)) {
            return Some(last + 1);
        }
    }
    None
}

/// A word that stops in the middle: “pro-”.
fn is_cut_off(sentence: &Sentence<'_>, position: usize) -> bool {
    let text = sentence.tokens[position].text.trim_end_matches([',', '.']);
    text.ends_with('-') && !text.ends_with("--") && text.chars().any(char::is_alphabetic)
}

fn trails_off(sentence: &Sentence<'_>, position: usize) -> bool {
    let text = sentence.tokens[position].text;
    ["—", "–", "--", "...", "…"]
        .iter()
        .any(|mark| text.ends_with(mark))
}

/// Whether the word after `first` comes back in another form after `second`.
fn is_reworded(sentence: &Sentence<'_>, first: usize, second: usize) -> bool {
    let (old, new) = (sentence.word(first + 1), sentence.word(second + 1));
    first + 1 < second
        && old != new
        && !new.is_empty()
        && words::leads_on(sentence.word(first))
        && !TAKE_A_CLAUSE.contains(&old)
        && same_verb(old, new)
}

fn same_verb(old: &str, new: &str) -> bool {
    let stem = |word: &str| words::base_form(word).map_or_else(|| word.to_owned(), str::to_owned);
    let (old_stem, new_stem) = (stem(old), stem(new));
    let shared = old_stem
        .chars()
        .zip(new_stem.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let shorter = old_stem.chars().count().min(new_stem.chars().count());
    old_stem == new_stem || (shorter >= 3 && shared >= 3 && shared + 1 >= shorter)
}

/// The words of a find that the speaker replaced.
pub(crate) fn words_given_up(hit: &Hit, sentence: &Sentence<'_>) -> Range<usize> {
    hit.words.start..given_up_from(sentence, hit.words.start).unwrap_or(hit.words.start)
}

#[cfg(test)]
mod tests {
    use super::{super::testing::*, RULE};

    #[test]
    fn catches_beginnings_given_up() {
        catches(&RULE, "I want I wanted to go.", "I want I wanted", "I wanted");
        catches(&RULE, "he go— he went home", "he go— he went", "he went");
        catches(
            &RULE,
            "we start the pro- program now",
            "pro- program now",
            "program now",
        );
        catches(&RULE, "I wan- I wanted it", "I wan- I wanted", "I wanted");
        catches(&RULE, "she is she was happy", "she is she was", "she was");
        catches(&RULE, "I had to... I must leave", "I had to... I must", "I must");
    }

    #[test]
    fn allows_whole_sentences() {
        allows(
            &RULE,
            &[
                "I think I thought so.",
                "The more the better.",
                "What I want I get.",
                "We waited — and nothing came.",
                "I know I can.",
                "The man the mayor met was old.",
                "It is well-known.",
            ],
        );
    }
}
