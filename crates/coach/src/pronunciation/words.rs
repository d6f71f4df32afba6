//! English words to practise sounds with: those that are easy, short, in the dictionary of sounds and in Harper's dictionary
//! (the list of levels has names and old spellings too).

use std::{
    collections::{HashMap, hash_map::Entry::Vacant},
    sync::LazyLock,
};

use domain::{CefrLevel, Phone};
use harper_core::spell::{Dictionary, FstDictionary};
use phonetics::{Pronunciation, listed};

use crate::fluency::WordLevels;

/// Hardest words that are used.
const HARDEST: CefrLevel = CefrLevel::B2;
/// Shortest word, in letters: shorter ones are mostly abbreviations.
const LEAST_LETTERS: usize = 3;
/// Words with a sound that take turns.
const EASIEST: usize = 24;
/// Longest word, in sounds: the difference is to be heard.
const MOST_SOUNDS: usize = 6;

/// A word.
pub(super) struct Entry {
    pub(super) word: String,
    /// How hard it is.
    pub(super) level: CefrLevel,
    /// The likeliest way to say it.
    pub(super) sounds: Pronunciation,
}

/// Words by the likeliest way to say them.
pub(super) struct Words {
    /// The easiest first.
    pub(super) entries: Vec<Entry>,
    /// Places in `entries`.
    pub(super) by_sounds: HashMap<Pronunciation, usize>,
}

/// All of them.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let levels = WordLevels::english();
    let spelled = FstDictionary::curated();
    let mut list: Vec<(CefrLevel, &str)> = levels
        .words()
        .filter(|(word, level)| {
            *level <= HARDEST
                && word.len() >= LEAST_LETTERS
                && word.bytes().all(|b| b.is_ascii_lowercase())
                && spelled.contains_exact_word_str(word)
        })
        .map(|(word, level)| (level, word))
        .collect();
    list.sort_unstable();
    let mut words = Words {
        entries: Vec::new(),
        by_sounds: HashMap::new(),
    };
    for (level, word) in list {
        let Some(way) = listed(word)
            .into_iter()
            .next()
            .filter(|way| way.len() <= MOST_SOUNDS)
        else {
            continue;
        };
        // The easiest of the words that sound alike stands for all.
        let index = words.entries.len();
        if let Vacant(place) = words.by_sounds.entry(way) {
            let sounds = place.key().clone();
            place.insert(index);
            words.entries.push(Entry {
                word: word.to_owned(),
                level,
                sounds,
            });
        }
    }
    words
});

/// At most `count` words that have `wanted`, among the easiest ones those that `turn` comes to.
pub(super) fn words_with(wanted: Phone, count: usize, turn: usize) -> Vec<&'static str> {
    let with: Vec<&str> = WORDS
        .entries
        .iter()
        .filter(|entry| entry.sounds.iter().any(|sound| sound.phone == wanted))
        .take(EASIEST)
        .map(|entry| entry.word.as_str())
        .collect();
    let first = (turn * count).checked_rem(with.len()).unwrap_or(0);
    with.iter()
        .cycle()
        .skip(first)
        .take(count.min(with.len()))
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::Phone;

    use super::{WORDS, words_with};

    #[test]
    fn words_are_spelled_as_they_are_today() {
        let has = |word: &str| WORDS.entries.iter().any(|entry| entry.word == word);
        assert!(has("think") && has("very"));
        assert!(!has("beare"), "no old spellings");
        assert!(WORDS.entries.len() > 1500, "{}", WORDS.entries.len());
    }

    #[test]
    fn turns_bring_other_words() {
        let (first, second) = (words_with(Phone::Th, 2, 0), words_with(Phone::Th, 2, 1));
        assert!(first.len() == 2 && second.len() == 2 && first != second);
    }
}
