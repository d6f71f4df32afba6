//! The transcript cut into sentences, without the words that rules shall not see.

use domain::Transcript;

use crate::rules::{Sentence, Token, ends_sentence};

/// Speech without full stops is cut here, so that no rule sees a sentence without end.
const MOST_WORDS: usize = 60;

/// Words that are left out: filled pauses, then what was given up, then crutches.
pub(super) struct Skip(Vec<bool>);

impl Skip {
    pub(super) fn new(is_filler: &[bool]) -> Self {
        Self(is_filler.to_vec())
    }

    pub(super) fn words(&mut self, tokens: &[Token<'_>]) {
        for token in tokens {
            if let Some(skipped) = self.0.get_mut(token.index) {
                *skipped = true;
            }
        }
    }

    fn has(&self, index: usize) -> bool {
        self.0.get(index).is_some_and(|skipped| *skipped)
    }
}

/// The sentences in order: they end with their punctuation, with their utterance, or after [`MOST_WORDS`].
pub(super) fn sentences<'a>(
    transcript: &'a Transcript,
    normal: &'a [String],
    skip: &Skip,
) -> Vec<Sentence<'a>> {
    let mut ends = vec![false; transcript.words.len() + 1];
    for utterance in &transcript.utterances {
        if let Some(end) = ends.get_mut(utterance.end_word) {
            *end = true;
        }
    }
    let mut out = Vec::new();
    let mut tokens: Vec<Token<'a>> = Vec::new();
    for (index, (word, form)) in transcript.words.iter().zip(normal).enumerate() {
        if !form.is_empty() && !skip.has(index) {
            tokens.push(Token {
                index,
                normal: form,
                text: &word.text,
            });
        }
        if ends[index + 1] || ends_sentence(word, form) || tokens.len() >= MOST_WORDS {
            out.push(Sentence {
                tokens: std::mem::take(&mut tokens),
                language: transcript.language,
            });
        }
    }
    out.push(Sentence {
        tokens,
        language: transcript.language,
    });
    out.retain(|sentence| sentence.len() > 0);
    out
}

#[cfg(test)]
mod tests {
    use super::{Skip, sentences};
    use crate::testing::said;
    use domain::Word;

    #[test]
    fn a_sentence_ends_with_its_stop_and_keeps_the_index_of_its_words() {
        let transcript = said("Mr. Um, Smith left. He was… late");
        let normal: Vec<String> = transcript.words.iter().map(Word::normal).collect();
        let skip = Skip::new(&[false, true, false, false, false, false, false]);
        let cut = sentences(&transcript, &normal, &skip);
        let indices: Vec<Vec<usize>> = cut
            .iter()
            .map(|sentence| sentence.tokens.iter().map(|token| token.index).collect())
            .collect();
        assert_eq!(indices, [vec![0, 2, 3], vec![4, 5, 6]]);
    }

    #[test]
    fn speech_without_stops_is_cut() {
        let transcript = said(&"word ".repeat(150));
        let normal: Vec<String> = transcript.words.iter().map(Word::normal).collect();
        let lengths: Vec<usize> = sentences(&transcript, &normal, &Skip::new(&[]))
            .iter()
            .map(|sentence| sentence.len())
            .collect();
        assert_eq!(lengths, [60, 60, 30]);
    }
}
