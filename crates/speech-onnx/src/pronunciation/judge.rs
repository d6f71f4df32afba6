//! From scores to what a person is told: which words and sounds are off, and how.

use domain::{
    HeardPhone, Phone, ScoredPhone, ScoredPhoneState, ScoredWord, ScoredWordState, Span, WholeScores,
};
use phonetics::{CLASSES, FRAME_SECONDS, LEFT_OUT, PhoneGoodness, is_guessed};

use super::{
    Reading,
    data::{Limits, Weights},
    head::words as ranges,
};

/// A word with a score below this, 0 to 10, was hardly said.
const POOR: f32 = 3.0;
/// Another sound, or none, is named when it is at least this likely.
const LIKELY: f64 = 0.5;
/// Sounds less likely than this are not listed.
const WORTH_LISTING: f64 = 0.05;
/// Most sounds that are listed.
const MOST_LISTED: usize = 3;

/// A whole with a total below this, 0 to 10, was not read: something else was said for longer than the text takes. (Of 2,500
/// genuine readings, experts gave 4 a total below 1, and 26 one below 2.)
const NOT_READ: f32 = 1.5;

/// Whether the words are those that were said.
pub(super) fn matches(reading: &Reading, limits: &Limits) -> bool {
    if reading.scores.whole[3] < NOT_READ {
        return false;
    }
    let phones = &reading.goodness.phones;
    let lead = phones.iter().map(|phone| phone.values[1]).sum::<f32>() / phones.len().max(1) as f32;
    let words = &reading.scores.words;
    let share = words.iter().filter(|score| **score < POOR).count() as f32 / words.len().max(1) as f32;
    limits.match_lead * lead + limits.match_share * share + limits.match_offset >= 0.0
}

/// Scores of a reading that matches its text; `start` is where its sound begins in the recording, in seconds.
pub(super) fn judge(
    reading: &Reading,
    texts: &[&str],
    start: f64,
    weights: &Weights,
) -> (WholeScores, Vec<ScoredWord>) {
    let mut said = ranges(&reading.goodness).into_iter().zip(&reading.scores.words);
    let words: Vec<ScoredWord> = texts
        .iter()
        .zip(&reading.aligned)
        .map(|(text, aligned)| {
            let spoken = (!aligned.phones.is_empty()).then(|| said.next()).flatten();
            let Some((range, score)) = spoken else {
                return silent(text);
            };
            let phones: Vec<ScoredPhone> = range
                .map(|index| {
                    let score = reading.scores.phones[index];
                    phone(&reading.goodness.phones[index], score, start, weights)
                })
                .collect();
            ScoredWord {
                text: (*text).to_owned(),
                span: aligned
                    .span()
                    .map(|span| Span::new(span.start + start, span.end + start)),
                score: Some(weights.tables[1].rate(*score, 10.0)),
                state: word_state(*score, &phones, &weights.limits),
                guessed: is_guessed(text),
                phones,
            }
        })
        .collect();
    (whole(reading, &words, weights), words)
}

fn whole(reading: &Reading, words: &[ScoredWord], weights: &Weights) -> WholeScores {
    let rate = |index: usize| weights.tables[2 + index].rate(reading.scores.whole[index], 10.0);
    let asked = words
        .iter()
        .filter(|word| word.state != ScoredWordState::Silent)
        .count();
    let lost = words
        .iter()
        .filter(|word| word.state == ScoredWordState::LeftOut)
        .count();
    WholeScores {
        accuracy: rate(0),
        fluency: rate(1),
        prosody: rate(2),
        total: rate(3),
        completeness: 100.0 * (asked - lost) as f64 / asked.max(1) as f64,
    }
}

fn silent(text: &str) -> ScoredWord {
    ScoredWord {
        text: text.to_owned(),
        span: None,
        score: None,
        state: ScoredWordState::Silent,
        guessed: false,
        phones: Vec::new(),
    }
}

fn word_state(score: f32, phones: &[ScoredPhone], limits: &Limits) -> ScoredWordState {
    let off = phones.iter().any(|phone| phone.state != ScoredPhoneState::Good);
    if score < limits.lost_word {
        ScoredWordState::LeftOut
    } else if score < limits.good_word || off {
        ScoredWordState::Mispronounced
    } else {
        ScoredWordState::Good
    }
}

fn phone(goodness: &PhoneGoodness, score: f32, start: f64, weights: &Weights) -> ScoredPhone {
    let limits = &weights.limits;
    let own = goodness.sound.phone;
    let probabilities = probabilities(goodness, limits);
    let mut heard: Vec<HeardPhone> = Phone::ALL
        .into_iter()
        .filter(|other| *other != own)
        .map(|other| HeardPhone {
            phone: other,
            probability: probabilities[other.index()],
        })
        .filter(|other| other.probability >= WORTH_LISTING)
        .collect();
    heard.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    heard.truncate(MOST_LISTED);
    let left_out = probabilities[LEFT_OUT];
    let state = if score >= limits.good_phone {
        ScoredPhoneState::Good
    } else if left_out >= LIKELY {
        ScoredPhoneState::LeftOut
    } else if heard.first().is_some_and(|other| other.probability >= LIKELY) {
        ScoredPhoneState::OtherSound
    } else {
        ScoredPhoneState::Accented
    };
    ScoredPhone {
        phone: own,
        stress: goodness.sound.stress,
        span: Span::new(
            start + goodness.frames.start as f64 * FRAME_SECONDS,
            start + goodness.frames.end as f64 * FRAME_SECONDS,
        ),
        score: weights.tables[0].rate(score, 2.0),
        state,
        heard,
        left_out,
    }
}

/// How likely it is that each sound, or (last) none, was said in the phone's place.
fn probabilities(goodness: &PhoneGoodness, limits: &Limits) -> [f64; CLASSES] {
    let own = goodness.sound.phone.index();
    let mut weights = goodness
        .alternatives
        .map(|nats| f64::from(limits.sharpness * nats));
    weights[own] += f64::from(limits.expected);
    let top = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let shares = weights.map(|weight| (weight - top).exp());
    let total: f64 = shares.iter().sum();
    shares.map(|share| share / total)
}
