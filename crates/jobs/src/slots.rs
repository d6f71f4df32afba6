//! How many jobs of each kind a process is at, and how many more it can take.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Notify;

use crate::{AtOnce, Kind};

/// Free and taken slots by kind.
#[derive(Debug)]
pub(crate) struct Slots {
    free: Mutex<HashMap<&'static str, usize>>,
    given_back: Notify,
}

/// One job's slot; free again when dropped.
#[derive(Debug)]
pub(crate) struct Slot {
    kind: &'static str,
    slots: Arc<Slots>,
}

impl Slots {
    /// All free.
    pub(crate) fn new(kinds: &[Kind], cores: usize) -> Self {
        let count = |kind: &Kind| match kind.at_once {
            AtOnce::One => 1,
            AtOnce::Cores => cores.max(1),
        };
        Self {
            free: Mutex::new(kinds.iter().map(|kind| (kind.name, count(kind))).collect()),
            given_back: Notify::new(),
        }
    }

    /// Kinds of which one more job can be taken.
    pub(crate) fn free(&self) -> Vec<&'static str> {
        let free = self.lock();
        free.iter()
            .filter(|(_, count)| **count > 0)
            .map(|(kind, _)| *kind)
            .collect()
    }

    /// Takes a slot; `None` when there is none for this kind.
    pub(crate) fn take(self: &Arc<Self>, kind: Kind) -> Option<Slot> {
        let mut free = self.lock();
        let count = free.get_mut(kind.name).filter(|count| **count > 0)?;
        *count -= 1;
        Some(Slot {
            kind: kind.name,
            slots: self.clone(),
        })
    }

    /// Waits until one more job of this kind can be taken.
    pub(crate) async fn wait_for(&self, kind: Kind) {
        loop {
            let given_back = self.given_back.notified();
            if self.lock().get(kind.name).is_some_and(|count| *count > 0) {
                return;
            }
            given_back.await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<&'static str, usize>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Some(count) = self.slots.lock().get_mut(self.kind) {
            *count += 1;
        }
        self.slots.given_back.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Slots;
    use crate::Kind;

    #[tokio::test]
    async fn a_slot_is_free_again_when_its_job_ends() {
        let (asr, score) = (Kind::named("asr").unwrap(), Kind::named("score").unwrap());
        let slots = Arc::new(Slots::new(&[asr, score], 3));
        let slot = slots.take(asr).unwrap();
        assert!(slots.take(asr).is_none());
        assert_eq!(slots.free(), ["score"]);
        let waiting = tokio::spawn({
            let slots = slots.clone();
            async move { slots.wait_for(asr).await }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(slot);
        waiting.await.unwrap();
        let taken: Vec<_> = (0..4).filter_map(|_| slots.take(score)).collect();
        assert_eq!(taken.len(), 3);
        assert!(
            slots.take(Kind::named("drill").unwrap()).is_none(),
            "not a kind of this worker"
        );
    }
}
