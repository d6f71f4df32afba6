//! Time as a parameter: what asks for the time, and a clock for tests that stands until it is told to move.
//!
//! The clock of the machine is not here: it lives in `viva`. Our crates take `chrono` without its `clock` feature, and
//! where another crate turns it on, `clippy.toml` refuses `Utc::now`.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

/// Where the time comes from.
///
/// Implementations return whole milliseconds, which is what every database keeps: a time that was written and read back
/// equals itself.
pub trait Clock: Send + Sync + 'static {
    /// Now, in whole milliseconds.
    fn now(&self) -> DateTime<Utc>;
}

impl<C: Clock + ?Sized> Clock for std::sync::Arc<C> {
    fn now(&self) -> DateTime<Utc> {
        (**self).now()
    }
}

/// A clock for tests. It stands still until it is set or moved, and can be shared between threads.
#[derive(Debug)]
pub struct ManualClock {
    /// Milliseconds since 1970, within what `DateTime` can hold.
    millis: AtomicI64,
}

impl ManualClock {
    /// A clock that stands at `now`, cut to milliseconds.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Self {
        Self {
            millis: AtomicI64::new(now.timestamp_millis()),
        }
    }

    /// Puts the clock at `now`, cut to milliseconds; it may go back.
    pub fn set(&self, now: DateTime<Utc>) {
        self.millis.store(now.timestamp_millis(), Ordering::SeqCst);
    }

    /// Moves the clock by `delta`, which may be negative. Stops at the last moment that `DateTime` can hold.
    pub fn advance(&self, delta: TimeDelta) {
        let moved = |millis: i64| {
            Some(
                millis
                    .saturating_add(delta.num_milliseconds())
                    .clamp(EARLIEST, LATEST),
            )
        };
        // The closure always returns a value, so that the update cannot be refused.
        let _ = self
            .millis
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, moved);
    }
}

const EARLIEST: i64 = DateTime::<Utc>::MIN_UTC.timestamp_millis();
const LATEST: i64 = DateTime::<Utc>::MAX_UTC.timestamp_millis();

impl Default for ManualClock {
    /// Stands at 1 January 2026, 12:00 UTC.
    fn default() -> Self {
        Self {
            millis: AtomicI64::new(1_767_268_800_000),
        }
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.millis.load(Ordering::SeqCst)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::{DateTime, TimeDelta, Utc};

    use super::{Clock, ManualClock};

    #[test]
    fn it_stands_until_it_is_moved() {
        let clock = ManualClock::default();
        assert_eq!(clock.now().to_rfc3339(), "2026-01-01T12:00:00+00:00");
        assert_eq!(clock.now(), clock.now());
        clock.advance(TimeDelta::minutes(90));
        assert_eq!(clock.now().to_rfc3339(), "2026-01-01T13:30:00+00:00");
        clock.advance(TimeDelta::days(-1));
        assert_eq!(clock.now().to_rfc3339(), "2025-12-31T13:30:00+00:00");
    }

    #[test]
    fn it_keeps_whole_milliseconds() {
        let clock = ManualClock::at(DateTime::from_timestamp_nanos(1_500_999_999));
        assert_eq!(clock.now().timestamp_nanos_opt(), Some(1_500_000_000));
        clock.set(DateTime::from_timestamp_nanos(7_000_001));
        assert_eq!(clock.now().timestamp_nanos_opt(), Some(7_000_000));
    }

    #[test]
    fn it_stops_at_the_end_of_time() {
        let clock = ManualClock::default();
        clock.advance(TimeDelta::MAX);
        assert!(clock.now() > DateTime::<Utc>::MAX_UTC - TimeDelta::seconds(1));
    }

    #[test]
    fn everyone_who_shares_it_sees_it_move() {
        let clock = Arc::new(ManualClock::default());
        let other: Arc<dyn Clock> = clock.clone();
        let before = other.now();
        clock.advance(TimeDelta::seconds(1));
        assert_eq!(Clock::now(&other) - before, TimeDelta::seconds(1));
    }
}
