//! What was heard, held against the text that was to be said.
//!
//! Both sides are brought to the same form first (`align`). Then the fewest words left out, added and changed are found
//! (Levenshtein distance over words).

pub(crate) mod align;

use domain::{Difference, DifferenceKind, Language, Reading, Transcript};

use align::{ERROR, Form, Step, forms, steps};

/// Words of either side that are compared; what comes after is left out, so that the table stays below 400 MB.
const MAX_WORDS: usize = 20_000;

/// Of several ways with the fewest differences, the one with the fewest changed words is taken, since it keeps the most
/// words in their place.
fn changed(_: &Form, _: &Form) -> u64 {
    ERROR + 1
}

/// How many words differ, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordErrors {
    /// Words left out, added or changed.
    pub errors: usize,
    /// Words of the reference.
    pub words: usize,
}

/// Counts the differences between a reference and what was heard, after bringing both to the same form (see the
/// module). The word error rate of many utterances is the sum of `errors` over the sum of `words`.
#[must_use]
pub fn word_errors(reference: &str, heard: &str, language: Language) -> WordErrors {
    let expected = forms(reference.split_whitespace(), language, MAX_WORDS);
    let said = forms(heard.split_whitespace(), language, MAX_WORDS);
    let differing = |step: &&Step| !matches!(step, Step::Same);
    WordErrors {
        errors: steps(&expected, &said, changed).iter().filter(differing).count(),
        words: expected.len(),
    }
}

/// Holds a transcript against the text that was to be said.
#[must_use]
pub fn compare_reading(transcript: &Transcript, reference: &str) -> Reading {
    let expected = forms(reference.split_whitespace(), transcript.language, MAX_WORDS);
    let said = forms(
        transcript.words.iter().map(|word| word.text.as_str()),
        transcript.language,
        MAX_WORDS,
    );
    let mut differences = Vec::new();
    let (mut at_expected, mut at_said) = (0, 0);
    for step in steps(&expected, &said, changed) {
        let written = (step != Step::Added).then(|| expected[at_expected].text.clone());
        let heard = (step != Step::LeftOut).then(|| said[at_said].text.clone());
        let word = said.get(at_said).map_or(transcript.words.len(), |form| form.word);
        at_expected += usize::from(step != Step::Added);
        at_said += usize::from(step != Step::LeftOut);
        if let Some(kind) = kind(step) {
            differences.push(Difference {
                kind,
                expected: written,
                heard,
                word,
            });
        }
    }
    Reading {
        reference: reference.to_owned(),
        expected_words: expected.len(),
        word_error_rate: differences.len() as f64 / expected.len().max(1) as f64,
        differences,
    }
}

fn kind(step: Step) -> Option<DifferenceKind> {
    match step {
        Step::Same => None,
        Step::Changed => Some(DifferenceKind::Changed),
        Step::LeftOut => Some(DifferenceKind::LeftOut),
        Step::Added => Some(DifferenceKind::Added),
    }
}

#[cfg(test)]
mod tests {
    use domain::{DifferenceKind, Language, Span, Timing, Transcript, Word};
    use proptest::prelude::*;

    use super::{WordErrors, compare_reading, word_errors};

    fn transcript(text: &str) -> Transcript {
        let word = |text: &str| Word {
            text: text.to_owned(),
            span: Span::new(0.0, 0.0),
            timing: Timing::Measured,
            confidence: 1.0,
            fit: None,
            doubtful: false,
            phones: vec![],
        };
        Transcript {
            language: Language::ENGLISH,
            language_probability: None,
            words: text.split_whitespace().map(word).collect(),
            utterances: vec![],
            speech: vec![],
        }
    }

    #[test]
    fn case_punctuation_and_filled_pauses_make_no_error() {
        let errors = word_errors(
            "He was not an ill-disposed man.",
            "he was um not an ILL disposed man",
            Language::ENGLISH,
        );
        assert_eq!(errors, WordErrors { errors: 0, words: 7 });
    }

    /// “Er” is “he” and “um” is “around” in German; “um” is “a” in Portuguese.
    #[test]
    fn what_fills_a_pause_depends_on_the_language() {
        let errors = word_errors("Er geht um das Haus.", "geht das Haus", Language::GERMAN);
        assert_eq!(errors, WordErrors { errors: 2, words: 5 });
        let errors = word_errors("Quero um café.", "Quero café.", Language::PORTUGUESE);
        assert_eq!(errors, WordErrors { errors: 1, words: 3 });
        let errors = word_errors("Je ne sais pas.", "je euh ne sais pas", Language::FRENCH);
        assert_eq!(errors, WordErrors { errors: 0, words: 4 });
    }

    #[test]
    fn a_letter_with_its_mark_apart_is_the_same_letter() {
        let errors = word_errors("Está aquí.", "esta\u{301} aqui\u{301}", Language::SPANISH);
        assert_eq!(errors, WordErrors { errors: 0, words: 2 });
    }

    #[test]
    fn each_kind_of_difference_is_counted_once() {
        let errors = word_errors(
            "one two three four",
            "one too three and four five",
            Language::ENGLISH,
        );
        assert_eq!(errors, WordErrors { errors: 3, words: 4 });
    }

    #[test]
    fn differences_name_the_words_and_their_place() {
        let reading = compare_reading(
            &transcript("He was, um, not a man today."),
            "He was not an ill man.",
        );
        let found: Vec<_> = reading
            .differences
            .iter()
            .map(|it| (it.kind, it.expected.as_deref(), it.word))
            .collect();
        assert_eq!(
            found,
            [
                (DifferenceKind::LeftOut, Some("an"), 4),
                (DifferenceKind::Changed, Some("ill"), 4),
                (DifferenceKind::Added, None, 6)
            ]
        );
        assert_eq!(reading.word_error_rate, 0.5);
    }

    proptest! {
        #[test]
        fn a_text_never_differs_from_itself(text in "[a-z' ]{0,80}") {
            prop_assert_eq!(word_errors(&text, &text, Language::ENGLISH).errors, 0);
        }

        #[test]
        fn any_two_texts_can_be_compared(a in ".{0,60}", b in ".{0,60}") {
            let errors = word_errors(&a, &b, Language::ENGLISH);
            prop_assert!(errors.errors <= errors.words + b.len());
        }
    }
}
