//! Words into utterances: at the ends of sentences and at long silences.

use domain::{Span, Utterance, Word};

/// A silence this long ends an utterance, in seconds.
const LONG_SILENCE: f64 = 0.8;

/// Short forms whose full stop ends no sentence.
const SHORT_FORMS: [&str; 10] = [
    "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "vs.", "e.g.", "i.e.", "no.",
];

/// The utterances that cover `words` in order.
pub(super) fn of(words: &[Word]) -> Vec<Utterance> {
    let mut utterances = Vec::new();
    let mut first_word = 0;
    for (index, word) in words.iter().enumerate() {
        let next = words.get(index + 1);
        if next.is_some_and(|next| !is_end(word, next)) {
            continue;
        }
        utterances.push(Utterance {
            span: Span::new(words[first_word].span.start, word.span.end),
            first_word,
            end_word: index + 1,
        });
        first_word = index + 1;
    }
    utterances
}

fn is_end(word: &Word, next: &Word) -> bool {
    let goes_on = next.text.starts_with(char::is_lowercase)
        || SHORT_FORMS.contains(
            &word
                .text
                .to_lowercase()
                .trim_start_matches(|c: char| !c.is_alphabetic()),
        );
    next.span.start - word.span.end >= LONG_SILENCE || word.ends_sentence() && !goes_on
}

#[cfg(test)]
mod tests {
    use domain::{Span, Timing, Word};

    use super::of;

    fn words(list: &[(&str, f64)]) -> Vec<Word> {
        list.iter()
            .map(|(text, start)| Word {
                text: (*text).to_owned(),
                span: Span::new(*start, start + 0.2),
                timing: Timing::Measured,
                confidence: 1.0,
                fit: None,
                doubtful: false,
                phones: Vec::new(),
            })
            .collect()
    }

    fn ends(list: &[(&str, f64)]) -> Vec<usize> {
        of(&words(list))
            .iter()
            .map(|utterance| utterance.end_word)
            .collect()
    }

    #[test]
    fn sentences_and_long_silences_end_utterances() {
        assert_eq!(
            ends(&[("Yes.", 0.0), ("I", 0.3), ("do", 0.6), ("and", 2.0), ("so", 2.3)]),
            [1, 3, 5]
        );
        assert!(of(&[]).is_empty());
    }

    #[test]
    fn short_forms_end_nothing() {
        assert_eq!(
            ends(&[
                ("Mr.", 0.0),
                ("Dashwood", 0.3),
                ("at", 0.6),
                ("5", 0.9),
                ("p.m.", 1.2),
                ("sharp.", 1.5)
            ]),
            [6]
        );
    }

    #[test]
    fn an_utterance_spans_its_words() {
        let words = words(&[("Yes,", 0.5), ("no.", 0.9)]);
        let utterance = &of(&words)[0];
        assert_eq!((utterance.span.start, utterance.span.end), (0.5, 1.1));
    }
}
