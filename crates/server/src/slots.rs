//! Places of which there are only so many: live streams of an account, uploads of an org.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

/// Places, so many for each and so many for all together. Cheap to clone.
#[derive(Debug)]
pub(crate) struct Slots<K: Eq + Hash>(Arc<Inner<K>>);

#[derive(Debug)]
struct Inner<K> {
    each: usize,
    all: usize,
    taken: Mutex<HashMap<K, usize>>,
}

/// A place; given back when dropped.
#[derive(Debug)]
pub(crate) struct Slot<K: Eq + Hash> {
    places: Arc<Inner<K>>,
    key: K,
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Full {
    /// This one has all of theirs.
    Yours,
    /// All are taken.
    All,
}

impl<K: Eq + Hash + Copy> Slots<K> {
    pub(crate) fn new(each: usize, all: usize) -> Self {
        Self(Arc::new(Inner {
            each,
            all,
            taken: Mutex::default(),
        }))
    }

    pub(crate) fn take(&self, key: K) -> Result<Slot<K>, Full> {
        let mut taken = self.0.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.values().sum::<usize>() >= self.0.all {
            return Err(Full::All);
        }
        let mine = taken.entry(key).or_default();
        if *mine >= self.0.each {
            return Err(Full::Yours);
        }
        *mine += 1;
        Ok(Slot {
            places: self.0.clone(),
            key,
        })
    }
}

impl<K: Eq + Hash> Drop for Slot<K> {
    fn drop(&mut self) {
        let mut taken = self.places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mine) = taken.get_mut(&self.key) {
            *mine -= 1;
            if *mine == 0 {
                taken.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_for_each_and_for_all_and_come_back() {
        let slots = Slots::new(2, 3);
        let first = slots.take("a").unwrap();
        let _second = slots.take("a").unwrap();
        assert_eq!(slots.take("a").unwrap_err(), Full::Yours);
        let _third = slots.take("b").unwrap();
        assert_eq!(slots.take("c").unwrap_err(), Full::All);
        drop(first);
        assert!(slots.take("c").is_ok());
    }
}
