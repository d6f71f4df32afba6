//! The clocks of this process: the libraries have none.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};
use domain::Clock;

/// The clock of the machine, in whole milliseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the binary owns the clock")]
    fn now(&self) -> DateTime<Utc> {
        // A clock before 1970 or past what a time can say is no clock: the start of time then.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let millis = i64::try_from(since.as_millis()).unwrap_or_default();
        DateTime::from_timestamp_millis(millis).unwrap_or_default()
    }
}

/// A moment to measure from.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "the binary owns the clock")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// Seconds since the start.
    pub(crate) fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, SubsecRound};
    use domain::Clock;

    use super::SystemClock;

    #[test]
    fn it_tells_whole_milliseconds_of_these_years() {
        let now = SystemClock.now();
        assert!(now.year() >= 2025, "{now}");
        assert_eq!(now, now.trunc_subsecs(3));
    }
}
