//! English: the vowels of the word's phones, as the dictionary or the guess from its letters has them.

use crate::{Sound, sounds};

/// Syllables in a lower-case word.
pub(super) fn count(word: &str) -> usize {
    let vowels = |way: &Vec<Sound>| way.iter().filter(|sound| sound.phone.is_vowel()).count();
    match sounds(&[word])
        .first()
        .and_then(|sounds| sounds.alternatives.first())
    {
        Some(spoken) => spoken.iter().filter_map(|ways| ways.first()).map(vowels).sum(),
        None => word
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .map(by_spelling)
            .sum(),
    }
}

/// For what has no sounds: by groups of vowel letters, a silent e at the end left out.
fn by_spelling(part: &str) -> usize {
    let letters: Vec<char> = part.chars().collect();
    let vowel = |index: usize| matches!(letters.get(index), Some('a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    let groups = (0..letters.len())
        .filter(|&i| vowel(i) && (i == 0 || !vowel(i - 1)))
        .count();
    let silent = groups > 1
        && letters.len() > 2
        && letters.ends_with(&['e'])
        && !vowel(letters.len() - 2)
        && !(letters[letters.len() - 2] == 'l' && !vowel(letters.len() - 3));
    groups - usize::from(silent)
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
