//! Estimated times: words spread over the speech in their rough spans, each as long as its share of the letters.

use domain::{Span, Timing, Word};
use speech::{HeardWindow, HeardWord, Window};

use super::seams;

/// Words whose rough spans are no further apart than this are spread together, in seconds.
const TOGETHER: f64 = 0.05;

/// The words of a window with estimated times, in order, not overlapping.
pub(super) fn words(heard: &HeardWindow) -> Vec<Word> {
    let apart = |a: &HeardWord, b: &HeardWord| b.rough.start - a.rough.end <= TOGETHER;
    heard
        .words
        .chunk_by(apart)
        .flat_map(|group| spread(&heard.window, group))
        .collect()
}

fn spread(window: &Window, group: &[HeardWord]) -> Vec<Word> {
    let (Some(first), Some(last)) = (group.first(), group.last()) else {
        return Vec::new();
    };
    let rough = Span::new(first.rough.start, last.rough.end.max(first.rough.end));
    let speech = Window {
        stretches: speech_within(window, rough),
    };
    let letters = |word: &HeardWord| word.text.chars().filter(|c| c.is_alphanumeric()).count().max(1) as f64;
    let seconds_per_letter = speech.seconds() / group.iter().map(letters).sum::<f64>();
    let mut at = 0.0;
    group
        .iter()
        .map(|word| {
            let packed = Span::new(at, at + letters(word) * seconds_per_letter);
            at = packed.end;
            Word {
                text: word.text.clone(),
                span: seams::word(&speech, packed),
                timing: Timing::Estimated,
                confidence: word.confidence,
                fit: None,
                doubtful: false,
                phones: Vec::new(),
            }
        })
        .collect()
}

/// The speech in `rough`; where there is none, `rough` itself.
fn speech_within(window: &Window, rough: Span) -> Vec<Span> {
    let cut = |stretch: &Span| Span::new(stretch.start.max(rough.start), stretch.end.min(rough.end));
    let found: Vec<Span> = window
        .stretches
        .iter()
        .map(cut)
        .filter(|stretch| stretch.duration() > 0.0)
        .collect();
    if found.is_empty() { vec![rough] } else { found }
}

#[cfg(test)]
mod tests {
    use domain::{Span, Timing};
    use speech::{HeardWindow, HeardWord, Window};

    use super::words;

    fn heard(text: &str, start: f64, end: f64) -> HeardWord {
        HeardWord {
            text: text.to_owned(),
            confidence: 0.5,
            rough: Span::new(start, end),
        }
    }

    #[test]
    fn words_share_the_speech_by_their_letters() {
        let window = Window {
            stretches: vec![Span::new(1.0, 2.0), Span::new(6.0, 7.0)],
        };
        let heard = HeardWindow {
            window,
            words: vec![heard("¿Qué", 0.0, 4.0), heard("pasaría?", 4.0, 9.0)],
        };
        let spans: Vec<_> = words(&heard)
            .iter()
            .map(|word| (word.span.start, word.span.end))
            .collect();
        // Two seconds of speech for ten letters: the second word begins in the first stretch, but most is in the second.
        assert_eq!(spans, [(1.0, 1.6), (6.0, 7.0)]);
        assert!(
            words(&heard)
                .iter()
                .all(|word| word.timing == Timing::Estimated && word.fit.is_none())
        );
    }

    #[test]
    fn words_heard_outside_speech_keep_their_rough_span() {
        let window = Window {
            stretches: vec![Span::new(1.0, 2.0)],
        };
        let found = words(&HeardWindow {
            window,
            words: vec![heard("hola", 3.0, 4.0)],
        });
        assert_eq!(found[0].span, Span::new(3.0, 4.0));
    }
}
