//! From written words to everything they may sound like.

use domain::Language;

use crate::{Pronunciation, WordSounds, dictionary, lexicon, spoken};

/// The sounds of English `words` as they are written, one for each. Digits, abbreviations, symbols and contractions are
/// spoken out; a word in nothing but punctuation has no sound.
#[must_use]
pub fn sounds(words: &[&str]) -> Vec<WordSounds> {
    words
        .iter()
        .enumerate()
        .map(|(index, word)| sounds_of(word, index.checked_sub(1).map(|before| words[before])))
        .collect()
}

/// The words of one `written` word as they are spoken, in lower case without punctuation, for comparing what was said
/// with what was to be said: `2nd` is `second`, `well-known` is `well`, `known`. Digits, abbreviations and symbols are
/// spoken out in English, in the likeliest way; in other languages they stay as they are.
#[must_use]
pub fn spoken_words(written: &str, language: Language) -> Vec<String> {
    let spoken = if language == Language::ENGLISH {
        spoken::forms(written, None)
    } else {
        Vec::new()
    };
    let rows = spoken
        .into_iter()
        .next()
        .unwrap_or_else(|| vec![written.to_lowercase().replace('’', "'")]);
    let parts = rows
        .iter()
        .flat_map(|row| row.split(|c: char| !c.is_alphanumeric() && c != '\''));
    parts
        .map(|part| part.trim_matches('\'').to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// The ways to say an English lower-case word that the dictionary lists, the usual one first; none for any other word.
#[must_use]
pub fn listed(word: &str) -> Vec<Pronunciation> {
    dictionary::pronunciations(word)
}

/// Whether the sounds of an English `word` are, at least in part, a guess from its letters: a name, an invented word.
#[must_use]
pub fn is_guessed(word: &str) -> bool {
    spoken::forms(word, None)
        .first()
        .is_some_and(|form| form.iter().any(|spoken| lexicon::is_guessed(spoken)))
}

fn sounds_of(word: &str, before: Option<&str>) -> WordSounds {
    let alternatives = spoken::forms(word, before)
        .iter()
        .map(|form| {
            form.iter()
                .map(|spoken| lexicon::pronunciations(spoken))
                .filter(|ways| !ways.is_empty())
                .collect()
        })
        .filter(|spoken: &Vec<_>| !spoken.is_empty())
        .collect();
    WordSounds { alternatives }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::sounds;
    use crate::sound::symbols;

    fn first(word: &str) -> String {
        let sounds = sounds(&[word]);
        let ways = sounds[0].alternatives.first().cloned().unwrap_or_default();
        ways.iter()
            .map(|ways| symbols(&ways[0]))
            .collect::<Vec<_>>()
            .join(" | ")
    }

    #[test]
    fn one_written_word_may_be_several_spoken_ones() {
        assert_eq!(first("21st"), "T W EH1 N T IY0 | F ER1 S T");
        assert_eq!(first("XYZ"), "EH1 K S | W AY1 | Z IY1");
        assert_eq!(first("Don’t"), "D OW1 N T");
    }

    #[test]
    fn words_are_compared_as_they_are_spoken() {
        let spoken = |written: &str, language| super::spoken_words(written, language).join(" ");
        assert_eq!(spoken("Mr.", Language::ENGLISH), "mister");
        assert_eq!(spoken("ill-disposed", Language::ENGLISH), "ill disposed");
        assert_eq!(spoken("DON’T!", Language::ENGLISH), "don't");
        assert_eq!(spoken("¿Qué?", Language::SPANISH), "qué");
        assert_eq!(spoken("—", Language::ENGLISH), "");
    }

    #[test]
    fn words_no_dictionary_has_are_guesses() {
        for (word, guessed) in [
            ("table", false),
            ("Tables.", false),
            ("2024", false),
            ("blorptang", true),
            ("—", false),
        ] {
            assert_eq!(super::is_guessed(word), guessed, "{word}");
        }
    }

    #[test]
    fn punctuation_alone_is_silent() {
        assert!(sounds(&["—"])[0].is_silent());
    }
}
