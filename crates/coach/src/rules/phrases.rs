//! Looking for a list of phrases, for rules that are little else than one.

use super::Sentence;

/// The end of the longest phrase of the list that stands at a position, without a comma inside it.
pub(super) fn longest(sentence: &Sentence<'_>, position: usize, phrases: &[&str]) -> Option<usize> {
    phrases
        .iter()
        .filter(|phrase| sentence.phrase(position, phrase))
        .map(|phrase| position + phrase.split(' ').count())
        .max()
}

/// Whether the words `start..end` are set off by commas or the ends of the sentence on both sides.
pub(super) fn stands_apart(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    sentence.breaks_before(start) && end > start && sentence.breaks_after(end - 1)
}
