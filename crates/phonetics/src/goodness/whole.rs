//! The numbers of a whole utterance.

use super::{PhoneGoodness, Row, UNUSUAL, UTTERANCE_VALUES};
use crate::SILENCE;

/// A pause longer than this is counted, in 10 ms.
const PAUSE: f64 = 20.0;

pub(super) fn values(
    phones: &[PhoneGoodness],
    rows: &[Row],
    places: &[usize],
    words: usize,
) -> [f32; UTTERANCE_VALUES] {
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return [0.0; UTTERANCE_VALUES];
    };
    let ms10 = |frames: usize| 2.0 * frames as f64;
    let count = phones.len() as f64;
    let words = words.max(1) as f64;
    let spoken: f64 = phones.iter().map(|phone| ms10(phone.frames.len())).sum();
    let whole = ms10(rows[*last].frames.end - rows[*first].frames.start);
    let pauses: Vec<f64> = rows[*first..*last]
        .iter()
        .filter(|row| row.class == SILENCE)
        .map(|row| ms10(row.frames.len()))
        .collect();
    let mean = |index: usize| {
        phones
            .iter()
            .map(|phone| f64::from(phone.values[index]))
            .sum::<f64>()
            / count
    };
    let unusual = mean(UNUSUAL);
    let spread = phones
        .iter()
        .map(|phone| (f64::from(phone.values[UNUSUAL]) - unusual).powi(2))
        .sum::<f64>()
        / count;
    [
        10.0 * count / spoken,
        10.0 * count / whole,
        pauses.iter().sum::<f64>() / whole,
        pauses.len() as f64 / words,
        pauses.iter().copied().fold(0.0, f64::max) / 100.0,
        pauses.iter().filter(|pause| **pause > PAUSE).count() as f64 / words,
        words.ln(),
        count.ln(),
        unusual,
        spread.sqrt(),
        mean(0),
        mean(1),
        phones
            .iter()
            .map(|phone| f64::from(phone.values[0]))
            .fold(f64::INFINITY, f64::min),
    ]
    .map(|value| value as f32)
}
