//! Masking of what names or reaches a person, for organisations that ask for it: mail addresses, longer numbers, names.
//!
//! Rules look at words and capitals only; nothing here knows who exists. Where a rule cannot tell, it masks: a city in
//! place of a person costs a reader a word, a name let through cannot be taken back. What still gets through stands in
//! `docs/practice.md`, and in the tests of each rule.

mod lists;
mod mail;
mod names;
mod numbers;
mod word;

use domain::{Language, Pronunciation, ScoredWordState, Transcript};

use word::Word;

/// What a masked word was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Mail,
    Number,
    Name,
}

impl Kind {
    /// What stands in its place; the same for all of its kind, so that nothing of the original is left.
    fn token(self) -> &'static str {
        match self {
            Self::Mail => "[email]",
            Self::Number => "[number]",
            Self::Name => "[name]",
        }
    }
}

/// The transcript with mail addresses, longer numbers and names replaced by `[email]`, `[number]` and `[name]`, one token
/// for each word. Words keep their index, span and timing; a masked word loses its phones and its fit, from which it
/// could be read back. Whatever quotes the transcript (findings, drills, readings) is to be made from the masked one.
#[must_use]
pub fn mask(transcript: &Transcript) -> Transcript {
    let texts: Vec<&str> = transcript.words.iter().map(|word| word.text.as_str()).collect();
    let kinds = kinds(&texts, transcript.language);
    let mut masked = transcript.clone();
    for (word, kind) in masked.words.iter_mut().zip(kinds) {
        if let Some(kind) = kind {
            word.text = Word::new(&word.text).replaced(kind.token());
            word.phones.clear();
            word.fit = None;
        }
    }
    masked
}

/// Takes from the sounds of a talk what could be read back of the words that are masked in `masked`, its transcript.
pub fn mask_sounds(found: &mut Pronunciation, masked: &Transcript) {
    for (word, masked) in found.words.iter_mut().zip(&masked.words) {
        if word.text != masked.text {
            word.text.clone_from(&masked.text);
            word.state = ScoredWordState::NotScored;
            word.score = None;
            word.phones.clear();
        }
    }
}

/// The text with the same masked as by [`mask`]. Neighbours of one kind become one token, since the number of digits or
/// of names says something too. White space is kept.
#[must_use]
pub fn mask_text(text: &str, language: Language) -> String {
    let pieces: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let filled: Vec<usize> = (0..pieces.len())
        .filter(|&index| !pieces[index].trim().is_empty())
        .collect();
    let texts: Vec<&str> = filled.iter().map(|&index| pieces[index].trim_end()).collect();
    let found = kinds(&texts, language);
    let mut kind_of = vec![None; pieces.len()];
    for (&index, kind) in filled.iter().zip(&found) {
        kind_of[index] = *kind;
    }
    let mut out = String::with_capacity(text.len());
    let mut goes_on = false;
    for (index, piece) in pieces.iter().enumerate() {
        let Some(kind) = kind_of[index] else {
            out.push_str(piece);
            goes_on = false;
            continue;
        };
        let text = piece.trim_end();
        let word = Word::new(text);
        if !goes_on {
            out.push_str(word.lead());
        }
        goes_on = kind_of.get(index + 1) == Some(&Some(kind)) && !word.closes();
        if !goes_on {
            out.push_str(kind.token());
            out.push_str(word.trail());
            out.push_str(&piece[text.len()..]);
        }
    }
    out
}

/// What each word is, if it is to be masked.
fn kinds(texts: &[&str], language: Language) -> Vec<Option<Kind>> {
    let words = Word::row(texts);
    let mut kinds = vec![None; words.len()];
    for (found, kind) in [
        (names::find(&words, language), Kind::Name),
        (numbers::find(&words, language), Kind::Number),
        (mail::find(&words, language), Kind::Mail),
    ] {
        for index in found {
            if let Some(place) = kinds.get_mut(index) {
                *place = Some(kind);
            }
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use domain::{Language, Phone, ScoredWord, ScoredWordState, Span, TimedPhone};
    use proptest::prelude::*;

    use super::{mask, mask_sounds, mask_text};
    use crate::testing::said;

    #[test]
    fn a_transcript_keeps_its_shape_and_times() {
        let mut open = said("Hello, my name is Anna Berg, write to anna@example.org or call 555 010 2244.");
        for word in &mut open.words {
            word.phones = vec![TimedPhone {
                phone: Phone::Ah,
                stress: None,
                span: Span::new(0.0, 0.1),
                fit: -0.1,
            }];
        }
        let masked = mask(&open);
        assert_eq!(
            masked.text(),
            "Hello, my name is [name] [name], write to [email] or call [number] [number] [number]."
        );
        for (before, after) in open.words.iter().zip(&masked.words) {
            assert_eq!((before.span, before.timing), (after.span, after.timing));
            assert_eq!(
                after.phones.is_empty(),
                after.text.starts_with('['),
                "{}",
                after.text
            );
            assert_eq!(after.fit.is_none(), after.text.starts_with('['), "{}", after.text);
        }
    }

    #[test]
    fn masked_words_lose_their_sounds_and_others_keep_them() {
        let open = said("I am Anna.");
        let mut found = crate::pronunciation::tests::reading(Vec::new());
        let word = found.words.remove(0);
        found.words = open
            .words
            .iter()
            .map(|heard| ScoredWord {
                text: heard.text.clone(),
                phones: vec![crate::pronunciation::tests::phone(Phone::Ah, 50.0, None)],
                ..word.clone()
            })
            .collect();
        mask_sounds(&mut found, &mask(&open));
        let last = &found.words[2];
        assert_eq!(
            (last.text.as_str(), last.state),
            ("[name].", ScoredWordState::NotScored)
        );
        assert!(last.phones.is_empty() && last.score.is_none());
        assert!(found.words[..2].iter().all(|word| word.phones.len() == 1));
    }

    #[test]
    fn in_a_text_neighbours_become_one() {
        assert_eq!(
            mask_text(
                "My name is Anna Berg,\nand I  live at 12 345 Hill.",
                Language::ENGLISH
            ),
            "My name is [name],\nand I  live at [number] [name]."
        );
    }

    #[test]
    fn masking_twice_changes_nothing_more() {
        let text = "Call Peter on 555 0102 244, or write to p.k@example.com.";
        let once = mask_text(text, Language::ENGLISH);
        assert_eq!(mask_text(&once, Language::ENGLISH), once);
    }

    #[test]
    fn ordinary_talk_is_left_as_it_is() {
        for (language, text) in [
            (
                Language::ENGLISH,
                "I think that on Monday we learned twenty new words in English. Then I'm off.",
            ),
            (
                Language::SPANISH,
                "El lunes aprendí veinte palabras nuevas. Creo que son muy útiles.",
            ),
            (
                Language::FRENCH,
                "Lundi, j'ai appris vingt mots. C'est très utile pour moi.",
            ),
            (
                Language::GERMAN,
                "Am Montag habe ich in der Schule zwanzig neue Wörter gelernt.",
            ),
            (
                Language::ITALIAN,
                "Lunedì ho imparato venti parole nuove. Sono molto utili.",
            ),
            (
                Language::PORTUGUESE,
                "Na segunda aprendi vinte palavras novas. São muito úteis.",
            ),
        ] {
            assert_eq!(mask_text(text, language), text);
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_masked(text in ".{0,200}") {
            let _ = mask_text(&text, Language::ENGLISH);
            prop_assert_eq!(mask(&said(&text)).words.len(), said(&text).words.len());
        }
    }
}
