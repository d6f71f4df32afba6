//! Free speech: the words that were heard are the text, as far as the recogniser is sure of them.

use std::ops::Range;

use domain::{Basis, ScoredWord, ScoredWordState, Span, Timing, Transcript, Word};

use super::MARGIN;

/// Longest passage that is scored at a time, seconds: experts have judged sentences, and the phone model hears 30 s.
const LONGEST: f64 = 20.0;
/// A word with less confidence than this, 0 to 1, may not be what was said. Chosen in `docs/pronunciation.md`.
const SURE: f64 = 0.7;

/// Words that are scored together, and their sound.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Passage {
    /// Indices into the transcript.
    pub(super) words: Range<usize>,
    /// Their sound with what silence there is around it, seconds from the start of the recording.
    pub(super) span: Span,
}

/// All words of a transcript in passages: an utterance each, long ones cut between words. `seconds` is the recording's
/// length.
pub(super) fn passages(heard: &Transcript, seconds: f64) -> Vec<Passage> {
    let words = &heard.words;
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for utterance in &heard.utterances {
        let mut first = utterance.first_word;
        for (index, word) in words.iter().enumerate().take(utterance.end_word).skip(first + 1) {
            if word.span.end - words[first].span.start > LONGEST {
                cuts.push(first..index);
                first = index;
            }
        }
        cuts.push(first..utterance.end_word);
    }
    cuts.retain(|cut| !cut.is_empty());
    cuts.into_iter()
        .map(|cut| {
            let before = cut
                .start
                .checked_sub(1)
                .map_or(0.0, |index| words[index].span.end);
            let after = words.get(cut.end).map_or(seconds, |word| word.span.start);
            let (start, end) = (words[cut.start].span.start, words[cut.end - 1].span.end);
            let end = end.min(start + LONGEST);
            Passage {
                words: cut,
                span: Span::new(
                    (start - MARGIN).max(before).min(start),
                    (end + MARGIN).min(after).max(end),
                ),
            }
        })
        .collect()
}

/// Takes the scores from words that may not be what was said.
pub(super) fn leave_out_unsure(words: &mut [ScoredWord], heard: &Transcript) {
    for (word, heard) in words.iter_mut().zip(&heard.words) {
        if word.state == ScoredWordState::LeftOut || (word.score.is_some() && !is_sure(heard)) {
            *word = not_scored(&[heard.text.as_str()]).swap_remove(0);
        }
    }
}

fn is_sure(word: &Word) -> bool {
    word.timing == Timing::Measured && !word.doubtful && word.confidence >= SURE
}

/// Words without scores.
pub(super) fn not_scored(texts: &[&str]) -> Vec<ScoredWord> {
    texts
        .iter()
        .map(|text| ScoredWord {
            text: (*text).to_owned(),
            span: None,
            score: None,
            state: ScoredWordState::NotScored,
            guessed: false,
            phones: Vec::new(),
        })
        .collect()
}

/// How much the scores stand on. Words without sound do not count.
pub(super) fn basis(words: &[ScoredWord], heard: &Transcript) -> Basis {
    let mut basis = Basis::default();
    for (word, heard) in words.iter().zip(&heard.words) {
        if word.state == ScoredWordState::Silent {
            continue;
        }
        basis.words_heard += 1;
        basis.seconds_heard += heard.span.duration();
        if word.score.is_some() {
            basis.words_scored += 1;
            basis.seconds_scored += heard.span.duration();
        }
    }
    basis
}

#[cfg(test)]
mod tests {
    use domain::{Language, ScoredWordState, Span, Timing, Transcript, Utterance, Word};

    use super::{basis, leave_out_unsure, not_scored, passages};

    /// Words of one second each, one after the other, in utterances of so many words.
    fn talk(utterances: &[usize]) -> Transcript {
        let count: usize = utterances.iter().sum();
        let words = (0..count).map(|index| Word {
            text: format!("word{index}"),
            span: Span::new(index as f64 + 1.0, index as f64 + 1.9),
            timing: Timing::Measured,
            confidence: 0.9,
            fit: Some(-0.1),
            doubtful: false,
            phones: Vec::new(),
        });
        let mut first = 0;
        let utterances = utterances.iter().map(|count| {
            let words = first..first + count;
            first = words.end;
            Utterance {
                span: Span::new(words.start as f64 + 1.0, words.end as f64 + 0.9),
                first_word: words.start,
                end_word: words.end,
            }
        });
        Transcript {
            language: Language::ENGLISH,
            language_probability: None,
            utterances: utterances.collect(),
            words: words.collect(),
            speech: Vec::new(),
        }
    }

    #[test]
    fn every_word_is_in_one_passage_and_none_is_long() {
        let talk = talk(&[3, 50, 1]);
        let found = passages(&talk, 60.0);
        let words: Vec<usize> = found.iter().flat_map(|passage| passage.words.clone()).collect();
        assert_eq!(words, (0..54).collect::<Vec<_>>());
        assert!(
            found.iter().all(|passage| passage.span.duration() <= 22.0),
            "{found:?}"
        );
        assert_eq!(found[0].words, 0..3);
    }

    #[test]
    fn a_passage_has_silence_around_it_but_no_other_word() {
        let mut talk = talk(&[2, 2]);
        for word in &mut talk.words[2..] {
            word.span = Span::new(word.span.start + 0.5, word.span.end + 0.5);
        }
        let found = passages(&talk, 5.6);
        assert_eq!(found[0].span, Span::new(0.0, 3.5));
        assert_eq!(found[1].span, Span::new(2.9, 5.6));
    }

    #[test]
    fn one_word_that_lasts_too_long_is_cut_short() {
        let mut talk = talk(&[1]);
        talk.words[0].span = Span::new(0.0, 90.0);
        assert!(passages(&talk, 100.0)[0].span.duration() <= 22.0);
    }

    #[test]
    fn words_that_are_not_sure_are_left_out_and_counted() {
        let mut talk = talk(&[4]);
        talk.words[1].confidence = 0.2;
        talk.words[2].doubtful = true;
        talk.words[3].text = "–".to_owned();
        let texts: Vec<&str> = talk.words.iter().map(|word| word.text.as_str()).collect();
        let mut words = not_scored(&texts);
        for word in &mut words[..3] {
            word.state = ScoredWordState::Good;
            word.score = Some(domain::Rated {
                value: 90.0,
                interval: domain::Interval {
                    low: 80.0,
                    high: 95.0,
                    level: 0.8,
                },
            });
        }
        words[3].state = ScoredWordState::Silent;
        leave_out_unsure(&mut words, &talk);
        let states: Vec<_> = words.iter().map(|word| word.state).collect();
        use ScoredWordState::{Good, NotScored, Silent};
        assert_eq!(states, [Good, NotScored, NotScored, Silent]);
        let basis = basis(&words, &talk);
        assert_eq!((basis.words_heard, basis.words_scored), (3, 1));
        assert!((basis.seconds_heard - 2.7).abs() < 1e-9 && (basis.seconds_scored - 0.9).abs() < 1e-9);
    }
}
