//! Trying again while a server or the way to it is away.

use std::{thread, time::Duration};

use super::api::{Answer, Trouble};

/// Tries before giving up: with the waits between them, about two minutes.
const TRIES: u32 = 9;

/// The first wait; each next is twice as long.
const FIRST: Duration = Duration::from_millis(500);

/// The longest wait.
const LONGEST: Duration = Duration::from_secs(30);

/// How often in a row something has failed.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    failed: u32,
}

impl Patience {
    /// Waits before the next try, or gives the trouble back when it will not pass.
    pub(crate) fn wait(&mut self, trouble: Trouble) -> Result<(), Trouble> {
        self.failed += 1;
        if !trouble.may_pass() || self.failed >= TRIES {
            return Err(trouble);
        }
        let usual = FIRST * 2_u32.saturating_pow(self.failed - 1);
        thread::sleep(trouble.retry_after().unwrap_or(usual).min(LONGEST));
        Ok(())
    }

    /// It went well: the next trouble is the first again.
    pub(crate) fn reset(&mut self) {
        self.failed = 0;
    }
}

/// Asks until there is an answer or a problem that will not pass. What is asked must do no harm when it is done twice.
pub(crate) fn patiently<T>(mut ask: impl FnMut() -> Answer<T>) -> Answer<T> {
    let mut patience = Patience::default();
    loop {
        match ask() {
            Ok(answer) => return Ok(answer),
            Err(trouble) => patience.wait(trouble)?,
        }
    }
}
