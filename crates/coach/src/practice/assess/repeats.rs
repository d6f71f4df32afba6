//! Words that were read twice: “I want I want to go”.

use domain::{AttemptWord, WordState};

/// Most words that are taken for one repetition.
const LONGEST: usize = 6;

/// Marks words beside the sentence that say again what stands right before or right after them.
pub(super) fn mark(words: &mut [AttemptWord]) {
    let said: Vec<(usize, String)> = words
        .iter()
        .enumerate()
        .filter_map(|(index, word)| Some((index, word.heard.as_ref()?.text.to_lowercase())))
        .collect();
    let same = |a: usize, b: usize, length: usize| {
        (0..length).all(|offset| said.get(a + offset).map(|it| &it.1) == said.get(b + offset).map(|it| &it.1))
    };
    let mut again = Vec::new();
    for length in 1..=LONGEST.min(said.len()) {
        for first in 0..=said.len() - length {
            let added = said[first..first + length]
                .iter()
                .all(|(index, _)| words[*index].state == WordState::Added);
            let after = first + 2 * length <= said.len() && same(first, first + length, length);
            let before = first >= length && same(first, first - length, length);
            if added && (after || before) {
                again.extend(said[first..first + length].iter().map(|(index, _)| *index));
            }
        }
    }
    for index in again {
        words[index].state = WordState::Repeated;
    }
}
