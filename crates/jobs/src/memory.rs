//! Sound of orgs that keep none: in the memory of the process that took it, and nowhere else.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use storage::OrgId;
use uuid::Uuid;

/// Bytes of such sound that one process holds, unless its settings say otherwise.
pub const MEMORY_AUDIO_BYTES: usize = 512 << 20;

/// There is no room for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this recording is not to be stored, and the server's memory for such recordings is full ({} of {} MiB taken): try again in a few minutes", .taken >> 20, .limit >> 20
)]
pub struct MemoryFull {
    /// Bytes that are taken.
    pub taken: usize,
    /// Bytes that there are.
    pub limit: usize,
}

/// Recordings that are in memory alone, by the id of their session or attempt.
#[derive(Debug)]
pub struct MemoryAudio {
    process: String,
    limit: usize,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    bytes: usize,
    sounds: HashMap<Uuid, Entry>,
}

#[derive(Debug)]
struct Entry {
    org: OrgId,
    bytes: Bytes,
    since: DateTime<Utc>,
}

impl MemoryAudio {
    /// Nothing yet; at most `limit` bytes. `process` names this process and no other, not even the same one restarted:
    /// jobs that need the sound are held for it by that name.
    #[must_use]
    pub fn new(process: impl Into<String>, limit: usize) -> Self {
        Self {
            process: process.into(),
            limit,
            held: Mutex::default(),
        }
    }

    /// The process that holds these.
    #[must_use]
    pub fn process(&self) -> &str {
        &self.process
    }

    /// Holds `bytes` as the sound of `subject`, in place of what it had before.
    ///
    /// # Errors
    /// [`MemoryFull`]; what was held before is still held then.
    pub fn put(&self, org: OrgId, subject: Uuid, bytes: Bytes, now: DateTime<Utc>) -> Result<(), MemoryFull> {
        let mut held = self.lock();
        let before = held.sounds.get(&subject).map_or(0, |entry| entry.bytes.len());
        let others = held.bytes - before;
        if bytes.len() > self.limit - others {
            return Err(MemoryFull {
                taken: others,
                limit: self.limit,
            });
        }
        held.bytes = others + bytes.len();
        held.sounds.insert(
            subject,
            Entry {
                org,
                bytes,
                since: now,
            },
        );
        Ok(())
    }

    /// The sound of `subject`, if this process holds it.
    #[must_use]
    pub fn get(&self, subject: Uuid) -> Option<Bytes> {
        self.lock().sounds.get(&subject).map(|entry| entry.bytes.clone())
    }

    /// Lets go of the sound of `subject`.
    pub fn forget(&self, subject: Uuid) {
        let mut held = self.lock();
        if let Some(entry) = held.sounds.remove(&subject) {
            held.bytes -= entry.bytes.len();
        }
    }

    /// Bytes that are held now.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.lock().bytes
    }

    /// Whether nothing is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lock().sounds.is_empty()
    }

    /// Whose sound has been held since before `then`.
    pub(crate) fn older_than(&self, then: DateTime<Utc>) -> Vec<(OrgId, Uuid)> {
        let held = self.lock();
        let old = held.sounds.iter().filter(|(_, entry)| entry.since < then);
        old.map(|(subject, entry)| (entry.org, *subject)).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use chrono::{DateTime, Utc};
    use storage::OrgId;
    use uuid::Uuid;

    use super::{MemoryAudio, MemoryFull};

    const ORG: OrgId = OrgId(Uuid::nil());
    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn bytes(count: usize) -> Bytes {
        Bytes::from(vec![1; count])
    }

    #[test]
    fn what_is_held_is_bounded_and_the_refusal_says_so() {
        let memory = MemoryAudio::new("here", 3 << 20);
        let (one, two) = (Uuid::new_v4(), Uuid::new_v4());
        memory.put(ORG, one, bytes(2 << 20), NOW).unwrap();
        let full = memory.put(ORG, two, bytes(2 << 20), NOW).unwrap_err();
        assert_eq!(
            full,
            MemoryFull {
                taken: 2 << 20,
                limit: 3 << 20
            }
        );
        assert!(full.to_string().contains("2 of 3 MiB"), "{full}");
        assert_eq!(memory.get(two), None);
        memory.forget(one);
        memory.put(ORG, two, bytes(2 << 20), NOW).unwrap();
        assert_eq!((memory.get(one), memory.bytes()), (None, 2 << 20));
    }

    #[test]
    fn a_second_recording_takes_the_place_of_the_first() {
        let memory = MemoryAudio::new("here", 10);
        let subject = Uuid::new_v4();
        memory.put(ORG, subject, bytes(8), NOW).unwrap();
        memory.put(ORG, subject, bytes(10), NOW).unwrap();
        assert!(memory.put(ORG, subject, bytes(11), NOW).is_err());
        assert_eq!((memory.bytes(), memory.get(subject).unwrap().len()), (10, 10));
        memory.forget(subject);
        memory.forget(subject);
        assert!(memory.is_empty() && memory.bytes() == 0);
    }
}
