//! One saying of a sentence, held against the sentence.
//!
//! Alignment and accuracy both follow from a credit for each pair of words: 1 for the same word; for another word the
//! similarity of the two, where it is at least [`CLOSE`], else 0. Similarity is `2·L / (a + b)`: `L` the length of the
//! longest common subsequence of the letters, `a` and `b` the lengths of the words. That is the ratio of Python's
//! `difflib` with the longest subsequence in place of Ratcliff & Obershelp's matching blocks, whose result depends on
//! which side comes first. Accuracy is the same ratio one level up, `100 · 2·C / (e + s)`, over words: `C` the sum of
//! credits, `e` the words of the sentence, `s` the words heard. Words rather than letters, since a learner says words.

mod credit;
mod repeats;
mod spacing;

use domain::{Attempt, AttemptWord, HeardWord, Span, Timing, Transcript, WordState};

use crate::reading::align::{Form, Step, forms, steps};

use credit::{CLOSE, changed, credit};
use spacing::{is_unspaced, respaced, units};

/// An attempt of this accuracy or more is correct.
pub const CORRECT: f64 = 80.0;

/// Words of the sentence, and words heard, that are compared; what comes after is left out. Four times the longest
/// sentence anybody would read aloud, and little enough to compare in a few milliseconds.
const MAX_EXPECTED: usize = 200;
/// See [`MAX_EXPECTED`].
const MAX_HEARD: usize = 600;

/// Holds what was heard against the sentence `expected`, which is in the transcript's language.
#[must_use]
pub fn assess(expected: &str, transcript: &Transcript) -> Attempt {
    let language = transcript.language;
    let written = units(expected, language);
    let wanted = forms(written.iter().map(String::as_str), language, MAX_EXPECTED);
    let said = said(&wanted, transcript);
    let mut entries = Entries::default();
    let (mut at_wanted, mut at_said, mut credits) = (0, 0, 0.0);
    for step in steps(&wanted, &said, changed) {
        let (form, heard) = (wanted.get(at_wanted), said.get(at_said));
        match (step, form, heard) {
            (Step::LeftOut, Some(form), _) => entries.expect(form.word, None, 0.0),
            (Step::Added, _, Some(heard)) => entries.add(heard),
            (_, Some(form), Some(heard)) => {
                let credit = credit(&form.text, &heard.text);
                credits += credit;
                entries.expect(form.word, Some(heard), credit);
            }
            _ => {}
        }
        at_wanted += usize::from(step != Step::Added);
        at_said += usize::from(step != Step::LeftOut);
    }
    let accuracy = accuracy(credits, wanted.len(), said.len());
    let mut words: Vec<AttemptWord> = entries
        .0
        .iter()
        .map(|entry| entry.word(&written, transcript))
        .collect();
    repeats::mark(&mut words);
    Attempt {
        expected: expected.to_owned(),
        heard: transcript.text(),
        accuracy,
        correct: accuracy >= CORRECT,
        words,
    }
}

/// 0 to 100, one decimal. Nothing expected or nothing heard is 0.
fn accuracy(credits: f64, wanted: usize, said: usize) -> f64 {
    if wanted == 0 || said == 0 {
        return 0.0;
    }
    let share = 2.0 * credits / (wanted + said) as f64;
    (1000.0 * share).round() / 10.0
}

/// What was heard, in the form of the sentence: by character where it has no spaces, else with its words joined or
/// parted as the sentence writes them.
fn said(wanted: &[Form], transcript: &Transcript) -> Vec<Form> {
    let words = transcript.words.iter().map(|word| word.text.as_str());
    let heard = forms(words, transcript.language, MAX_HEARD);
    if is_unspaced(transcript.language) {
        spacing::by_character(heard, MAX_HEARD)
    } else {
        respaced(wanted, heard)
    }
}

/// The list under construction.
#[derive(Default)]
struct Entries(Vec<Entry>);

/// A written word of the sentence, or a word that was added, with the forms heard for it.
struct Entry {
    /// Index of the written word; `None` when added.
    expected: Option<usize>,
    /// One for each form of the written word.
    credits: Vec<f64>,
    heard: Vec<Form>,
}

impl Entries {
    /// One form of the written word `word`. A written word of several forms (“well-known”) makes one entry.
    fn expect(&mut self, word: usize, heard: Option<&Form>, credit: f64) {
        let last = self.0.iter().rposition(|entry| entry.expected.is_some());
        let same = last.filter(|&index| self.0[index].expected == Some(word));
        if let Some(index) = same {
            self.0[index].credits.push(credit);
            self.0[index].heard.extend(heard.cloned());
        } else {
            let mut parts = Vec::new();
            if let Some(heard) = heard.filter(|_| credit < 1.0) {
                // The other half of what was heard for it.
                parts = self
                    .0
                    .pop_if(|entry| entry.is_part_of(heard))
                    .map_or(parts, |entry| entry.heard);
            }
            self.0.push(Entry {
                expected: Some(word),
                credits: vec![credit],
                heard: parts.into_iter().chain(heard.cloned()).collect(),
            });
        }
    }

    /// A form that is not in the sentence. Those of one heard word make one entry; the rest of a word that was heard for
    /// another (“ill-disposed” for “clever”) is with its first part.
    fn add(&mut self, heard: &Form) {
        match self.0.last_mut() {
            Some(entry) if entry.is_part_of(heard) || entry.is_changed_by(heard) => {
                entry.heard.push(heard.clone());
            }
            _ => self.0.push(Entry {
                expected: None,
                credits: Vec::new(),
                heard: vec![heard.clone()],
            }),
        }
    }
}

impl Entry {
    /// Whether it is beside the sentence, and of the same heard word as `heard`.
    fn is_part_of(&self, heard: &Form) -> bool {
        self.expected.is_none() && self.ends_with(heard)
    }

    /// Whether the heard word that `heard` is of stands for another word of the sentence.
    fn is_changed_by(&self, heard: &Form) -> bool {
        self.ends_with(heard) && self.credits.iter().any(|credit| *credit < 1.0)
    }

    fn ends_with(&self, heard: &Form) -> bool {
        self.heard.last().map(|form| form.word) == Some(heard.word)
    }

    fn word(&self, written: &[String], transcript: &Transcript) -> AttemptWord {
        AttemptWord {
            expected: self.expected.and_then(|index| written.get(index)).cloned(),
            heard: self.heard(transcript),
            state: self.state(),
        }
    }

    fn state(&self) -> WordState {
        let mean = self.credits.iter().sum::<f64>() / self.credits.len().max(1) as f64;
        if self.expected.is_none() {
            WordState::Added
        } else if self.heard.is_empty() {
            WordState::LeftOut
        } else if self.credits.iter().all(|credit| *credit >= 1.0) {
            WordState::Right
        } else if mean >= CLOSE {
            WordState::Close
        } else {
            WordState::Changed
        }
    }

    fn heard(&self, transcript: &Transcript) -> Option<HeardWord> {
        let mut indices: Vec<usize> = self.heard.iter().flat_map(|form| form.word..=form.last).collect();
        indices.dedup();
        let (first, last) = (*indices.first()?, *indices.last()?);
        let words = transcript.words.get(first..=last)?;
        let measured = words.iter().all(|word| word.timing == Timing::Measured);
        Some(HeardWord {
            text: self.text(&indices, transcript),
            index: first,
            span: Span::new(words.first()?.span.start, words.last()?.span.end),
            timing: if measured {
                Timing::Measured
            } else {
                Timing::Estimated
            },
        })
    }

    /// The words as they were transcribed, without the punctuation around them; for what is only part of a word, its
    /// form.
    fn text(&self, indices: &[usize], transcript: &Transcript) -> String {
        let part = self.expected.is_none() || is_unspaced(transcript.language);
        if part {
            let forms: Vec<&str> = self.heard.iter().map(|form| form.text.as_str()).collect();
            return forms.join(if is_unspaced(transcript.language) { "" } else { " " });
        }
        let words = indices.iter().filter_map(|&index| transcript.words.get(index));
        words
            .map(|word| word.text.trim_matches(|c: char| !c.is_alphanumeric()))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

#[cfg(test)]
mod tests;
