//! A sentence as rules see it: normal forms without filled pauses, each with its index in the transcript.

use std::ops::Range;

use domain::{Language, Word};

/// One word of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token<'a> {
    /// Index of the word in the transcript.
    pub(crate) index: usize,
    /// Lower case, without surrounding punctuation.
    pub(crate) normal: &'a str,
    /// As transcribed.
    pub(crate) text: &'a str,
}

/// A sentence, or the piece of one that was said without a long silence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sentence<'a> {
    pub(crate) tokens: Vec<Token<'a>>,
    pub(crate) language: Language,
}

impl<'a> Sentence<'a> {
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The normal form at a position; empty past the end.
    pub(crate) fn word(&self, position: usize) -> &'a str {
        self.tokens.get(position).map_or("", |token| token.normal)
    }

    /// The normal form `back` words before a position; empty before the start.
    pub(crate) fn before(&self, position: usize, back: usize) -> &'a str {
        position
            .checked_sub(back)
            .map_or("", |earlier| self.word(earlier))
    }

    /// Whether one of these words stands at a position.
    pub(crate) fn any(&self, position: usize, words: &[&str]) -> bool {
        words.contains(&self.word(position)) && position < self.len()
    }

    /// Whether these words (separated by spaces) stand from a position on, without a comma between them.
    pub(crate) fn phrase(&self, position: usize, phrase: &str) -> bool {
        let mut words = 0;
        for (offset, word) in phrase.split(' ').enumerate() {
            if self.word(position + offset) != word
                || (offset > 0 && self.breaks_after(position + offset - 1))
            {
                return false;
            }
            words = offset + 1;
        }
        words > 0
    }

    /// Whether a comma, a dash or the end of the sentence follows the word.
    pub(crate) fn breaks_after(&self, position: usize) -> bool {
        position + 1 >= self.len()
            || self.tokens[position]
                .text
                .trim_end_matches(['"', '”', '»', ')', '\'', '’'])
                .ends_with([',', ';', ':', '.', '?', '!', '…', '—', '–'])
    }

    /// Whether the sentence starts, or a comma stands, before the word.
    pub(crate) fn breaks_before(&self, position: usize) -> bool {
        position == 0 || self.breaks_after(position - 1)
    }

    /// Whether the sentence ends in a question mark.
    pub(crate) fn is_question(&self) -> bool {
        self.tokens
            .last()
            .is_some_and(|token| token.text.contains(['?', '？']))
    }

    /// Words as transcribed, without the punctuation around them.
    pub(crate) fn text(&self, words: Range<usize>) -> String {
        let tokens = self.tokens.get(words).unwrap_or_default();
        let text = tokens
            .iter()
            .map(|token| token.text)
            .collect::<Vec<_>>()
            .join(" ");
        text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    }
}

/// Whether a sentence ends with this word. Trailing off (“I was…”) and titles (“Mr.”) do not end one.
pub(crate) fn ends_sentence(word: &Word, normal: &str) -> bool {
    const TITLES: [&str; 12] = [
        "mr", "mrs", "ms", "dr", "prof", "st", "sr", "sra", "srta", "jr", "vs", "etc",
    ];
    let trails_off = word.text.ends_with("...") || word.text.ends_with('…');
    word.ends_sentence() && !trails_off && !(word.text.ends_with('.') && TITLES.contains(&normal))
}

#[cfg(test)]
impl Sentence<'static> {
    /// A sentence for a test. Leaks its text, which tests may.
    pub(crate) fn of_text(text: &str, language: Language) -> Self {
        let tokens = text.split_whitespace().enumerate().map(|(index, text)| {
            let normal = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            Token {
                index,
                normal: normal.leak(),
                text: text.to_owned().leak(),
            }
        });
        Self {
            tokens: tokens.collect(),
            language,
        }
    }
}
