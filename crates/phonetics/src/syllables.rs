//! How many syllables a written word has.
//!
//! English looks the word up; Spanish follows its spelling, which tells; other languages are counted by groups of
//! vowel letters, which is rough and says so in nothing but its use: rates, never scores of single words.

mod english;
mod other;
mod spanish;

use domain::Language;

/// Syllables in `word` as it is spoken in `language`. Punctuation around the word does not matter; a word without
/// letters or digits has none, any other at least one.
#[must_use]
pub fn syllables(word: &str, language: Language) -> usize {
    let word = word
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '%' | '&' | '+'))
        .to_lowercase()
        .replace('’', "'");
    if !word.chars().any(char::is_alphanumeric) {
        return 0;
    }
    let count = match language {
        Language::ENGLISH => english::count(&word),
        Language::SPANISH => spanish::count(&word),
        _ => other::count(&word),
    };
    count.max(1)
}

#[cfg(test)]
mod tests {
    use domain::Language;
    use proptest::prelude::*;

    use super::syllables;

    #[test]
    fn punctuation_and_case_do_not_matter() {
        assert_eq!(syllables("“Banana,”", Language::ENGLISH), 3);
        assert_eq!(syllables("¡BANANA!", Language::SPANISH), 3);
    }

    #[test]
    fn only_a_word_has_syllables() {
        assert_eq!(syllables("—", Language::ENGLISH), 0);
        assert_eq!(syllables("", Language::SPANISH), 0);
        assert_eq!(syllables("mm", Language::ENGLISH), 1);
    }

    proptest! {
        #[test]
        fn any_text_in_any_language_has_a_count(word in "\\PC{0,30}", index in 0_usize..100) {
            let language = Language::all().nth(index).unwrap_or(Language::ENGLISH);
            prop_assert!(syllables(&word, language) <= 40 * word.chars().count());
        }
    }
}
