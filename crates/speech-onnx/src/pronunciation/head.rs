//! The head: from the numbers of an utterance to scores of its phones, its words and the whole.
//!
//! One block of attention over the phones; `training/pronunciation/head.py` is the same in PyTorch.

use ndarray::{Array1, Array2, ArrayView1, Axis, concatenate, s};
use phonetics::Goodness;

use crate::phones::gelu;

/// Values for each phone inside the head.
pub(super) const WIDTH: usize = 32;
const HEADS: usize = 4;
const PART: usize = WIDTH / HEADS;
/// Inputs lie within so many deviations.
const CLIP_PHONE: f32 = 6.0;
const CLIP_WHOLE: f32 = 5.0;
const EPSILON: f32 = 1e-5;

/// `x · weightᵀ + bias`.
pub(super) struct Linear {
    pub(super) weight: Array2<f32>,
    pub(super) bias: Array1<f32>,
}

/// Layer normalisation.
pub(super) struct Norm {
    pub(super) weight: Array1<f32>,
    pub(super) bias: Array1<f32>,
}

/// Attention, then a small network, each added to what came in.
pub(super) struct Block {
    pub(super) first_norm: Norm,
    pub(super) attention: Linear,
    pub(super) output: Linear,
    pub(super) second_norm: Norm,
    pub(super) widen: Linear,
    pub(super) narrow: Linear,
}

/// One head with its weights.
pub(super) struct Head {
    pub(super) mean: Array1<f32>,
    pub(super) deviation: Array1<f32>,
    pub(super) whole_mean: Array1<f32>,
    pub(super) whole_deviation: Array1<f32>,
    pub(super) input: Linear,
    pub(super) gate: Array2<f32>,
    pub(super) phone_of: Array2<f32>,
    pub(super) place_of: Array2<f32>,
    pub(super) near: Linear,
    pub(super) block: Block,
    pub(super) norm: Norm,
    pub(super) phone: Linear,
    pub(super) word: [Linear; 2],
    pub(super) weigh: Linear,
    pub(super) whole: Linear,
    pub(super) whole_norm: Norm,
    pub(super) scores: [Linear; 2],
}

/// What a head says, on the experts' scales; one head alone may leave them a little.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scores {
    /// 0 to 2, phone by phone.
    pub(super) phones: Vec<f32>,
    /// 0 to 10, for each word that has phones, in order.
    pub(super) words: Vec<f32>,
    /// Accuracy, fluency, prosody and total, 0 to 10.
    pub(super) whole: [f32; 4],
}

impl Linear {
    fn apply(&self, x: &Array2<f32>) -> Array2<f32> {
        x.dot(&self.weight.t()) + &self.bias
    }
}

impl Norm {
    fn apply(&self, x: &Array2<f32>) -> Array2<f32> {
        let mut normal = x.clone();
        for mut row in normal.rows_mut() {
            let width = row.len() as f32;
            let mean = row.sum() / width;
            row -= mean;
            let deviation = (row.iter().map(|value| value * value).sum::<f32>() / width + EPSILON).sqrt();
            row /= deviation;
        }
        normal * &self.weight + &self.bias
    }
}

impl Block {
    fn apply(&self, h: Array2<f32>) -> Array2<f32> {
        let parts = self.attention.apply(&self.first_norm.apply(&h));
        let mut attended = Array2::zeros((h.nrows(), WIDTH));
        for head in 0..HEADS {
            let part = |which: usize| {
                let start = which * WIDTH + head * PART;
                parts.slice(s![.., start..start + PART])
            };
            let mut weights = part(0).dot(&part(1).t()) / (PART as f32).sqrt();
            for mut row in weights.rows_mut() {
                let shares = softmax(row.view());
                row.assign(&shares);
            }
            attended
                .slice_mut(s![.., head * PART..(head + 1) * PART])
                .assign(&weights.dot(&part(2)));
        }
        let h = h + self.output.apply(&attended);
        let wide = self.widen.apply(&self.second_norm.apply(&h)).mapv_into(gelu);
        let narrow = self.narrow.apply(&wide);
        h + narrow
    }
}

impl Head {
    /// Scores of an utterance; `voice` are the components of its voice.
    pub(super) fn score(&self, goodness: &Goodness, voice: &Array1<f32>) -> Scores {
        let words = words(goodness);
        let h = self.norm.apply(&self.block.apply(self.phones(goodness, &words)));
        let phones = self.phone.apply(&h);
        Scores {
            phones: phones.iter().copied().collect(),
            words: self.words(&h, &words).iter().map(|score| 5.0 * score).collect(),
            whole: self.whole(&h, goodness, voice),
        }
    }

    /// What each phone is to the head, before it sees the others.
    fn phones(&self, goodness: &Goodness, words: &[std::ops::Range<usize>]) -> Array2<f32> {
        let count = goodness.phones.len();
        let x = Array2::from_shape_fn((count, self.mean.len()), |(phone, value)| {
            ((goodness.phones[phone].values[value] - self.mean[value]) / self.deviation[value])
                .clamp(-CLIP_PHONE, CLIP_PHONE)
        });
        let mut h = self.input.apply(&x);
        for word in words {
            for phone in word.clone() {
                let place = match (phone == word.start, phone + 1 == word.end) {
                    (true, true) => 3,
                    (true, false) => 0,
                    (false, true) => 2,
                    (false, false) => 1,
                };
                let class = goodness.phones[phone].sound.phone.index();
                let mut row = h.row_mut(phone);
                row *= &self.gate.row(class);
                row += &self.phone_of.row(class);
                row += &self.place_of.row(place);
            }
        }
        let mut around = Array2::zeros((count, 2 * WIDTH));
        if count > 1 {
            around
                .slice_mut(s![1.., ..WIDTH])
                .assign(&h.slice(s![..count - 1, ..]));
            around
                .slice_mut(s![..count - 1, WIDTH..])
                .assign(&h.slice(s![1.., ..]));
        }
        let near = self.near.apply(&around);
        h + near
    }

    fn words(&self, h: &Array2<f32>, words: &[std::ops::Range<usize>]) -> Array1<f32> {
        let mut means = Array2::zeros((words.len(), WIDTH));
        for (index, word) in words.iter().enumerate() {
            let phones = h.slice(s![word.clone(), ..]);
            means
                .row_mut(index)
                .assign(&(phones.sum_axis(Axis(0)) / word.len().max(1) as f32));
        }
        let hidden = self.word[0].apply(&means).mapv_into(gelu);
        self.word[1].apply(&hidden).column(0).to_owned()
    }

    fn whole(&self, h: &Array2<f32>, goodness: &Goodness, voice: &Array1<f32>) -> [f32; 4] {
        let values = goodness.whole.iter().chain(voice);
        let standard: Array1<f32> = values
            .zip(self.whole_mean.iter().zip(&self.whole_deviation))
            .map(|(value, (mean, deviation))| ((value - mean) / deviation).clamp(-CLIP_WHOLE, CLIP_WHOLE))
            .collect();
        let mean = h.sum_axis(Axis(0)) / h.nrows().max(1) as f32;
        let weights = softmax(self.weigh.apply(h).column(0));
        let weighed = weights.dot(h);
        let known = self.whole.apply(&standard.insert_axis(Axis(0)));
        let pooled = concatenate![Axis(0), mean, weighed, known.row(0)].insert_axis(Axis(0));
        let hidden = self.scores[0]
            .apply(&self.whole_norm.apply(&pooled))
            .mapv_into(gelu);
        let scores = self.scores[1].apply(&hidden);
        std::array::from_fn(|index| 5.0 * scores[[0, index]])
    }
}

/// The phones of each word that has any.
pub(super) fn words(goodness: &Goodness) -> Vec<std::ops::Range<usize>> {
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    let mut last = None;
    for (index, phone) in goodness.phones.iter().enumerate() {
        match words.last_mut() {
            Some(word) if last == Some(phone.word) => word.end = index + 1,
            _ => words.push(index..index + 1),
        }
        last = Some(phone.word);
    }
    words
}

fn softmax(row: ArrayView1<'_, f32>) -> Array1<f32> {
    let top = row.fold(f32::NEG_INFINITY, |top, value| top.max(*value));
    let shares = row.mapv(|value| (value - top).exp());
    let total = shares.sum();
    shares / total
}
