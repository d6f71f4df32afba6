//! Decoded sound, kept for the jobs that need the same recording one after the other. In memory only.

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use audio::Recording;
use chrono::{DateTime, TimeDelta, Utc};
use storage::SessionId;
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::failure::Failure;

/// Bytes of decoded sound that are kept: some two hours and a quarter of it. What is in use is not counted out.
pub const DECODED_BYTES: usize = 512 << 20;

/// Sound that nobody asked for in this time is let go, minutes.
const IDLE_MINUTES: i64 = 5;

/// Whose sound: a session, and which of the recordings that it has had.
type Whose = (SessionId, Uuid);

/// Decoded recordings.
#[derive(Debug)]
pub(crate) struct Sounds {
    limit: usize,
    slots: Mutex<HashMap<Whose, Slot>>,
}

#[derive(Debug)]
struct Slot {
    sound: Arc<OnceCell<Arc<Recording>>>,
    used: DateTime<Utc>,
}

impl Sounds {
    /// Nothing yet, at most `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            slots: Mutex::default(),
        }
    }

    /// The sound of `whose`, from here or from `decode`. Jobs that ask for the same sound at the same time wait for one
    /// decoding.
    pub(crate) async fn get(
        &self,
        whose: Whose,
        now: DateTime<Utc>,
        decode: impl Future<Output = Result<Recording, Failure>>,
    ) -> Result<Arc<Recording>, Failure> {
        let sound = {
            let mut slots = self.lock();
            let slot = slots.entry(whose).or_insert_with(|| Slot {
                sound: Arc::default(),
                used: now,
            });
            slot.used = now;
            slot.sound.clone()
        };
        let recording = sound
            .get_or_try_init(|| async { decode.await.map(Arc::new) })
            .await
            .cloned();
        if recording.is_err() {
            self.lock().remove(&whose);
        }
        self.make_room();
        recording
    }

    /// Lets go of all of a session.
    pub(crate) fn forget(&self, session: SessionId) {
        self.lock().retain(|(of, _), _| *of != session);
    }

    /// Lets go of what nobody has asked for lately.
    pub(crate) fn sweep(&self, now: DateTime<Utc>) {
        self.lock()
            .retain(|_, slot| now - slot.used < TimeDelta::minutes(IDLE_MINUTES));
    }

    /// Lets go of what was used longest ago, until the rest fits.
    fn make_room(&self) {
        let mut slots = self.lock();
        let mut sizes: Vec<_> = slots
            .iter()
            .map(|(whose, slot)| (slot.used, *whose, slot.bytes()))
            .collect();
        sizes.sort_by_key(|(used, ..)| *used);
        let mut total: usize = sizes.iter().map(|(.., bytes)| bytes).sum();
        for (_, whose, bytes) in sizes {
            if total <= self.limit {
                break;
            }
            if bytes > 0 {
                slots.remove(&whose);
                total -= bytes;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Whose, Slot>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Slot {
    fn bytes(&self) -> usize {
        self.sound
            .get()
            .map_or(0, |recording| size_of_val(recording.samples.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use audio::{Downmix, Levels, Recording};
    use chrono::{DateTime, TimeDelta, Utc};
    use domain::MediaFormat;
    use storage::SessionId;
    use uuid::Uuid;

    use super::{Sounds, Whose};
    use crate::failure::Failure;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn whose() -> Whose {
        (SessionId(Uuid::new_v4()), Uuid::new_v4())
    }

    fn sound(samples: usize) -> Recording {
        let format = MediaFormat {
            container: "wav".into(),
            codec: "pcm_s16le".into(),
            sample_rate: 16_000,
            channels: 1,
        };
        Recording {
            samples: vec![0.0; samples],
            format,
            downmix: Downmix::Mono,
            levels: Levels::default(),
            truncated: false,
            damaged_packets: 0,
        }
    }

    #[tokio::test]
    async fn one_decoding_serves_all_who_ask() {
        let sounds = Sounds::new(1 << 20);
        let (media, decoded) = (whose(), AtomicUsize::new(0));
        let ask = || {
            sounds.get(media, NOW, async {
                decoded.fetch_add(1, Ordering::SeqCst);
                tokio::task::yield_now().await;
                Ok(sound(100))
            })
        };
        let (a, b) = tokio::join!(ask(), ask());
        assert_eq!((a.unwrap().samples.len(), b.unwrap().samples.len()), (100, 100));
        assert_eq!(decoded.load(Ordering::SeqCst), 1);
        sounds.forget(media.0);
        ask().await.unwrap();
        assert_eq!(decoded.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let sounds = Sounds::new(1 << 20);
        let media = whose();
        let failed = sounds
            .get(media, NOW, async { Err(Failure::Again("disk".into())) })
            .await;
        assert!(failed.is_err());
        assert!(sounds.get(media, NOW, async { Ok(sound(1)) }).await.is_ok());
    }

    #[tokio::test]
    async fn what_was_used_longest_ago_makes_room() {
        let sounds = Sounds::new(1000);
        let ids = [whose(), whose(), whose()];
        for (second, media) in ids.into_iter().enumerate() {
            let now = NOW + TimeDelta::seconds(second as i64);
            sounds.get(media, now, async { Ok(sound(100)) }).await.unwrap();
        }
        let again = |media| sounds.get(media, NOW, async { Err(Failure::Again("gone".into())) });
        assert!(again(ids[2]).await.is_ok() && again(ids[1]).await.is_ok());
        assert!(again(ids[0]).await.is_err());
        let large = sounds
            .get(ids[0], NOW, async { Ok(sound(10_000)) })
            .await
            .unwrap();
        assert_eq!(large.samples.len(), 10_000, "too large to be kept, but given");
    }

    #[tokio::test]
    async fn what_nobody_asks_for_is_let_go() {
        let sounds = Sounds::new(1 << 20);
        let media = whose();
        sounds.get(media, NOW, async { Ok(sound(1)) }).await.unwrap();
        sounds.sweep(NOW + TimeDelta::minutes(4));
        assert!(
            sounds
                .get(media, NOW, async { Err(Failure::Stopped) })
                .await
                .is_ok()
        );
        sounds.sweep(NOW + TimeDelta::minutes(5));
        assert!(
            sounds
                .get(media, NOW, async { Err(Failure::Stopped) })
                .await
                .is_err()
        );
    }
}
