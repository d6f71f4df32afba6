//! Longer numbers: of telephones, cards, accounts, houses and post codes, birth dates, in digits or in number words.
//!
//! Masked are five digits or more in a row, however they are grouped; four in one word, unless it is a year (1900 to
//! 2099) or a time of day; and number words that come to five digits, or four single digits said one after the other.
//! So are large amounts (“1,500”), which nobody can tell from a code. Misses codes of one to three digits, years of
//! birth, and number words of languages other than the six.

use domain::Language;

use super::{lists, word::Word};

/// Digits in a row that are masked.
const LONG: usize = 5;
/// Digits of a word that are masked, and single digits said in a row.
const SHORT: usize = 4;

/// Indices of the words that belong to a longer number.
pub(super) fn find(words: &[Word<'_>], language: Language) -> Vec<usize> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let run = run_at(words, index, language);
        if run.is_long() {
            found.extend(index..index + run.words);
        }
        index += run.words.max(1);
    }
    found
}

/// Words of a number, one after the other.
#[derive(Default)]
struct Run {
    words: usize,
    digits: usize,
    /// Single digits in words.
    single: usize,
    /// Longest word in digits that is neither a year nor a time.
    longest: usize,
}

impl Run {
    fn is_long(&self) -> bool {
        self.digits >= LONG || self.single >= SHORT || self.longest >= SHORT
    }
}

fn run_at(words: &[Word<'_>], start: usize, language: Language) -> Run {
    let mut run = Run::default();
    let mut joined = 0;
    for word in &words[start..] {
        let written = word.bare.chars().filter(char::is_ascii_digit).count();
        let spoken = lists::digits_of(&word.lower, language);
        if written > 0 {
            run.digits += written;
            if !is_year(word.bare) && !is_time(word.bare) {
                run.longest = run.longest.max(written);
            }
        } else if let Some(spoken) = spoken {
            run.digits += spoken;
            run.single += usize::from(spoken == 1);
        } else if run.words > 0 && lists::joins_numbers(&word.lower, language) {
            joined += 1;
            continue;
        } else {
            break;
        }
        run.words += joined + 1;
        joined = 0;
    }
    run
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// `10:30`, `7.45`
fn is_time(text: &str) -> bool {
    let number = |part: &str, below: u8| part.len() <= 2 && part.parse::<u8>().is_ok_and(|it| it < below);
    text.split_once([':', '.'])
        .is_some_and(|(hour, minute)| number(hour, 24) && minute.len() == 2 && number(minute, 60))
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use crate::mask_text;

    #[test]
    fn numbers_in_digits_are_masked() {
        for text in [
            "555-0102",
            "+1 (555) 010-2244",
            "4111 1111 1111 1111",
            "AB123456",
            "12/05/1990",
            "90210",
        ] {
            let masked = mask_text(&format!("it is {text}, right"), Language::ENGLISH);
            assert_eq!(masked, "it is [number], right", "{text}");
        }
    }

    #[test]
    fn numbers_in_words_are_masked() {
        for (language, text) in [
            (Language::ENGLISH, "five five five one two"),
            (Language::ENGLISH, "oh seven nine double three"),
            (Language::ENGLISH, "forty-two fifteen ninety-nine"),
            (Language::SPANISH, "seis cinco cuatro tres dos"),
            (Language::SPANISH, "noventa y uno cuarenta y cinco doce"),
            (Language::FRENCH, "zéro six douze trente-quatre"),
            (Language::GERMAN, "null eins sieben neun"),
            (Language::ITALIAN, "tre quattro nove uno"),
            (Language::PORTUGUESE, "nove oito sete meia"),
        ] {
            let masked = mask_text(&format!("xx {text} xx"), language);
            assert_eq!(masked, "xx [number] xx", "{text}");
        }
    }

    #[test]
    fn short_numbers_years_and_times_are_left() {
        for text in [
            "I have three cats and 25 books",
            "we met in 1998 and again in 2024",
            "the train leaves at 10:30 or 7.45",
            "a hundred thousand people came",
            "one or two of them",
        ] {
            assert_eq!(mask_text(text, Language::ENGLISH), text);
        }
    }

    /// What the module's first lines say is masked and missed.
    #[test]
    fn amounts_are_masked_and_short_codes_are_not() {
        assert_eq!(
            mask_text("it cost $1,500 then", Language::ENGLISH),
            "it cost $[number] then"
        );
        assert_eq!(mask_text("my code is 123", Language::ENGLISH), "my code is 123");
        assert_eq!(
            mask_text("een twee drie vier vijf", Language::DUTCH),
            "een twee drie vier vijf"
        );
    }
}
