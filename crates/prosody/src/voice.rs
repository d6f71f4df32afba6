//! Jitter and shimmer: how much period and amplitude change from one cycle to the next (Praat: Voice 2. Jitter,
//! Voice 3. Shimmer).

use domain::{Jitter, Shimmer};

use crate::sound::Sound;
use crate::stats::mean;

/// Which cycles count. [`Default`] gives Praat's standard values.
#[derive(Clone, Debug, PartialEq)]
pub struct CycleSettings {
    /// Shortest period, seconds.
    pub shortest: f64,
    /// Longest period, seconds.
    pub longest: f64,
    /// The most that neighbouring periods may differ, as the ratio of the longer to the shorter.
    pub period_factor: f64,
    /// The same for amplitudes.
    pub amplitude_factor: f64,
}

impl Default for CycleSettings {
    fn default() -> Self {
        Self {
            shortest: 1e-4,
            longest: 0.02,
            period_factor: 1.3,
            amplitude_factor: 1.6,
        }
    }
}

impl CycleSettings {
    fn is_period(&self, seconds: f64) -> bool {
        (self.shortest..=self.longest).contains(&seconds)
    }

    /// Whether all of `periods` are periods and neighbours are alike.
    fn are_regular(&self, periods: &[f64]) -> bool {
        periods.iter().all(|period| self.is_period(*period))
            && periods
                .windows(2)
                .all(|pair| ratio(pair[0], pair[1]) <= self.period_factor)
    }
}

/// The larger over the smaller.
fn ratio(a: f64, b: f64) -> f64 {
    if a > b { a / b } else { b / a }
}

/// Jitter of the periods that `points` (seconds, in order) bound.
#[must_use]
pub fn jitter(points: &[f64], settings: &CycleSettings) -> Jitter {
    let periods: Vec<f64> = points.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let Some(typical) = mean_period(&periods, settings) else {
        return Jitter::default();
    };
    let perturbation = |width: usize| perturbation(&periods, width, settings).map(|mean| mean / typical);
    Jitter {
        local: perturbation(2),
        rap: perturbation(3),
        ppq5: perturbation(5),
    }
}

/// How far the middle one of `width` neighbouring periods lies from their mean, on average; for two, how far they lie
/// apart. Only over regular runs; `None` with fewer than two periods that are left.
fn perturbation(periods: &[f64], width: usize, settings: &CycleSettings) -> Option<f64> {
    let regular = periods.windows(width).filter(|run| settings.are_regular(run));
    let distances: Vec<f64> = regular.map(distance).collect();
    mean(&distances)
}

/// The middle value's distance from the mean; of two values, one's distance from the other.
fn distance(run: &[f64]) -> f64 {
    match run {
        [a, b] => (a - b).abs(),
        _ => (run[run.len() / 2] - run.iter().sum::<f64>() / run.len() as f64).abs(),
    }
}

/// The mean over the periods that are neither too short nor too long nor at odds with both neighbours.
fn mean_period(periods: &[f64], settings: &CycleSettings) -> Option<f64> {
    let at_odds = |index: usize, neighbour: Option<&f64>| {
        neighbour.map(|neighbour| ratio(periods[index], *neighbour) > settings.period_factor)
    };
    let kept: Vec<f64> = (0..periods.len())
        .filter(|index| settings.is_period(periods[*index]))
        .filter(|index| {
            let before = index.checked_sub(1).and_then(|before| periods.get(before));
            let neighbours = (at_odds(*index, before), at_odds(*index, periods.get(index + 1)));
            neighbours != (Some(true), Some(true))
        })
        .map(|index| periods[index])
        .collect();
    mean(&kept)
}

/// Shimmer of `samples` at `rate` over the periods that `points` bound.
#[must_use]
pub fn shimmer(samples: &[f32], rate: u32, points: &[f64], settings: &CycleSettings) -> Shimmer {
    let Some(sound) = Sound::new(samples, rate) else {
        return Shimmer::default();
    };
    let cycles = amplitudes(&sound, points, settings);
    Shimmer {
        local: amplitude_perturbation(&cycles, 2, settings),
        apq3: amplitude_perturbation(&cycles, 3, settings),
        apq5: amplitude_perturbation(&cycles, 5, settings),
    }
}

/// A point and the amplitude around it.
struct Cycle {
    time: f64,
    amplitude: f64,
}

/// The amplitude at each point between two regular periods.
fn amplitudes(sound: &Sound<'_>, points: &[f64], settings: &CycleSettings) -> Vec<Cycle> {
    let around = points.windows(3).filter_map(|points| {
        let [before, after] = [points[1] - points[0], points[2] - points[1]];
        let amplitude = settings
            .are_regular(&[before, after])
            .then(|| root_mean_square(sound, points[1], before, after))??;
        (amplitude > 0.0).then_some(Cycle {
            time: points[1],
            amplitude,
        })
    });
    around.collect()
}

/// Root mean square around `time` under a Hann window that reaches a fifth of a period to each side.
fn root_mean_square(sound: &Sound<'_>, time: f64, before: f64, after: f64) -> Option<f64> {
    let (reach_left, reach_right) = (0.2 * before, 0.2 * after);
    let first = sound.index_above(time - reach_left).max(0);
    let part = sound.slice(first, sound.index_below(time + reach_right));
    if part.len() < 3 {
        return None;
    }
    let (mut power, mut weight) = (0.0, 0.0);
    for (offset, sample) in part.iter().enumerate() {
        let away = sound.time(first as f64 + offset as f64) - time;
        let reach = if away < 0.0 { reach_left } else { reach_right };
        let window = 0.5 + 0.5 * (std::f64::consts::PI * away / reach).cos();
        power += (f64::from(*sample) * window).powi(2);
        weight += window * window;
    }
    Some((power / weight).sqrt())
}

/// As [`perturbation`] for amplitudes, relative to the mean amplitude; like Praat, the mean leaves out the last one.
fn amplitude_perturbation(cycles: &[Cycle], width: usize, settings: &CycleSettings) -> Option<f64> {
    let mut distances = Vec::new();
    let mut values = [0.0; 5];
    for run in cycles.windows(width) {
        for (value, cycle) in values.iter_mut().zip(run) {
            *value = cycle.amplitude;
        }
        let values = &values[..width];
        let together = run
            .windows(2)
            .all(|pair| settings.is_period(pair[1].time - pair[0].time));
        if together
            && values
                .windows(2)
                .all(|pair| ratio(pair[0], pair[1]) <= settings.amplitude_factor)
        {
            distances.push(distance(values));
        }
    }
    let (_, all_but_last) = cycles.split_last()?;
    let typical: Vec<f64> = all_but_last.iter().map(|cycle| cycle.amplitude).collect();
    Some(mean(&distances)? / mean(&typical)?)
}

#[cfg(test)]
mod tests {
    use super::{CycleSettings, jitter, shimmer};

    fn points(periods: impl IntoIterator<Item = f64>) -> Vec<f64> {
        let mut time = 0.1;
        let mut points = vec![time];
        for period in periods {
            time += period;
            points.push(time);
        }
        points
    }

    #[test]
    fn even_periods_have_no_jitter() {
        let jitter = jitter(&points(vec![0.01; 50]), &CycleSettings::default());
        assert!(jitter.local.unwrap() < 1e-12);
        assert!(jitter.ppq5.unwrap() < 1e-12);
    }

    #[test]
    fn periods_that_alternate_by_two_percent_have_that_jitter() {
        let periods = (0..100).map(|i| if i % 2 == 0 { 0.0101 } else { 0.0099 });
        let jitter = jitter(&points(periods), &CycleSettings::default());
        assert!((jitter.local.unwrap() - 0.02).abs() < 1e-6);
        // The middle one of three lies two thirds of the difference from their mean.
        assert!((jitter.rap.unwrap() - 0.02 * 2.0 / 3.0).abs() < 1e-6);
        // Of five it is two fifths.
        assert!((jitter.ppq5.unwrap() - 0.02 * 0.4).abs() < 1e-6);
    }

    #[test]
    fn a_gap_between_voiced_stretches_is_no_period() {
        let mut times = points(vec![0.01; 20]);
        times.extend(points(vec![0.01; 20]).iter().map(|time| time + 1.0));
        assert!(jitter(&times, &CycleSettings::default()).local.unwrap() < 1e-12);
    }

    #[test]
    fn amplitudes_that_alternate_by_a_tenth_have_that_shimmer() {
        let times = points(vec![0.01; 80]);
        let samples: Vec<f32> = (0..16_000)
            .map(|i| {
                let cycle = ((f64::from(i) + 0.5) / 16_000.0 - 0.1) / 0.01;
                if (cycle + 0.5).floor().rem_euclid(2.0) == 0.0 {
                    0.525
                } else {
                    0.475
                }
            })
            .collect();
        let shimmer = shimmer(&samples, 16_000, &times, &CycleSettings::default());
        assert!((shimmer.local.unwrap() - 0.1).abs() < 1e-3, "{shimmer:?}");
        assert!(
            (shimmer.apq3.unwrap() - 0.1 * 2.0 / 3.0).abs() < 1e-3,
            "{shimmer:?}"
        );
    }

    #[test]
    fn one_period_is_not_enough() {
        assert_eq!(jitter(&[0.1, 0.11], &CycleSettings::default()).local, None);
        assert_eq!(shimmer(&[], 16_000, &[], &CycleSettings::default()).local, None);
    }
}
