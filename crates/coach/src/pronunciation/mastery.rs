//! How well each sound goes over time.

use std::collections::BTreeMap;

use domain::{Interval, Phone, Pronunciation, Rated, ScoredPhoneState};

/// Readings that say how well a sound goes now.
const RECENT: usize = 20;
/// Before anything is known, readings of a sound are taken to lie this far apart, in points …
const SPREAD: f64 = 20.0;
/// … with the weight of so many readings.
const WEIGHT: f64 = 2.0;
/// Standard errors on either side that make an 80 % interval.
const ERRORS: f64 = 1.2816;
const LEVEL: f64 = 0.8;

/// One sound over time.
#[derive(Clone, Debug, PartialEq)]
pub struct SoundMastery {
    /// Which sound.
    pub phone: Phone,
    /// How often it was said.
    pub times: usize,
    /// How well it goes now, 0 to 100: the mean of the last 20 readings that have it, each counted once. The interval says
    /// how far another 20 might lie.
    pub score: Rated,
    /// What was heard instead and how often, the most frequent first.
    pub heard: Vec<(Phone, usize)>,
    /// Day by day, the earliest first.
    pub days: Vec<SoundDay>,
}

/// One sound on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoundDay {
    /// Days from 1 January 1970.
    pub day: i32,
    /// How often it was said.
    pub times: usize,
    /// Mean score.
    pub score: f64,
}

/// What one sound has come to.
#[derive(Default)]
struct Tally {
    times: usize,
    readings: Vec<f64>,
    heard: BTreeMap<Phone, usize>,
    days: BTreeMap<i32, (usize, f64)>,
}

/// How well each sound goes, the weakest first. `readings` are in the order in which they were made, each with its day;
/// all must come from the same version of the scorer. Words that were left out say nothing about their sounds.
pub fn mastery<'a>(readings: impl IntoIterator<Item = (i32, &'a Pronunciation)>) -> Vec<SoundMastery> {
    let mut sounds: BTreeMap<Phone, Tally> = BTreeMap::new();
    for (day, reading) in readings {
        let mut here: BTreeMap<Phone, (usize, f64)> = BTreeMap::new();
        let said = reading
            .words
            .iter()
            .filter(|word| word.state != domain::ScoredWordState::LeftOut);
        for phone in said.flat_map(|word| &word.phones) {
            let (times, sum) = here.entry(phone.phone).or_default();
            *times += 1;
            *sum += phone.score.value;
            let other = phone
                .heard
                .first()
                .filter(|_| phone.state == ScoredPhoneState::OtherSound);
            if let Some(other) = other {
                *sounds
                    .entry(phone.phone)
                    .or_default()
                    .heard
                    .entry(other.phone)
                    .or_default() += 1;
            }
        }
        for (phone, (times, sum)) in here {
            let tally = sounds.entry(phone).or_default();
            tally.times += times;
            tally.readings.push(sum / times as f64);
            let of_day = tally.days.entry(day).or_default();
            of_day.0 += times;
            of_day.1 += sum;
        }
    }
    let mut found: Vec<SoundMastery> = sounds
        .into_iter()
        .map(|(phone, tally)| shown(phone, tally))
        .collect();
    found.sort_by(|a, b| a.score.value.total_cmp(&b.score.value));
    found
}

fn shown(phone: Phone, tally: Tally) -> SoundMastery {
    let mut heard: Vec<(Phone, usize)> = tally.heard.into_iter().collect();
    heard.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let days = tally.days.into_iter().map(|(day, (times, sum))| SoundDay {
        day,
        times,
        score: sum / times as f64,
    });
    SoundMastery {
        phone,
        times: tally.times,
        score: rated(&tally.readings[tally.readings.len().saturating_sub(RECENT)..]),
        heard,
        days: days.collect(),
    }
}

/// The mean of readings with its interval; few readings borrow their spread from [`SPREAD`].
fn rated(readings: &[f64]) -> Rated {
    let count = readings.len().max(1) as f64;
    let mean = readings.iter().sum::<f64>() / count;
    let squares: f64 = readings.iter().map(|reading| (reading - mean).powi(2)).sum();
    let variance = (squares + WEIGHT * SPREAD.powi(2)) / (count - 1.0 + WEIGHT);
    let reach = ERRORS * (variance / count).sqrt();
    Rated {
        value: mean,
        interval: Interval {
            low: (mean - reach).max(0.0),
            high: (mean + reach).min(100.0),
            level: LEVEL,
        },
    }
}

#[cfg(test)]
mod tests {
    use domain::{Phone, Pronunciation, ScoredWordState};

    use super::mastery;
    use crate::pronunciation::tests::{phone, reading};

    #[test]
    fn the_weakest_sound_comes_first_and_what_was_heard_is_counted() {
        let first = reading(vec![
            phone(Phone::Th, 20.0, Some(Phone::S)),
            phone(Phone::K, 95.0, None),
        ]);
        let second = reading(vec![phone(Phone::Th, 60.0, None), phone(Phone::Th, 80.0, None)]);
        let found = mastery([(1, &first), (2, &second)]);
        assert_eq!(found[0].phone, Phone::Th);
        assert_eq!(
            (found[0].times, found[0].heard.as_slice()),
            (3, [(Phone::S, 1)].as_slice())
        );
        assert!((found[0].score.value - 45.0).abs() < 1e-9);
        let days: Vec<_> = found[0]
            .days
            .iter()
            .map(|day| (day.day, day.times, day.score))
            .collect();
        assert_eq!(days, [(1, 1, 20.0), (2, 2, 70.0)]);
        assert_eq!(found[1].phone, Phone::K);
    }

    #[test]
    fn more_readings_make_the_interval_narrower_and_old_ones_do_not_count() {
        let bad = reading(vec![phone(Phone::R, 10.0, None)]);
        let good = reading(vec![phone(Phone::R, 90.0, None)]);
        let width = |count: usize| {
            let found = mastery((0..count).map(|day| (day as i32, &good)));
            found[0].score.interval.high - found[0].score.interval.low
        };
        assert!(width(20) < width(5) && width(5) < width(1));
        let better = mastery((0..40).map(|day| (day, if day < 20 { &bad } else { &good })));
        assert!((better[0].score.value - 90.0).abs() < 1e-9);
        assert_eq!((better[0].times, better[0].days.len()), (40, 40));
    }

    #[test]
    fn words_left_out_say_nothing_about_their_sounds() {
        let mut lost: Pronunciation = reading(vec![phone(Phone::L, 5.0, None)]);
        lost.words[0].state = ScoredWordState::LeftOut;
        assert!(mastery([(1, &lost)]).is_empty());
    }
}
