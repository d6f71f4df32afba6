//! How long to wait before a job is tried again.

use std::{fmt, sync::Arc, time::Duration};

use uuid::Uuid;

/// The wait doubles with every try up to this.
const LONGEST: Duration = Duration::from_secs(300);

/// Chance as a parameter: each call gives a number from 0 up to and without 1.
#[derive(Clone)]
pub struct Chance(Arc<dyn Fn() -> f64 + Send + Sync>);

impl Chance {
    /// Chance from `source`.
    #[must_use]
    pub fn new(source: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(source))
    }

    /// Chance from the operating system's random bits.
    #[must_use]
    pub fn random() -> Self {
        // The last 32 bits of a UUID of version 4 are random throughout.
        Self::new(|| f64::from(Uuid::new_v4().as_u128() as u32) / (f64::from(u32::MAX) + 1.0))
    }

    fn draw(&self) -> f64 {
        (self.0)()
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chance")
    }
}

/// The wait after the try number `tries` (from 1) went wrong: `2^tries` seconds, at most five minutes, of which the
/// upper half is left to chance, so that jobs that failed together do not come back together.
#[must_use]
pub fn backoff(tries: i32, chance: &Chance) -> Duration {
    let doubled = 2_f64.powi(tries.clamp(0, 30)).min(LONGEST.as_secs_f64());
    Duration::from_secs_f64(doubled * (0.5 + 0.5 * chance.draw()))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Chance, backoff};

    #[test]
    fn the_wait_doubles_and_ends_at_five_minutes() {
        let most = Chance::new(|| 0.999_999);
        let seconds: Vec<_> = (1..=10)
            .map(|tries| backoff(tries, &most).as_secs_f64().round())
            .collect();
        assert_eq!(
            seconds,
            [2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 300.0, 300.0]
        );
    }

    #[test]
    fn chance_spreads_the_wait_over_its_upper_half() {
        assert_eq!(backoff(4, &Chance::new(|| 0.0)), Duration::from_secs(8));
        assert_eq!(backoff(4, &Chance::new(|| 0.5)), Duration::from_secs(12));
        let random = Chance::random();
        for _ in 0..1000 {
            let wait = backoff(4, &random).as_secs_f64();
            assert!((8.0..16.0).contains(&wait), "{wait}");
        }
    }

    #[test]
    fn any_count_of_tries_gives_a_wait() {
        for tries in [i32::MIN, -1, 0, i32::MAX] {
            assert!(backoff(tries, &Chance::random()) <= Duration::from_secs(300));
        }
    }
}
