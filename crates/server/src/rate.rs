//! How often something may be done, by whatever key: an address, an account, an org.

mod redis;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use domain::Clock;
use futures::future::BoxFuture;

pub use redis::RedisLimiter;

/// Keys that are remembered at once. Past it, those that are closest to being free again are forgotten.
const KEYS: usize = 100_000;

/// So many at once, and all of them back after a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How many at once; 1 or more.
    pub burst: u32,
    /// After how long all of them are back; each comes back after its share of it.
    pub per: Duration,
}

/// Counts what is done, and says when it is too much.
pub trait Limiter: Send + Sync {
    /// Counts one for `key`, unless it is too much: then says how long to wait.
    fn check<'a>(&'a self, key: &'a str, quota: Quota) -> BoxFuture<'a, Result<(), Duration>>;
}

/// A [`Limiter`] in the memory of this process.
///
/// For each key stands one time: when all of its quota will be back (the generic cell rate algorithm).
pub struct MemoryLimiter {
    clock: Arc<dyn Clock>,
    full_again: Mutex<HashMap<String, i64>>,
}

impl MemoryLimiter {
    /// A limiter that has seen nothing yet and goes by `clock`.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            full_again: Mutex::default(),
        }
    }

    fn count(&self, key: &str, quota: Quota) -> Result<(), Duration> {
        let now = self.clock.now().timestamp_millis();
        let per = i64::try_from(quota.per.as_millis()).unwrap_or(i64::MAX);
        let share = per / i64::from(quota.burst.max(1));
        let mut keys = self.full_again.lock().unwrap_or_else(PoisonError::into_inner);
        // No quota is ever so far off, unless the clock was set back since: then nothing is known of the key.
        let possible = |full_again: &i64| full_again.saturating_sub(now) <= per;
        let seen = keys.get(key).copied().filter(possible);
        let full_again = seen.unwrap_or(now).max(now);
        let next = full_again.saturating_add(share);
        let wait = next.saturating_sub(now).saturating_sub(per);
        if let Ok(wait @ 1..) = u64::try_from(wait) {
            return Err(Duration::from_millis(wait));
        }
        if keys.len() >= KEYS {
            forget(&mut keys, now);
        }
        keys.insert(key.to_owned(), next);
        Ok(())
    }
}

/// Forgets what no longer limits anything; when that is not much, also the half that is closest to it.
fn forget(keys: &mut HashMap<String, i64>, now: i64) {
    keys.retain(|_, full_again| *full_again > now);
    if keys.len() < KEYS / 2 {
        return;
    }
    let mut times: Vec<i64> = keys.values().copied().collect();
    let middle = times.len() / 2;
    let (_, median, _) = times.select_nth_unstable(middle);
    let median = *median;
    keys.retain(|_, full_again| *full_again > median);
}

impl Limiter for MemoryLimiter {
    fn check<'a>(&'a self, key: &'a str, quota: Quota) -> BoxFuture<'a, Result<(), Duration>> {
        Box::pin(std::future::ready(self.count(key, quota)))
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use chrono::TimeDelta;
    use domain::ManualClock;

    use super::{KEYS, MemoryLimiter, Quota};

    const QUOTA: Quota = Quota {
        burst: 3,
        per: Duration::from_secs(30),
    };

    #[test]
    fn a_burst_is_let_through_and_then_one_for_each_share_of_the_time() {
        let clock = Arc::new(ManualClock::default());
        let limiter = MemoryLimiter::new(clock.clone());
        for _ in 0..3 {
            assert_eq!(limiter.count("me", QUOTA), Ok(()));
        }
        assert_eq!(limiter.count("me", QUOTA), Err(Duration::from_secs(10)));
        assert_eq!(limiter.count("you", QUOTA), Ok(()), "everyone has their own");
        clock.advance(TimeDelta::seconds(9));
        assert_eq!(limiter.count("me", QUOTA), Err(Duration::from_secs(1)));
        clock.advance(TimeDelta::seconds(1));
        assert_eq!(limiter.count("me", QUOTA), Ok(()));
        assert!(limiter.count("me", QUOTA).is_err());
        clock.advance(TimeDelta::seconds(30));
        for _ in 0..3 {
            assert_eq!(limiter.count("me", QUOTA), Ok(()));
        }
    }

    #[test]
    fn what_is_refused_does_not_count() {
        let clock = Arc::new(ManualClock::default());
        let limiter = MemoryLimiter::new(clock.clone());
        for _ in 0..100 {
            let _refused_after_three = limiter.count("me", QUOTA);
        }
        clock.advance(TimeDelta::seconds(10));
        assert_eq!(limiter.count("me", QUOTA), Ok(()));
    }

    #[test]
    fn nobody_waits_for_a_clock_that_was_set_back() {
        let clock = Arc::new(ManualClock::default());
        let limiter = MemoryLimiter::new(clock.clone());
        assert_eq!(limiter.count("me", QUOTA), Ok(()));
        clock.advance(TimeDelta::hours(-1));
        for _ in 0..3 {
            assert_eq!(limiter.count("me", QUOTA), Ok(()));
        }
        assert_eq!(limiter.count("me", QUOTA), Err(Duration::from_secs(10)));
    }

    #[test]
    fn it_remembers_only_so_many() {
        let limiter = MemoryLimiter::new(Arc::new(ManualClock::default()));
        for key in 0..KEYS + 10 {
            assert_eq!(limiter.count(&key.to_string(), QUOTA), Ok(()));
        }
        assert!(limiter.full_again.lock().unwrap().len() <= KEYS);
    }
}
