//! Names of people, by how they stand in a sentence.
//!
//! Caught: what follows an introduction (“my name is …”, “me llamo …”) or a title (“Dr …”); common given names with a
//! capital; outside German any other word with a capital inside a sentence, unless it is a day, a month, a language or the
//! like; a word with a capital that begins a sentence before a name; and every further occurrence, with a capital, of
//! what was caught once. Cities, countries and works are masked with them.
//!
//! Missed: names that a recogniser wrote small, save after an introduction or a title; a rare name that begins a sentence
//! and stands nowhere else; in German rare names without introduction or title; names that are also days, months or
//! languages (“April”); and all names in scripts without capitals.

use std::collections::HashSet;

use domain::Language;

use super::{lists, word::Word};

/// Words of one name.
const MOST_WORDS: usize = 5;
/// Words of the longest introduction in `lists`.
const MOST_INTRODUCING: usize = 4;

/// Indices of the words that are names.
pub(super) fn find(words: &[Word<'_>], language: Language) -> Vec<usize> {
    let mut is_name = vec![false; words.len()];
    for index in 0..words.len() {
        let mark = after_introduction(words, index)
            || after_title(words, index)
            || stands_out(words, index, language);
        if mark {
            mark_name(words, index, &mut is_name);
        }
    }
    before_a_name(words, &mut is_name);
    again(words, &mut is_name);
    (0..words.len()).filter(|&index| is_name[index]).collect()
}

/// Whether the words before `index` introduce it.
fn after_introduction(words: &[Word<'_>], index: usize) -> bool {
    let word = &words[index];
    let surely =
        !lists::NO_NAMES.contains(&word.lower.as_str()) && ends_with(words, index, lists::INTRODUCES);
    surely || (could_be_name(word) && ends_with(words, index, lists::MAY_INTRODUCE))
}

/// Whether one of `phrases` stands right before `index`.
fn ends_with(words: &[Word<'_>], index: usize, phrases: &[&str]) -> bool {
    (1..=MOST_INTRODUCING.min(index)).any(|length| {
        let before = &words[index - length..index];
        let phrase: Vec<&str> = before.iter().map(|word| word.lower.as_str()).collect();
        phrases.contains(&phrase.join(" ").as_str())
    })
}

/// Whether a title stands before it: a word with a capital, or any word after a title that is shortened (“Mr. miller”).
fn after_title(words: &[Word<'_>], index: usize) -> bool {
    let Some(title) = index.checked_sub(1).map(|before| &words[before]) else {
        return false;
    };
    let shortened = matches!(
        title.lower.as_str(),
        "mr" | "mrs" | "ms" | "dr" | "sr" | "sra" | "srta" | "mme"
    );
    lists::TITLES.contains(&title.lower.as_str())
        && (shortened || (!title.closes() && words[index].is_capitalised()))
        && !words[index].bare.is_empty()
}

/// A common given name, or a capital inside a sentence.
fn stands_out(words: &[Word<'_>], index: usize, language: Language) -> bool {
    let word = &words[index];
    if !could_be_name(word) {
        return false;
    }
    let nouns_have_capitals = matches!(language.code(), "de" | "lb");
    is_given(word) || (!word.begins && !nouns_have_capitals && !lists::TITLES.contains(&word.lower.as_str()))
}

fn is_given(word: &Word<'_>) -> bool {
    let mut parts = word.lower.split(['-', '\'']);
    parts.any(|part| lists::GIVEN.contains(&part))
}

fn could_be_name(word: &Word<'_>) -> bool {
    word.is_capitalised() && !lists::CAPITALS.contains(&word.lower.as_str())
}

/// Marks the name that begins at `start`: words with capitals, and small words between them (“Ana de la Cruz”).
fn mark_name(words: &[Word<'_>], start: usize, is_name: &mut [bool]) {
    is_name[start] = true;
    let (mut last, mut index) = (start, start);
    while index - start + 1 < MOST_WORDS && !words[index].closes() && index + 1 < words.len() {
        index += 1;
        if could_be_name(&words[index]) {
            is_name[last..=index].fill(true);
            last = index;
        } else if !lists::PARTICLES.contains(&words[index].lower.as_str()) {
            break;
        }
    }
}

/// “Xiomara Lopez called.”: what begins a sentence right before a name belongs to it, unless it is a common word there.
fn before_a_name(words: &[Word<'_>], is_name: &mut [bool]) {
    for index in (0..words.len().saturating_sub(1)).rev() {
        let word = &words[index];
        let lower = word.lower.as_str();
        if word.begins
            && is_name[index + 1]
            && could_be_name(word)
            && !word.closes()
            && !lists::BEGINNERS.contains(&lower)
            && !lists::TITLES.contains(&lower)
            && !ends_with(words, index + 1, lists::INTRODUCES)
            && !ends_with(words, index + 1, lists::MAY_INTRODUCE)
        {
            is_name[index] = true;
        }
    }
}

/// What was a name once is a name wherever it has a capital.
fn again(words: &[Word<'_>], is_name: &mut [bool]) {
    let known: HashSet<&str> = words
        .iter()
        .zip(is_name.iter())
        .filter(|(word, is_name)| **is_name && word.bare.chars().count() >= 3)
        .map(|(word, _)| word.lower.as_str())
        .filter(|lower| !lists::BEGINNERS.contains(lower))
        .collect();
    for (word, is_name) in words.iter().zip(is_name.iter_mut()) {
        *is_name |= word.is_capitalised() && known.contains(word.lower.as_str());
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use crate::mask_text;

    fn english(text: &str) -> String {
        mask_text(text, Language::ENGLISH)
    }

    #[test]
    fn introductions_are_masked_however_they_are_written() {
        assert_eq!(
            english("hello my name is xiomara and I teach"),
            "hello my name is [name] and I teach"
        );
        assert_eq!(english("I'm Xiomara, hi."), "I'm [name], hi.");
        for (language, text, masked) in [
            (
                Language::SPANISH,
                "Hola, me llamo Itziar de la Cruz.",
                "Hola, me llamo [name].",
            ),
            (
                Language::SPANISH,
                "Soy Itziar y trabajo aquí.",
                "Soy [name] y trabajo aquí.",
            ),
            (
                Language::FRENCH,
                "Bonjour, je m'appelle Maëlle Dupuis.",
                "Bonjour, je m'appelle [name].",
            ),
            (
                Language::GERMAN,
                "Guten Tag, ich heiße Wiebke Voss.",
                "Guten Tag, ich heiße [name].",
            ),
            (
                Language::ITALIAN,
                "Mi chiamo Ludovica Conti.",
                "Mi chiamo [name].",
            ),
            (Language::PORTUGUESE, "Meu nome é Iracema.", "Meu nome é [name]."),
        ] {
            assert_eq!(mask_text(text, language), masked);
        }
    }

    #[test]
    fn names_after_titles_are_masked() {
        assert_eq!(
            english("I saw Dr. Okafor and mrs. miller."),
            "I saw Dr. [name] and mrs. [name]."
        );
        assert_eq!(
            mask_text("Dann kam Frau Voss.", Language::GERMAN),
            "Dann kam Frau [name]."
        );
    }

    #[test]
    fn capitals_inside_a_sentence_are_masked() {
        assert_eq!(
            english("Then we met Xiomara in Paris."),
            "Then we met [name] in [name]."
        );
        assert_eq!(english("It was Okafor's idea."), "It was [name]'s idea.");
        assert_eq!(
            mask_text("C'est l'idée d'Itziar.", Language::FRENCH),
            "C'est l'idée [name]."
        );
    }

    #[test]
    fn names_that_begin_a_sentence_are_masked_where_they_can_be_told() {
        assert_eq!(english("Maria went home."), "[name] went home.", "common");
        assert_eq!(
            english("Xiomara Okafor went home."),
            "[name] went home.",
            "before a name"
        );
        assert_eq!(
            english("We met Xiomara. Xiomara was glad."),
            "We met [name]. [name] was glad.",
            "known from elsewhere"
        );
        assert_eq!(english("Yesterday Maria called."), "Yesterday [name] called.");
        assert_eq!(
            mask_text("Gestern kam Anna in die Schule.", Language::GERMAN),
            "Gestern kam [name] in die Schule."
        );
    }

    #[test]
    fn what_has_a_capital_and_names_nobody_is_left() {
        for text in [
            "On Friday I'm in an English class in July.",
            "We saw the BBC and NASA on TV.",
            "“Yes,” she said. “We can.”",
            "My name is not on the list.",
        ] {
            assert_eq!(english(text), text);
        }
    }

    /// What the module's first lines say is missed. A change that catches one of these is welcome; say so there.
    #[test]
    fn what_gets_through() {
        for (language, text) in [
            (Language::ENGLISH, "then we met xiomara at the door"),
            (Language::ENGLISH, "Xiomara was late."),
            (Language::GERMAN, "Dann kam Wiebke nach Hause."),
            (Language::ENGLISH, "We waited for April."),
        ] {
            assert_eq!(mask_text(text, language), text);
        }
    }
}
