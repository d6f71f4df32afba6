//! The scorer's weights as they lie in the file. `training/pronunciation/files.py` writes it and describes its form.

use ndarray::{Array1, Array2};
use phonetics::{PHONE_VALUES, UTTERANCE_VALUES};

use super::{
    head::{Block, Head, Linear, Norm, WIDTH},
    intervals::{KNOTS, Table},
    voice::{COMPONENTS, Voice},
};
use crate::phones::FEATURES;

const DATA: &[u8] = include_bytes!("../../data/pronunciation-scorer.bin");
const MAGIC: &[u8] = b"VPRN0001";
/// Scores with a table of intervals: phones, words, and the four of an utterance.
pub(super) const TABLES: usize = 6;
const MOST_HEADS: u32 = 16;

/// The weights are built in; this says that the build is broken.
#[derive(Debug, thiserror::Error)]
#[error("the built-in pronunciation scorer is not as expected; this build is broken")]
pub(super) struct BrokenBuild;

/// Everything in the file.
pub(super) struct Weights {
    pub(super) voice: Voice,
    /// Their mean is the score.
    pub(super) heads: Vec<Head>,
    /// In the order phone, word, accuracy, fluency, prosody, total.
    pub(super) tables: [Table; TABLES],
    pub(super) limits: Limits,
}

/// Single numbers that training found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Nats of an alternative are multiplied by this …
    pub(super) sharpness: f32,
    /// … and the phone that should be there gets this much more, to make probabilities.
    pub(super) expected: f32,
    /// A text fits the sound when `match_fit · (mean lead of its phones) + match_share · (share of its words that do not
    /// fit) + match_offset` is 0 or more.
    pub(super) match_lead: f32,
    pub(super) match_share: f32,
    pub(super) match_offset: f32,
    /// A phone with a score of this or more, 0 to 2, has nothing wrong with it.
    pub(super) good_phone: f32,
    /// A word with a score of this or more, 0 to 10, has nothing wrong with it.
    pub(super) good_word: f32,
    /// A word with a score below this, 0 to 10, was not heard.
    pub(super) lost_word: f32,
}

impl Weights {
    /// The built-in weights.
    pub(super) fn built_in() -> Result<Self, BrokenBuild> {
        Self::read(DATA).ok_or(BrokenBuild)
    }

    pub(super) fn read(data: &[u8]) -> Option<Self> {
        let (sizes, numbers) = data.strip_prefix(MAGIC)?.split_first_chunk::<20>()?;
        let (sizes, _) = sizes.as_chunks::<4>();
        let [phone, whole, components, heads, knots] =
            std::array::from_fn(|index| u32::from_le_bytes(sizes[index]));
        let expected = [
            PHONE_VALUES as u32,
            (UTTERANCE_VALUES + COMPONENTS) as u32,
            COMPONENTS as u32,
            KNOTS as u32,
        ];
        if [phone, whole, components, knots] != expected || !(1..=MOST_HEADS).contains(&heads) {
            return None;
        }
        let (numbers, rest) = numbers.as_chunks::<4>();
        let mut reader = Reader { numbers };
        let weights = Self {
            limits: reader.limits()?,
            tables: reader.tables()?,
            voice: Voice {
                mean: reader.row(FEATURES)?,
                deviation: reader.row(FEATURES)?,
                directions: reader.matrix(COMPONENTS, FEATURES)?,
            },
            heads: (0..heads).map(|_| reader.head()).collect::<Option<_>>()?,
        };
        (rest.is_empty() && reader.numbers.is_empty()).then_some(weights)
    }
}

/// Takes numbers from the front.
struct Reader<'a> {
    numbers: &'a [[u8; 4]],
}

impl Reader<'_> {
    fn take(&mut self, count: usize) -> Option<Vec<f32>> {
        let (taken, rest) = self.numbers.split_at_checked(count)?;
        self.numbers = rest;
        let values: Vec<f32> = taken.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        values.iter().all(|value| value.is_finite()).then_some(values)
    }

    fn row(&mut self, length: usize) -> Option<Array1<f32>> {
        self.take(length).map(Array1::from)
    }

    fn matrix(&mut self, rows: usize, columns: usize) -> Option<Array2<f32>> {
        Array2::from_shape_vec((rows, columns), self.take(rows * columns)?).ok()
    }

    fn linear(&mut self, inputs: usize, outputs: usize) -> Option<Linear> {
        Some(Linear {
            weight: self.matrix(outputs, inputs)?,
            bias: self.row(outputs)?,
        })
    }

    fn norm(&mut self, width: usize) -> Option<Norm> {
        Some(Norm {
            weight: self.row(width)?,
            bias: self.row(width)?,
        })
    }

    fn limits(&mut self) -> Option<Limits> {
        let values: [f32; 8] = self.take(8)?.try_into().ok()?;
        let [
            sharpness,
            expected,
            match_lead,
            match_share,
            match_offset,
            good_phone,
            good_word,
            lost_word,
        ] = values;
        Some(Limits {
            sharpness,
            expected,
            match_lead,
            match_share,
            match_offset,
            good_phone,
            good_word,
            lost_word,
        })
    }

    fn tables(&mut self) -> Option<[Table; TABLES]> {
        let tables: Option<Vec<Table>> = (0..TABLES)
            .map(|_| {
                Some(Table {
                    predicted: self.take(KNOTS)?.try_into().ok()?,
                    below: self.take(KNOTS)?.try_into().ok()?,
                    above: self.take(KNOTS)?.try_into().ok()?,
                })
            })
            .collect();
        tables?.try_into().ok()
    }

    fn head(&mut self) -> Option<Head> {
        let whole = UTTERANCE_VALUES + COMPONENTS;
        Some(Head {
            mean: self.row(PHONE_VALUES)?,
            deviation: self.row(PHONE_VALUES)?,
            whole_mean: self.row(whole)?,
            whole_deviation: self.row(whole)?,
            input: self.linear(PHONE_VALUES, WIDTH)?,
            gate: self.matrix(phonetics::SILENCE, WIDTH)?,
            phone_of: self.matrix(phonetics::SILENCE, WIDTH)?,
            place_of: self.matrix(4, WIDTH)?,
            near: self.linear(2 * WIDTH, WIDTH)?,
            block: Block {
                first_norm: self.norm(WIDTH)?,
                attention: self.linear(WIDTH, 3 * WIDTH)?,
                output: self.linear(WIDTH, WIDTH)?,
                second_norm: self.norm(WIDTH)?,
                widen: self.linear(WIDTH, 2 * WIDTH)?,
                narrow: self.linear(2 * WIDTH, WIDTH)?,
            },
            norm: self.norm(WIDTH)?,
            phone: self.linear(WIDTH, 1)?,
            word: [self.linear(WIDTH, WIDTH)?, self.linear(WIDTH, 1)?],
            weigh: self.linear(WIDTH, 1)?,
            whole: self.linear(whole, WIDTH)?,
            whole_norm: self.norm(3 * WIDTH)?,
            scores: [self.linear(3 * WIDTH, WIDTH)?, self.linear(WIDTH, 4)?],
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DATA, Weights};

    #[test]
    fn the_built_in_weights_are_read() {
        assert!(Weights::built_in().is_ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn weights_cut_short_or_run_over_are_refused(length in 0..DATA.len()) {
            prop_assert!(Weights::read(&DATA[..length]).is_none());
            prop_assert!(Weights::read(&[DATA, &[0; 4]].concat()).is_none());
        }
    }
}
