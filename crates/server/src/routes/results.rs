//! What was found in a session.

pub(crate) mod analysis;
pub(crate) mod drills;
pub(crate) mod fluency;
pub(crate) mod metrics;
pub(crate) mod minutes;
pub(crate) mod prosody;
pub(crate) mod reports;
pub(crate) mod scores;
pub(crate) mod sounds;
pub(crate) mod transcript;
