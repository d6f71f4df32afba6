//! What can be said about how well each phone of an alignment was said: the numbers that the scorer judges by.
//!
//! Equal to `training/pronunciation/features.py`, in whose order they stand. Lengths are in units of 10 ms, logarithms are
//! natural.

mod alternatives;
mod whole;

use std::ops::Range;

use crate::{AlignedWord, CLASSES, Posteriors, SILENCE, Sound};

/// Numbers for each phone.
pub const PHONE_VALUES: usize = 6 + 2 * CLASSES + 5 + CLASSES + 2;
/// Numbers for the whole utterance.
pub const UTTERANCE_VALUES: usize = 13;
/// Place in [`PhoneGoodness::alternatives`] of the phone's absence.
pub const LEFT_OUT: usize = SILENCE;

/// Log posteriors below this count as this.
const FLOOR: f32 = -12.0;
/// Alternatives fit better or worse by this many nats at most.
const CLIP: f32 = 20.0;
/// Longest silence that makes a difference, in 10 ms.
const LONGEST_SILENCE: f32 = 100.0;
/// Where the phone's length in deviations stands among its numbers.
const UNUSUAL: usize = 6 + 2 * CLASSES + 1;

/// How long phones last, by the training data.
#[derive(Clone, Debug, PartialEq)]
pub struct PhoneLengths {
    /// Mean of the logarithm of each phone's length, in the order of [`domain::Phone::ALL`].
    pub log_mean: [f32; SILENCE],
    /// Its standard deviation.
    pub log_deviation: [f32; SILENCE],
}

/// The numbers of one phone.
#[derive(Clone, Debug, PartialEq)]
pub struct PhoneGoodness {
    /// The word it belongs to.
    pub word: usize,
    /// Which phone it should be.
    pub sound: Sound,
    /// Its frames.
    pub frames: Range<usize>,
    /// What the scorer sees.
    pub values: [f32; PHONE_VALUES],
    /// How much better than the phone each other phone fits in its place, in nats, −20 to 20; 0 for the phone itself. The
    /// last is for its absence. The neighbours stay what they are, and the borders to them may move.
    pub alternatives: [f32; CLASSES],
}

/// The numbers of an utterance.
#[derive(Clone, Debug, PartialEq)]
pub struct Goodness {
    /// Phone by phone.
    pub phones: Vec<PhoneGoodness>,
    /// Rate, pauses, size, and how the phones fit.
    pub whole: [f32; UTTERANCE_VALUES],
}

/// A stretch that belongs to one phone, or to silence.
#[derive(Clone, Debug)]
struct Row {
    class: usize,
    frames: Range<usize>,
}

/// The numbers of `words` as they were aligned over `posteriors`; `None` without any phone.
#[must_use]
pub fn goodness(posteriors: &Posteriors, words: &[AlignedWord], lengths: &PhoneLengths) -> Option<Goodness> {
    let phones: Vec<(usize, &crate::AlignedPhone)> = words
        .iter()
        .enumerate()
        .flat_map(|(index, word)| word.phones.iter().map(move |phone| (index, phone)))
        .collect();
    let (rows, places) = rows(&phones, posteriors.frames().len());
    let spoken: usize = phones.iter().map(|(_, phone)| phone.frames.len()).sum();
    if spoken == 0 {
        return None;
    }
    let rate = (10.0 * phones.len() as f64 / (2.0 * spoken as f64)) as f32;
    let scores = alternatives::Scores::new(posteriors);
    let found: Vec<PhoneGoodness> = phones
        .iter()
        .zip(&places)
        .map(|((word, phone), row)| {
            let alternatives = scores.alternatives(&rows, *row);
            PhoneGoodness {
                word: *word,
                sound: phone.sound,
                frames: phone.frames.clone(),
                values: values(posteriors, &rows, *row, rate, lengths, &alternatives),
                alternatives,
            }
        })
        .collect();
    let said = words.iter().filter(|word| !word.phones.is_empty()).count();
    let whole = whole::values(&found, &rows, &places, said);
    Some(Goodness { phones: found, whole })
}

/// Every stretch in order, and which of them each phone is. What lies between phones is silence.
fn rows(phones: &[(usize, &crate::AlignedPhone)], frames: usize) -> (Vec<Row>, Vec<usize>) {
    let mut rows = Vec::with_capacity(2 * phones.len());
    let mut places = Vec::with_capacity(phones.len());
    let mut end = 0;
    let silence = |rows: &mut Vec<Row>, range: Range<usize>| {
        if !range.is_empty() {
            rows.push(Row {
                class: SILENCE,
                frames: range,
            });
        }
    };
    for (_, phone) in phones {
        silence(&mut rows, end..phone.frames.start);
        end = phone.frames.end;
        places.push(rows.len());
        rows.push(Row {
            class: phone.sound.phone.index(),
            frames: phone.frames.clone(),
        });
    }
    silence(&mut rows, end..frames);
    (rows, places)
}

fn values(
    posteriors: &Posteriors,
    rows: &[Row],
    place: usize,
    rate: f32,
    lengths: &PhoneLengths,
    alternatives: &[f32; CLASSES],
) -> [f32; PHONE_VALUES] {
    let Row { class, frames } = &rows[place];
    let class = *class;
    let frames = &posteriors.frames()[frames.clone()];
    let count = frames.len().max(1) as f32;
    let mean = |value: &dyn Fn(f32) -> f32| -> [f32; CLASSES] {
        std::array::from_fn(|at| frames.iter().map(|frame| value(frame[at])).sum::<f32>() / count)
    };
    let logs = mean(&|log| log.max(FLOOR));
    let shares = mean(&f32::exp);
    let highest = |list: &[f32]| list.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let better = logs[..SILENCE].iter().filter(|log| **log > logs[class]).count();
    let length = 2.0 * count;
    let unusual = (length.ln() - lengths.log_mean[class]) / lengths.log_deviation[class];
    let silence = |row: Option<&Row>| {
        row.filter(|row| row.class == SILENCE).map_or(0.0, |row| {
            (2.0 * row.frames.len() as f32).min(LONGEST_SILENCE) / 50.0
        })
    };
    let mut rivals = *alternatives;
    rivals[class] = -CLIP;
    let mut all = Vec::with_capacity(PHONE_VALUES);
    all.extend([
        logs[class],
        logs[class] - highest(&logs[..SILENCE]),
        shares[class],
        better as f32 / 10.0,
        (shares[class] + 1e-3).ln(),
        logs[SILENCE],
    ]);
    all.extend(logs);
    all.extend(shares);
    all.extend([
        length.ln(),
        unusual,
        unusual + rate.ln(),
        silence(place.checked_sub(1).and_then(|before| rows.get(before))),
        silence(rows.get(place + 1)),
    ]);
    all.extend(alternatives);
    all.extend([highest(&rivals[..SILENCE]), highest(&rivals).max(0.0) / length]);
    std::array::from_fn(|index| all[index])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LEFT_OUT, PhoneLengths, goodness};
    use crate::{CLASSES, Posteriors, SILENCE, WordSounds, align, pronunciation};

    fn lengths() -> PhoneLengths {
        PhoneLengths {
            log_mean: [2.0; SILENCE],
            log_deviation: [0.5; SILENCE],
        }
    }

    fn class(symbol: &str) -> usize {
        pronunciation(symbol).unwrap()[0].phone.index()
    }

    fn heard(classes: &[&str]) -> Posteriors {
        let frame = |symbol: &&str| {
            let mut frame = [-8.0; CLASSES];
            frame[if *symbol == "-" { SILENCE } else { class(symbol) }] = -0.02;
            frame
        };
        Posteriors::new(classes.iter().map(frame).collect(), [1.0 / 40.0; CLASSES])
    }

    fn of(posteriors: &Posteriors, words: &[&str]) -> super::Goodness {
        let sounds: Vec<_> = words
            .iter()
            .map(|word| WordSounds::only(pronunciation(word).unwrap()))
            .collect();
        goodness(posteriors, &align(posteriors, &sounds).unwrap(), &lengths()).unwrap()
    }

    #[test]
    fn the_sound_that_was_said_instead_fits_best() {
        let said = ["-", "S", "S", "S", "IH", "IH", "NG", "NG", "K", "K", "-", "-"];
        let found = of(&heard(&said), &["TH IH1 NG K"]);
        let best = |at: usize| {
            let row = &found.phones[at].alternatives;
            (0..CLASSES).max_by(|a, b| row[*a].total_cmp(&row[*b])).unwrap()
        };
        assert_eq!(best(0), class("S"));
        assert_eq!(
            [best(1), best(2), best(3)],
            [class("IH"), class("NG"), class("K")]
        );
    }

    #[test]
    fn a_sound_that_was_not_said_is_best_left_out() {
        let said = [
            "-", "T", "T", "EH", "EH", "K", "K", "S", "S", "-", "-", "-", "-", "-", "-",
        ];
        let found = of(&heard(&said), &["T EH1 K S T"]);
        let last = &found.phones[4].alternatives;
        assert!(last[LEFT_OUT] > 5.0, "{last:?}");
        assert!(found.phones[3].alternatives[LEFT_OUT] < 0.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn every_number_is_a_number(noise in prop::collection::vec(prop::collection::vec(-30.0_f32..0.0, CLASSES), 9..40)) {
            let frames = noise.iter().map(|frame| std::array::from_fn(|class| frame[class])).collect();
            let posteriors = Posteriors::new(frames, [0.025; CLASSES]);
            let found = of(&posteriors, &["HH IY1", "N OW1 T", "AH0"]);
            prop_assert!(found.whole.iter().all(|value| value.is_finite()));
            for phone in &found.phones {
                prop_assert!(phone.values.iter().chain(&phone.alternatives).all(|value| value.is_finite()));
                prop_assert!(phone.alternatives[phone.sound.phone.index()].abs() < 1e-6);
            }
        }
    }
}
