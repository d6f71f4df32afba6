//! The durable pipeline: from an upload to its report, one job a file (`work/`).
//!
//! The table of jobs is the truth. What a job finds, the job that follows and that this one is done are written in one
//! transaction, under a lease that only one worker has; so every job is begun at least once and counts exactly once. A bus
//! may wake workers sooner than they look by themselves; nothing depends on it.
//!
//! Not here: which engines listen ([`Engines`] is a trait), and who may ask for what.

mod analysis;
mod backoff;
mod bus;
mod engines;
pub mod events;
mod failure;
mod heard;
mod kinds;
mod memory;
mod outbox;
mod settle;
mod slots;
mod sounds;
pub mod start;
mod stop;
mod sweep;
mod task;
pub mod trace;
mod try_once;
mod work;
mod worker;

pub use analysis::analysis;
pub use backoff::{Chance, backoff};
pub use bus::{Bus, BusError, BusSettings};
pub use engines::{Engines, Lane};
pub use kinds::{AtOnce, KINDS, Kind, Of};
pub use memory::{MEMORY_AUDIO_BYTES, MemoryAudio, MemoryFull};
pub use sounds::DECODED_BYTES;
pub use start::NotStarted;
pub use work::rescore::now as rescore;
pub use worker::{Timings, UnknownKind, Worker, WorkerParts};
