//! What was heard, held against the text that was to be said.
//!
//! Both sides are brought to the same form first: lower case, no punctuation, curly apostrophes straight, hyphens as
//! spaces, filled pauses dropped, and (in English) numbers and abbreviations spoken out. Then the fewest words left out,
//! added and changed are found (Levenshtein distance over words).

use domain::{Difference, DifferenceKind, Language, Reading, Transcript};

/// Words of either side that are compared; what comes after is left out, so that the table stays below 400 MB.
const MAX_WORDS: usize = 20_000;

/// Sounds that no text to be read contains.
const FILLED_PAUSES: [&str; 12] = [
    "um", "uh", "er", "erm", "hm", "hmm", "mm", "mmm", "ah", "eh", "em", "uhm",
];

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
    let expected = forms(reference.split_whitespace(), language);
    let said = forms(heard.split_whitespace(), language);
    let differing = |step: &&Step| !matches!(step, Step::Same);
    WordErrors {
        errors: steps(&expected, &said).iter().filter(differing).count(),
        words: expected.len(),
    }
}

/// Holds a transcript against the text that was to be said.
#[must_use]
pub fn compare_reading(transcript: &Transcript, reference: &str) -> Reading {
    let expected = forms(reference.split_whitespace(), transcript.language);
    let said = forms(
        transcript.words.iter().map(|word| word.text.as_str()),
        transcript.language,
    );
    let mut differences = Vec::new();
    let (mut at_expected, mut at_said) = (0, 0);
    for step in steps(&expected, &said) {
        let written = (step != Step::Added).then(|| expected[at_expected].text.clone());
        let heard = (step != Step::LeftOut).then(|| said[at_said].text.clone());
        let word = said.get(at_said).map_or(transcript.words.len(), |form| form.word);
        at_expected += usize::from(step != Step::Added);
        at_said += usize::from(step != Step::LeftOut);
        if let Some(kind) = step.kind() {
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

/// A word in the form in which it is compared, and which word it comes from.
struct Form {
    text: String,
    word: usize,
}

fn forms<'a>(words: impl Iterator<Item = &'a str>, language: Language) -> Vec<Form> {
    let spoken = words.enumerate().flat_map(|(word, text)| {
        let spoken = phonetics::spoken_words(text, language);
        spoken.into_iter().map(move |text| Form { text, word })
    });
    spoken
        .filter(|form| !FILLED_PAUSES.contains(&form.text.as_str()))
        .take(MAX_WORDS)
        .collect()
}

/// One step from the reference to what was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Same,
    Changed,
    LeftOut,
    Added,
}

impl Step {
    fn kind(self) -> Option<DifferenceKind> {
        match self {
            Self::Same => None,
            Self::Changed => Some(DifferenceKind::Changed),
            Self::LeftOut => Some(DifferenceKind::LeftOut),
            Self::Added => Some(DifferenceKind::Added),
        }
    }
}

/// What a difference costs. Of several ways with the fewest differences, the one with the fewest changed words is taken,
/// since it keeps the most words in their place.
const ERROR: u64 = 1 << 32;

/// The fewest differences from `expected` to `said`.
fn steps(expected: &[Form], said: &[Form]) -> Vec<Step> {
    let width = said.len() + 1;
    let mut table = vec![Step::Added; (expected.len() + 1) * width];
    let mut above: Vec<u64> = (0..width as u64).map(|column| column * ERROR).collect();
    for (row, form) in expected.iter().enumerate() {
        let mut costs = Vec::with_capacity(width);
        costs.push((row as u64 + 1) * ERROR);
        table[(row + 1) * width] = Step::LeftOut;
        for (column, heard) in said.iter().enumerate() {
            let same = form.text == heard.text;
            let pair = if same {
                (above[column], Step::Same)
            } else {
                (above[column] + ERROR + 1, Step::Changed)
            };
            let left_out = (above[column + 1] + ERROR, Step::LeftOut);
            let added = (costs[column] + ERROR, Step::Added);
            let best = [pair, left_out, added]
                .into_iter()
                .min_by_key(|(cost, _)| *cost)
                .unwrap_or(pair);
            costs.push(best.0);
            table[(row + 1) * width + column + 1] = best.1;
        }
        above = costs;
    }
    walk_back(&table, expected.len(), said.len())
}

fn walk_back(table: &[Step], mut row: usize, mut column: usize) -> Vec<Step> {
    let width = column + 1;
    let mut steps = Vec::new();
    while row > 0 || column > 0 {
        let step = table[row * width + column];
        steps.push(step);
        row -= usize::from(step != Step::Added);
        column -= usize::from(step != Step::LeftOut);
    }
    steps.reverse();
    steps
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
