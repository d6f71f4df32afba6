//! Intervals by resampling stretches of the recording (`docs/scoring.md` has the formulae).

use domain::Interval;

use super::{measures::Measure, random::Random, tally::Tally};

/// Times that the recording is put together anew.
pub(crate) const RESAMPLES: usize = 800;

/// Probability that an interval holds the true value.
pub(crate) const LEVEL: f64 = 0.8;

/// Words of a window of the variety of words, which reaches over a stretch's ends.
const WINDOW_WORDS: f64 = 50.0;

/// What one measure came to, and what it might have come to.
#[derive(Clone, Debug)]
pub(crate) struct Resampled {
    pub(crate) measure: &'static Measure,
    /// Over the whole recording.
    pub(crate) value: f64,
    /// One for each resample; the same resample has the same place in every measure.
    pub(crate) draws: Vec<f64>,
}

/// Takes each of `measures` over the whole recording and over resamples of its stretches. A measure without a value is
/// left out. `doubting` adds the measuring's own errors.
pub(crate) fn resample(
    measures: &[&'static Measure],
    stretches: &[Tally],
    seed: u64,
    doubting: bool,
) -> Vec<Resampled> {
    let mut whole = Tally::default();
    stretches.iter().for_each(|stretch| whole.add(stretch));
    let mut taken: Vec<_> = measures
        .iter()
        .filter_map(|measure| {
            Some((
                *measure,
                (measure.value)(&whole).filter(|value| value.is_finite())?,
            ))
        })
        .map(|(measure, value)| Resampled {
            measure,
            value,
            draws: Vec::with_capacity(RESAMPLES),
        })
        .collect();
    let mut random = Random::new(seed);
    let mut drawn = Tally::default();
    for _ in 0..RESAMPLES {
        drawn.clear();
        for _ in stretches {
            drawn.add(&stretches[random.index(stretches.len())]);
        }
        for one in &mut taken {
            one.draws.push((one.measure.value)(&drawn).unwrap_or(one.value));
        }
    }
    for one in &mut taken {
        widen(one, stretches.len(), &whole);
        doubt(one, &whole, seed, doubting);
        one.draws
            .iter_mut()
            .for_each(|draw| *draw = draw.clamp(0.0, one.measure.most));
    }
    taken
}

/// Takes the bias of resampling out and widens the draws. What resampling does to the value (a standard deviation
/// shrinks, for one), recording did before, so the draws are centred as far on the other side. `n` stretches resampled
/// vary by `sqrt((n − 1) / n)` too little, and few of them leave their own spread uncertain, for which Student's t
/// stands in for the normal.
fn widen(one: &mut Resampled, stretches: usize, whole: &Tally) {
    let count = stretches as f64;
    let centre = one.draws.iter().sum::<f64>() / one.draws.len().max(1) as f64;
    let windows = if one.measure.key == "mattr" {
        1.0 + WINDOW_WORDS * count / whole.words.max(1.0)
    } else {
        1.0
    };
    let factor =
        (windows * count / (count - 1.0).max(1.0)).sqrt() * t_over_normal(stretches.saturating_sub(1));
    let corrected = one.value - (centre - one.value);
    one.draws
        .iter_mut()
        .for_each(|draw| *draw = corrected + factor * (*draw - centre));
}

/// Allows for rare events, and with `doubting` adds the measuring's own errors: one random number a draw, the same for
/// measures that err together. Each has its own random numbers, so that no draw depends on which others are taken.
fn doubt(one: &mut Resampled, whole: &Tally, seed: u64, doubting: bool) {
    let (mut rare, mut error) = (
        named(seed, one.measure.key),
        named(!seed, errs_with(one.measure.key)),
    );
    let doubt = one.measure.doubt;
    for draw in &mut one.draws {
        *draw = doubt.allow_for_rare(*draw, whole, &mut rare);
        if doubting {
            *draw = doubt.err(*draw, whole, &mut error);
        }
    }
}

/// Random numbers of a name's own.
fn named(seed: u64, name: &str) -> Random {
    Random::new(
        name.bytes()
            .fold(seed, |mixed, byte| mixed.rotate_left(7) ^ u64::from(byte)),
    )
}

/// What a measure's errors come from: measures that share it err in the same direction.
fn errs_with(key: &'static str) -> &'static str {
    match key {
        "pitch_sd_semitones" | "pitch_range_semitones" => "pitch track",
        "loudness_variation_db" | "phrase_loudness_variation_db" => "intensity track",
        "repetitions_per_100_words" | "restarts_per_100_words" => "words the recogniser smooths away",
        "pauses_inside_share" | "inside_pauses_per_minute" => "places of pauses",
        alone => alone,
    }
}

/// The 90 % point of Student's t over that of the normal, by degrees of freedom (tables; past 30 they hardly differ).
pub(crate) fn t_over_normal(freedom: usize) -> f64 {
    const T: [f64; 10] = [
        3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372,
    ];
    const NORMAL: f64 = 1.2816;
    match freedom {
        0 => T[0] / NORMAL,
        1..=10 => T[freedom - 1] / NORMAL,
        // Cornish & Fisher's first term, right to 0.1 % here.
        _ => 1.0 + (NORMAL * NORMAL + 1.0) / (4.0 * freedom as f64),
    }
}

/// The middle 80 % of `draws`, stretched where needed to hold `value`.
pub(crate) fn interval(draws: &[f64], value: f64) -> Interval {
    let mut sorted = draws.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = share * (sorted.len().max(1) - 1) as f64;
        let below = sorted.get(place.floor() as usize).copied().unwrap_or(value);
        let above = sorted.get(place.ceil() as usize).copied().unwrap_or(value);
        below + (above - below) * place.fract()
    };
    let tail = (1.0 - LEVEL) / 2.0;
    Interval {
        low: at(tail).min(value),
        high: at(1.0 - tail).max(value),
        level: LEVEL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::measures::find;

    fn stretch(words: f64) -> Tally {
        Tally {
            seconds: 12.0,
            words,
            ..Tally::default()
        }
    }

    fn pace_of(stretches: &[Tally], doubting: bool) -> Resampled {
        resample(&[find("words_per_minute").unwrap()], stretches, 1, doubting).remove(0)
    }

    #[test]
    fn equal_stretches_leave_only_the_doubt_of_measuring() {
        let stretches = vec![stretch(30.0); 6];
        let exact = pace_of(&stretches, false);
        assert_eq!(
            interval(&exact.draws, exact.value),
            Interval {
                low: 150.0,
                high: 150.0,
                level: 0.8
            }
        );
        let doubted = pace_of(&stretches, true);
        let found = interval(&doubted.draws, doubted.value);
        assert!(
            (found.high - found.low - 2.0 * 1.28 * 1.5).abs() < 0.8,
            "{found:?}"
        );
    }

    #[test]
    fn fewer_stretches_make_a_wider_interval() {
        let width = |times: usize| {
            let stretches: Vec<_> = [20.0, 30.0, 40.0]
                .repeat(times)
                .into_iter()
                .map(stretch)
                .collect();
            let pace = pace_of(&stretches, true);
            let found = interval(&pace.draws, pace.value);
            found.high - found.low
        };
        assert!(width(1) > 1.5 * width(3) && width(3) > 1.5 * width(12));
    }

    #[test]
    fn a_measure_does_not_depend_on_which_others_are_taken() {
        let stretches: Vec<_> = [20.0, 30.0, 40.0, 35.0].into_iter().map(stretch).collect();
        let both = [
            find("phonation_share").unwrap(),
            find("words_per_minute").unwrap(),
        ];
        assert_eq!(
            resample(&both, &stretches, 1, true)[1].draws,
            pace_of(&stretches, true).draws
        );
    }

    #[test]
    fn what_cannot_be_measured_is_left_out() {
        let pitch = find("pitch_sd_semitones").unwrap();
        assert!(resample(&[pitch], &[stretch(30.0), stretch(20.0)], 1, true).is_empty());
    }

    #[test]
    fn the_t_factor_falls_towards_one() {
        let factors: Vec<_> = (1..60).map(t_over_normal).collect();
        assert!(factors.windows(2).all(|pair| pair[1] < pair[0]), "{factors:?}");
        assert!(factors[58] < 1.02);
    }
}
