//! What to tell a learner about an attempt: what went well, which words to say again, what to do next. Every sentence is
//! composed from what was heard; the wording stands in `texts`, by language.

mod texts;

use domain::{Attempt, AttemptWord, Language, WordState};

use texts::Remark;

/// Words that are spoken of one by one; more at a time cannot be practised.
const MOST_WORDS: usize = 3;
/// Under this accuracy the words have so little in common that speaking of single ones would not help.
const ANOTHER_SENTENCE: f64 = 30.0;

/// Sentences for the learner, in `language` (English where there are no texts in it). `language` is the one the learner
/// reads, not the one that was practised.
#[must_use]
pub fn feedback(attempt: &Attempt, language: Language) -> Vec<String> {
    remarks(attempt)
        .iter()
        .map(|remark| texts::text(remark, language))
        .collect()
}

fn remarks(attempt: &Attempt) -> Vec<Remark> {
    if attempt.heard.trim().is_empty() {
        return vec![Remark::NothingHeard];
    }
    if attempt.accuracy < ANOTHER_SENTENCE {
        return vec![Remark::AnotherSentence];
    }
    let mut remarks = vec![opening(attempt)];
    remarks.extend(misheard(attempt));
    remarks.extend(listed(attempt, WordState::LeftOut).map(Remark::LeftOut));
    remarks.extend(listed(attempt, WordState::Added).map(Remark::Added));
    remarks.extend(listed(attempt, WordState::Repeated).map(Remark::Repeated));
    if remarks.len() > 1 {
        remarks.push(if attempt.correct {
            Remark::OnceMore
        } else {
            Remark::WordsFirst
        });
    }
    remarks
}

fn opening(attempt: &Attempt) -> Remark {
    let of = attempt
        .words
        .iter()
        .filter(|word| word.expected.is_some())
        .count();
    let right = with_state(attempt, WordState::Right).count();
    if right == attempt.words.len() {
        Remark::AllRight
    } else if attempt.correct {
        Remark::WellDone { right, of }
    } else {
        Remark::GoodStart { right, of }
    }
}

/// Words that came out as others, those furthest off first.
fn misheard(attempt: &Attempt) -> Vec<Remark> {
    let pair = |word: &AttemptWord| Some((bare(word.expected.as_ref()?), bare(&word.heard.as_ref()?.text)));
    let changed = with_state(attempt, WordState::Changed)
        .filter_map(pair)
        .map(|(expected, heard)| Remark::Changed { expected, heard });
    let close = with_state(attempt, WordState::Close)
        .filter_map(pair)
        .map(|(expected, heard)| Remark::Close { expected, heard });
    changed.chain(close).take(MOST_WORDS).collect()
}

/// The words in this state, if there are any.
fn listed(attempt: &Attempt, state: WordState) -> Option<Vec<String>> {
    let words: Vec<String> = with_state(attempt, state)
        .filter_map(|word| {
            let heard = word.heard.as_ref().map(|heard| &heard.text);
            word.expected.as_ref().or(heard).map(|text| bare(text))
        })
        .take(MOST_WORDS)
        .collect();
    (!words.is_empty()).then_some(words)
}

fn with_state(attempt: &Attempt, state: WordState) -> impl Iterator<Item = &AttemptWord> {
    attempt.words.iter().filter(move |word| word.state == state)
}

/// The word without the punctuation around it.
fn bare(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::feedback;
    use crate::{practice::assess, testing::said};

    fn told(expected: &str, heard: &str) -> Vec<String> {
        feedback(&assess(expected, &said(heard)), Language::ENGLISH)
    }

    #[test]
    fn a_perfect_reading_is_praised_and_left_alone() {
        assert_eq!(
            told("The soup is too hot.", "The soup is too hot."),
            ["Every word was right. Well done!"]
        );
    }

    #[test]
    fn the_words_to_say_again_are_named() {
        assert_eq!(
            told(
                "We missed the last train, so we had to take a taxi home.",
                "We missed the the lost train so we had to take taxi home now"
            ),
            [
                "Well done: 11 of 13 words were right.",
                "“last” was nearly right: “lost” was heard.",
                "Not heard: “a”.",
                "Not in the sentence: “now”.",
                "Read twice: “the”.",
                "Say the sentence once more with this in mind.",
            ]
        );
    }

    #[test]
    fn a_weak_reading_is_told_where_to_begin() {
        let lines = told(
            "My sister lives near the station.",
            "My brother leaves near the bus",
        );
        assert_eq!(lines[0], "A good start: 3 of 6 words were right.");
        assert_eq!(lines[1], "Say “sister” again: “brother” was heard.");
        assert_eq!(
            lines.last().unwrap(),
            "Say these words by themselves first, slowly, then the whole sentence."
        );
    }

    #[test]
    fn no_more_than_three_words_are_spoken_of() {
        let lines = told(
            "one red boat sails past seven green hills today again",
            "one fed goat fails past seven green pills today again",
        );
        assert_eq!(lines.len(), 5, "{lines:?}");
    }

    #[test]
    fn silence_and_another_sentence_are_told_apart() {
        assert!(told("Good morning.", "")[0].starts_with("No words were heard"));
        assert!(
            told("Good morning, how are you?", "the fridge hums loudly")[0].starts_with("What was heard")
        );
    }

    #[test]
    fn a_learner_who_reads_spanish_gets_spanish_and_others_english() {
        let attempt = assess("The soup is too hot.", &said("The soup is hot."));
        assert_eq!(
            feedback(&attempt, Language::SPANISH),
            [
                "Muy bien: 4 de 5 palabras salieron bien.",
                "No se oyó: «too».",
                "Di la frase una vez más teniendo esto en cuenta.",
            ]
        );
        assert_eq!(
            feedback(&attempt, Language::ITALIAN),
            feedback(&attempt, Language::ENGLISH)
        );
    }
}
