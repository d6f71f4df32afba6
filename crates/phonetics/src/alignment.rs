//! When each word and phone was said, and how well the sound fits it.

use std::ops::Range;

use domain::Span;

use crate::{FRAME_SECONDS, Posteriors, SILENCE, Sound, WordSounds, lattice::Lattice, viterbi::best_path};

/// Frames that a phone lasts at least. Where that cannot be, one is enough.
const LEAST_FRAMES: [usize; 2] = [2, 1];
/// Log posteriors below this count as this, so that a single frame cannot spoil the mean.
const FIT_FLOOR: f32 = -12.0;

/// Why words cannot be laid over sound.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// No word has any sound.
    #[error("there is nothing to align: the text has no words that can be spoken")]
    NoWords,
    /// More phones than frames.
    #[error(
        "the text is too long for the sound: it has at least {phones} phones, and there are {frames} frames of 20 ms"
    )]
    TooLong {
        /// Phones in the shortest way to say the words.
        phones: usize,
        /// Frames of sound.
        frames: usize,
    },
}

/// One phone over its frames.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedPhone {
    /// Which phone.
    pub sound: Sound,
    /// Its frames of 20 ms, as the best path has them.
    pub frames: Range<usize>,
    /// The same frames in seconds from the start of the sound.
    pub span: Span,
    /// Mean over its frames of the log posterior of this phone minus that of the best class, in nats, 0 and below.
    pub fit: f64,
}

/// One word over its phones. A word without sound has no phones.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedWord {
    /// The phones of the alternative and pronunciation that fit best, in order.
    pub phones: Vec<AlignedPhone>,
    /// As [`AlignedPhone::fit`], over the frames of all its phones; `None` without phones.
    pub fit: Option<f64>,
}

impl AlignedWord {
    /// From the first phone's start to the last one's end; `None` without phones.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        Some(Span::new(
            self.phones.first()?.span.start,
            self.phones.last()?.span.end,
        ))
    }
}

/// Lays `words` over the sound, one [`AlignedWord`] for each. Between words there may be silence.
///
/// Boundaries lie between frames, on a grid of 20 ms. Finer ones, from where the posteriors of neighbours cross, were
/// tried and came no closer to a second aligner (`docs/alignment.md`).
///
/// # Errors
/// [`Misfit`] when no word can be spoken, or there are more phones than frames.
pub fn align(posteriors: &Posteriors, words: &[WordSounds]) -> Result<Vec<AlignedWord>, Misfit> {
    let lattice = Lattice::new(words);
    let frames = posteriors.frames().len();
    if lattice.shortest == 0 {
        return Err(Misfit::NoWords);
    }
    let too_long = Misfit::TooLong {
        phones: lattice.shortest,
        frames,
    };
    if lattice.shortest > frames {
        return Err(too_long);
    }
    let path = LEAST_FRAMES
        .iter()
        .find_map(|least| best_path(posteriors, &lattice, *least))
        .ok_or(too_long)?;
    Ok(read(posteriors, &lattice, &path, words.len()))
}

/// Turns the path into words.
fn read(posteriors: &Posteriors, lattice: &Lattice, path: &[usize], count: usize) -> Vec<AlignedWord> {
    let mut words: Vec<AlignedWord> = vec![
        AlignedWord {
            phones: Vec::new(),
            fit: None
        };
        count
    ];
    for (unit, frames) in runs(path) {
        let Some((word, sound)) = lattice.units[unit].sound else {
            continue;
        };
        words[word].phones.push(AlignedPhone {
            sound,
            frames: frames.clone(),
            span: Span::new(
                frames.start as f64 * FRAME_SECONDS,
                frames.end as f64 * FRAME_SECONDS,
            ),
            fit: fit(posteriors, frames.clone(), sound.phone.index()),
        });
    }
    for word in &mut words {
        let frames: usize = word.phones.iter().map(|phone| phone.frames.len()).sum();
        let total: f64 = word
            .phones
            .iter()
            .map(|phone| phone.fit * phone.frames.len() as f64)
            .sum();
        word.fit = (frames > 0).then(|| total / frames as f64);
    }
    words
}

/// Units with their frames, in order.
fn runs(path: &[usize]) -> Vec<(usize, Range<usize>)> {
    let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
    for (frame, unit) in path.iter().enumerate() {
        match runs.last_mut() {
            Some((last, frames)) if last == unit => frames.end = frame + 1,
            _ => runs.push((*unit, frame..frame + 1)),
        }
    }
    runs
}

/// Mean lead of `class` over the best class, which is 0 where it is the best itself.
fn fit(posteriors: &Posteriors, frames: Range<usize>, class: usize) -> f64 {
    let count = frames.len().max(1) as f64;
    let lead = |frame: &[f32; crate::CLASSES]| {
        let best = frame[..=SILENCE].iter().copied().fold(FIT_FLOOR, f32::max);
        f64::from(frame[class].max(FIT_FLOOR) - best)
    };
    posteriors.frames()[frames].iter().map(lead).sum::<f64>() / count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{AlignedWord, Misfit, align};
    use crate::{CLASSES, Posteriors, SILENCE, WordSounds, pronunciation};

    /// Frames in which the named classes are nearly certain.
    fn heard(classes: &[usize]) -> Posteriors {
        let frame = |class: &usize| {
            let mut frame = [-8.0; CLASSES];
            frame[*class] = -0.02;
            frame
        };
        Posteriors::new(classes.iter().map(frame).collect(), [1.0 / 40.0; CLASSES])
    }

    fn class(symbol: &str) -> usize {
        pronunciation(symbol).unwrap()[0].phone.index()
    }

    fn word(symbols: &str) -> WordSounds {
        WordSounds::only(pronunciation(symbols).unwrap())
    }

    /// Silence of 2 frames, HH IY of 3 frames each, silence of 4, N OW of 2 and 3.
    fn he_no() -> Posteriors {
        let (hh, iy, n, ow) = (class("HH"), class("IY"), class("N"), class("OW"));
        let s = SILENCE;
        heard(&[s, s, hh, hh, hh, iy, iy, iy, s, s, s, s, n, n, ow, ow, ow])
    }

    fn frames(word: &AlignedWord) -> Vec<(usize, usize)> {
        word.phones
            .iter()
            .map(|phone| (phone.frames.start, phone.frames.end))
            .collect()
    }

    #[test]
    fn words_and_phones_are_found_where_they_were_said() {
        let found = align(&he_no(), &[word("HH IY1"), word("N OW1")]).unwrap();
        assert_eq!(frames(&found[0]), [(2, 5), (5, 8)]);
        assert_eq!(frames(&found[1]), [(12, 14), (14, 17)]);
        let span = found[1].span().unwrap();
        assert!(
            (span.start - 0.24).abs() < 1e-9 && (span.end - 0.34).abs() < 1e-9,
            "{span:?}"
        );
        assert!(found[0].fit.unwrap() > -0.01);
    }

    #[test]
    fn the_pronunciation_that_was_said_is_taken() {
        let either = WordSounds {
            alternatives: vec![
                vec![vec![
                    pronunciation("N AA1").unwrap(),
                    pronunciation("N OW1").unwrap(),
                ]],
                vec![vec![pronunciation("Y EH1 S").unwrap()]],
            ],
        };
        let found = align(&he_no(), &[word("HH IY1"), either]).unwrap();
        let phones: Vec<_> = found[1]
            .phones
            .iter()
            .map(|phone| phone.sound.phone.arpabet())
            .collect();
        assert_eq!(phones, ["N", "OW"]);
    }

    #[test]
    fn a_word_that_was_not_said_does_not_fit() {
        let found = align(&he_no(), &[word("HH IY1"), word("S T AO1 R")]).unwrap();
        assert!(
            found[0].fit.unwrap() > -0.01 && found[1].fit.unwrap() < -3.0,
            "{found:?}"
        );
    }

    #[test]
    fn phones_of_one_frame_are_taken_when_two_do_not_fit() {
        let (hh, iy, n) = (class("HH"), class("IY"), class("N"));
        let found = align(&heard(&[hh, iy, n]), &[word("HH IY1 N")]).unwrap();
        assert_eq!(frames(&found[0]), [(0, 1), (1, 2), (2, 3)]);
    }

    #[test]
    fn what_cannot_fit_says_so() {
        let error = align(&heard(&[SILENCE; 3]), &[word("HH IY1"), word("N OW1")]).unwrap_err();
        assert_eq!(error, Misfit::TooLong { phones: 4, frames: 3 });
        assert_eq!(align(&he_no(), &[WordSounds::default()]), Err(Misfit::NoWords));
        assert_eq!(
            align(&heard(&[]), &[word("AH0")]),
            Err(Misfit::TooLong { phones: 1, frames: 0 })
        );
    }

    proptest! {
        #[test]
        fn words_never_overlap_and_keep_their_order(
            noise in prop::collection::vec(prop::collection::vec(-9.0_f32..0.0, CLASSES), 30..60),
            cut in 1_usize..4,
        ) {
            let frames = noise.iter().map(|frame| std::array::from_fn(|class| frame[class])).collect();
            let posteriors = Posteriors::new(frames, [0.025; CLASSES]);
            let words: Vec<_> = ["HH IY1", "N OW1 T", "AH0", "S T EH1 P"].map(word)[..=cut.min(3)].to_vec();
            let found = align(&posteriors, &words).unwrap();
            let mut time = 0.0;
            for phone in found.iter().flat_map(|word| &word.phones) {
                prop_assert!(phone.span.start >= time && phone.span.end > phone.span.start && phone.fit <= 0.0);
                time = phone.span.end;
            }
            prop_assert!(time <= posteriors.frames().len() as f64 * 0.02 + 1e-9);
        }
    }
}
