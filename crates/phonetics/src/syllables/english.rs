//! English: the vowels of the word's phones, as the dictionary or the guess from its letters has them.

use crate::{Sound, sounds};

/// Syllables in a lower-case word.
pub(super) fn count(word: &str) -> usize {
    let vowels = |way: &Vec<Sound>| way.iter().filter(|sound| sound.phone.is_vowel()).count();
    let sounds = sounds(&[word]);
    let spoken = sounds.first().and_then(|sounds| sounds.alternatives.first());
    spoken
        .into_iter()
        .flatten()
        .filter_map(|ways| ways.first())
        .map(vowels)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn words_are_counted() {
        for (word, expected) in [
            ("banana", 3),
            ("table", 2),
            ("name", 1),
            ("the", 1),
            ("well-known", 2),
            ("2024", 5),
            ("mr", 2),
            ("usa", 3),
            ("business", 2),
            ("people", 2),
            ("$5", 3),
            ("fire", 2),
            ("café", 2),
        ] {
            assert_eq!(count(word), expected, "{word}");
        }
    }
}
