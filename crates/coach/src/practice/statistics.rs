//! How reading aloud goes over time, from attempts with their days. Days are numbers: which day it is now, and where the
//! learner's midnight lies, the caller knows.

use std::collections::BTreeMap;

use domain::{
    Direction, Interval, Language, PastAttempt, PracticeDay, PracticeLanguage, PracticeStatistics,
    PracticeTally, PracticeTrend, Streak,
};

use crate::score::t_over_normal;

/// 90 % point of the normal distribution: the middle 80 % lies within it on both sides.
const NORMAL: f64 = 1.2816;
/// Fewer days make no trend: a straight line fits any two points.
const LEAST_DAYS: usize = 3;
/// Slopes closer to zero than this, in points a day, are rounding.
const ROUNDING: f64 = 1e-9;

/// Statistics of `attempts` in any order, as of day `today` (see [`PastAttempt::day`]).
#[must_use]
pub fn statistics(attempts: &[PastAttempt], today: i32) -> PracticeStatistics {
    let all: Vec<&PastAttempt> = attempts.iter().collect();
    let days = by_day(&all);
    PracticeStatistics {
        total: tally(&all),
        by_day: days
            .iter()
            .map(|(&day, attempts)| PracticeDay {
                day,
                tally: tally(attempts),
            })
            .collect(),
        by_language: by_language(&all),
        trend: trend(&days),
        streak: streak(days.keys().copied(), today),
    }
}

type Days<'a> = BTreeMap<i32, Vec<&'a PastAttempt>>;

fn by_day<'a>(attempts: &[&'a PastAttempt]) -> Days<'a> {
    let mut days = Days::new();
    for attempt in attempts {
        days.entry(attempt.day).or_default().push(attempt);
    }
    days
}

fn by_language(attempts: &[&PastAttempt]) -> Vec<PracticeLanguage> {
    let mut groups: BTreeMap<&'static str, (Language, Vec<&PastAttempt>)> = BTreeMap::new();
    for attempt in attempts {
        let language = attempt.language;
        let group = groups.entry(language.code()).or_insert((language, Vec::new()));
        group.1.push(attempt);
    }
    let mut languages: Vec<_> = groups
        .into_values()
        .map(|(language, attempts)| PracticeLanguage {
            language,
            tally: tally(&attempts),
            last_day: attempts
                .iter()
                .map(|attempt| attempt.day)
                .max()
                .unwrap_or_default(),
            trend: trend(&by_day(&attempts)),
        })
        .collect();
    languages.sort_by_key(|group| std::cmp::Reverse(group.tally.attempts));
    languages
}

fn tally(attempts: &[&PastAttempt]) -> PracticeTally {
    PracticeTally {
        attempts: attempts.len(),
        correct: attempts.iter().filter(|attempt| attempt.correct).count(),
        mean_accuracy: mean(attempts),
    }
}

fn mean(attempts: &[&PastAttempt]) -> Option<f64> {
    let sum: f64 = attempts.iter().map(|attempt| attempt.accuracy).sum();
    (!attempts.is_empty()).then(|| sum / attempts.len() as f64)
}

/// Ordinary least squares through the means of the days. Days count alike, however much was practised: the attempts of
/// one day share mood, room and sentences, and are no independent draws.
fn trend(days: &Days<'_>) -> Option<PracticeTrend> {
    let points: Vec<(f64, f64)> = days
        .iter()
        .filter_map(|(&day, attempts)| Some((f64::from(day), mean(attempts)?)))
        .collect();
    if points.len() < LEAST_DAYS {
        return None;
    }
    let count = points.len() as f64;
    let (day, accuracy) = points
        .iter()
        .fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
    let (day, accuracy) = (day / count, accuracy / count);
    let spread: f64 = points.iter().map(|point| (point.0 - day).powi(2)).sum();
    let together: f64 = points
        .iter()
        .map(|point| (point.0 - day) * (point.1 - accuracy))
        .sum();
    let slope = together / spread;
    let misfit: f64 = points
        .iter()
        .map(|point| (point.1 - accuracy - slope * (point.0 - day)).powi(2))
        .sum();
    let freedom = points.len() - 2;
    let error = (misfit / freedom as f64 / spread).sqrt();
    let reach = NORMAL * t_over_normal(freedom) * error;
    Some(PracticeTrend {
        per_week: 7.0 * slope,
        interval: Interval {
            low: 7.0 * (slope - reach),
            high: 7.0 * (slope + reach),
            level: 0.8,
        },
        direction: direction(slope - reach, slope + reach),
        days: points.len(),
    })
}

fn direction(low: f64, high: f64) -> Direction {
    if low > ROUNDING {
        Direction::Up
    } else if high < -ROUNDING {
        Direction::Down
    } else {
        Direction::NoChange
    }
}

/// `days` in rising order, each once. Days after `today` (a learner who flew west) count for the longest streak only.
fn streak(days: impl Iterator<Item = i32>, today: i32) -> Streak {
    let mut streak = Streak::default();
    let (mut run, mut before) = (0, None);
    for day in days {
        let follows = before.is_some_and(|before: i32| before.checked_add(1) == Some(day));
        run = if follows { run + 1 } else { 1 };
        before = Some(day);
        streak.longest = streak.longest.max(run);
        if day == today || today.checked_sub(1) == Some(day) {
            streak.current = run;
        }
    }
    streak
}

#[cfg(test)]
mod tests {
    use domain::{Direction, Language, PastAttempt, Streak};

    use super::statistics;

    fn on(day: i32, accuracy: f64) -> PastAttempt {
        PastAttempt {
            day,
            language: Language::SPANISH,
            accuracy,
            correct: accuracy >= 80.0,
        }
    }

    fn streak(days: &[i32], today: i32) -> Streak {
        let attempts: Vec<_> = days.iter().map(|day| on(*day, 90.0)).collect();
        statistics(&attempts, today).streak
    }

    #[test]
    fn nothing_practised_is_nothing_claimed() {
        let none = statistics(&[], 20_000);
        assert_eq!(none.total.attempts, 0);
        assert_eq!(none.total.mean_accuracy, None);
        assert!(none.by_day.is_empty() && none.by_language.is_empty());
        assert_eq!(none.trend, None);
        assert_eq!(none.streak, Streak::default());
    }

    #[test]
    fn attempts_are_counted_by_day_and_language() {
        let german = PastAttempt {
            language: Language::GERMAN,
            ..on(4, 50.0)
        };
        let found = statistics(&[on(7, 90.0), german, on(4, 70.0), on(7, 80.0)], 7);
        assert_eq!((found.total.attempts, found.total.correct), (4, 2));
        assert_eq!(found.total.mean_accuracy, Some(72.5));
        let days: Vec<_> = found
            .by_day
            .iter()
            .map(|day| (day.day, day.tally.attempts, day.tally.mean_accuracy))
            .collect();
        assert_eq!(days, [(4, 2, Some(60.0)), (7, 2, Some(85.0))]);
        let languages: Vec<_> = found
            .by_language
            .iter()
            .map(|it| (it.language, it.tally.attempts, it.last_day))
            .collect();
        assert_eq!(languages, [(Language::SPANISH, 3, 7), (Language::GERMAN, 1, 4)]);
    }

    /// Slope and interval worked out by hand: means 60, 70, 74, 84 on days 0, 1, 2, 3 give a slope of 7.6 a day, a
    /// squared misfit of 7.2 and a standard error of sqrt(7.2 / 2 / 5) = 0.849; t(2; 0.9) is 1.886.
    #[test]
    fn a_clear_rise_is_told_with_its_interval() {
        let attempts = [on(0, 60.0), on(1, 65.0), on(1, 75.0), on(2, 74.0), on(3, 84.0)];
        let trend = statistics(&attempts, 3).trend.unwrap();
        assert!((trend.per_week - 53.2).abs() < 1e-9, "{trend:?}");
        let reach = 7.0 * 1.886 * (7.2_f64 / 2.0 / 5.0).sqrt();
        assert!((trend.interval.high - 53.2 - reach).abs() < 0.01, "{trend:?}");
        assert!((trend.interval.low - 53.2 + reach).abs() < 0.01, "{trend:?}");
        assert_eq!((trend.direction, trend.days), (Direction::Up, 4));
    }

    #[test]
    fn a_fall_is_told_too() {
        let attempts: Vec<_> = (0..6).map(|day| on(day, 90.0 - 5.0 * f64::from(day))).collect();
        assert_eq!(statistics(&attempts, 6).trend.unwrap().direction, Direction::Down);
    }

    #[test]
    fn ups_and_downs_are_no_change() {
        let attempts = [on(0, 70.0), on(1, 90.0), on(2, 65.0), on(5, 92.0), on(6, 72.0)];
        assert_eq!(
            statistics(&attempts, 6).trend.unwrap().direction,
            Direction::NoChange
        );
        let level: Vec<_> = (0..9).map(|day| on(day, 83.3)).collect();
        assert_eq!(
            statistics(&level, 9).trend.unwrap().direction,
            Direction::NoChange
        );
    }

    #[test]
    fn two_days_make_no_trend() {
        assert_eq!(
            statistics(&[on(0, 10.0), on(0, 20.0), on(9, 90.0)], 9).trend,
            None
        );
    }

    #[test]
    fn a_streak_lasts_until_a_day_is_missed() {
        assert_eq!(
            streak(&[1, 2, 3, 5, 6], 6),
            Streak {
                current: 2,
                longest: 3
            }
        );
        assert_eq!(
            streak(&[1, 2, 3, 5, 6], 7),
            Streak {
                current: 2,
                longest: 3
            },
            "today may still come"
        );
        assert_eq!(
            streak(&[1, 2, 3, 5, 6], 8),
            Streak {
                current: 0,
                longest: 3
            }
        );
        assert_eq!(
            streak(&[6, 5, 5, 6], 6),
            Streak {
                current: 2,
                longest: 2
            }
        );
        assert_eq!(
            streak(&[-1, 0, 1], 1),
            Streak {
                current: 3,
                longest: 3
            }
        );
        assert_eq!(streak(&[i32::MIN, i32::MAX], i32::MIN).current, 1);
    }
}
