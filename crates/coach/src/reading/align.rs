//! Bringing two texts to one form, and finding the cheapest way from the one to the other.
//!
//! The form: lower case, composed letters (Unicode's NFC), no punctuation, curly apostrophes straight, hyphens as spaces,
//! filled pauses of the language dropped, and (in English) numbers and abbreviations spoken out.

use domain::Language;
use unicode_normalization::UnicodeNormalization;

use crate::rules::filled_pause_words::is_only_filler;

/// A word in the form in which it is compared, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// The form.
    pub(crate) text: String,
    /// Index of the written word.
    pub(crate) word: usize,
    /// Index of its last written word; the same unless words were joined.
    pub(crate) last: usize,
}

/// The forms of written `words`, `most` at the most.
pub(crate) fn forms<'a>(words: impl Iterator<Item = &'a str>, language: Language, most: usize) -> Vec<Form> {
    let spoken = words.enumerate().flat_map(|(word, text)| {
        let composed: String = text.nfc().collect();
        let spoken = phonetics::spoken_words(&composed, language);
        spoken.into_iter().map(move |text| Form {
            text,
            word,
            last: word,
        })
    });
    spoken
        .filter(|form| !is_only_filler(&form.text, language))
        .take(most)
        .collect()
}

/// One step from the text to what was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The same word on both sides.
    Same,
    /// One word for another.
    Changed,
    /// In the text only.
    LeftOut,
    /// Heard only.
    Added,
}

/// What a word left out or added costs.
pub(crate) const ERROR: u64 = 1 << 32;

/// The cheapest way from `expected` to `said`, where `changed` says what one word for another costs.
pub(crate) fn steps(expected: &[Form], said: &[Form], changed: impl Fn(&Form, &Form) -> u64) -> Vec<Step> {
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
                (above[column] + changed(form, heard), Step::Changed)
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
