//! Minimal pairs: words that differ in one sound and in nothing else, from the dictionary and the list of word levels.

use domain::{CefrLevel, Phone};

use super::words::WORDS;

/// Two words that differ in one sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinimalPair {
    /// With the sound to practise.
    pub wanted: String,
    /// With the other in its place.
    pub other: String,
}

/// At most `count` pairs of words up to level B2 in which only `wanted` and `other` differ, the easiest and shortest first.
#[must_use]
pub fn minimal_pairs(wanted: Phone, other: Phone, count: usize) -> Vec<MinimalPair> {
    let words = &*WORDS;
    let mut found: Vec<(CefrLevel, usize, &str, &str)> = Vec::new();
    for entry in &words.entries {
        for (place, _) in entry
            .sounds
            .iter()
            .enumerate()
            .filter(|(_, sound)| sound.phone == wanted)
        {
            let mut changed = entry.sounds.clone();
            changed[place].phone = other;
            if wanted.is_vowel() != other.is_vowel() {
                changed[place].stress = None;
            }
            if let Some(index) = words.by_sounds.get(&changed) {
                let second = &words.entries[*index];
                let level = entry.level.max(second.level);
                found.push((level, entry.sounds.len(), &entry.word, &second.word));
            }
        }
    }
    found.sort_unstable();
    found
        .into_iter()
        .take(count)
        .map(|(_, _, wanted, other)| MinimalPair {
            wanted: wanted.to_owned(),
            other: other.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::Phone;

    use super::minimal_pairs;

    #[test]
    fn frequent_confusions_have_pairs() {
        use Phone::{Ae, B, D, Eh, F, Ih, Iy, L, N, Ng, P, R, S, Sh, T, Th, V, W, Z};
        for (wanted, other) in [
            (Th, S),
            (R, L),
            (L, R),
            (V, W),
            (Iy, Ih),
            (Ih, Iy),
            (Ae, Eh),
            (N, Ng),
            (S, Sh),
            (D, T),
            (B, P),
            (F, V),
            (S, Z),
        ] {
            let pairs = minimal_pairs(wanted, other, 3);
            assert_eq!(pairs.len(), 3, "{wanted} {other}: {pairs:?}");
        }
    }
}
