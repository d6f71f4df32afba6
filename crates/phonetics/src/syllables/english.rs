//! English: the vowels of the word's phones.

/// Syllables in a lower-case word.
pub(super) fn count(word: &str) -> usize {
    word.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(by_spelling)
        .sum()
}

/// By groups of vowel letters, a silent e at the end left out.
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
        ] {
            assert_eq!(count(word), expected, "{word}");
        }
    }
}
