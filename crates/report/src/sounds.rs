//! The sounds to work on, of all that were said.

use std::collections::BTreeMap;

use domain::{Phone, Pronunciation, ScoredPhoneState, Span};

/// Most that are shown.
const MOST: usize = 5;
/// Words and moments with each.
const EXAMPLES: usize = 4;

/// One sound that was off somewhere.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WeakSound {
    /// Which.
    pub(crate) phone: Phone,
    /// Mean score over all times it was said, 0 to 100.
    pub(crate) score: f64,
    /// How often it was said.
    pub(crate) times: usize,
    /// How often it was off.
    pub(crate) off: usize,
    /// The sound that was heard instead most often.
    pub(crate) heard: Option<Phone>,
    /// Words in which it was off.
    pub(crate) words: Vec<String>,
    /// When.
    pub(crate) moments: Vec<Span>,
}

#[derive(Default)]
struct Tally {
    sum: f64,
    times: usize,
    off: usize,
    heard: BTreeMap<Phone, usize>,
    words: Vec<String>,
    moments: Vec<Span>,
}

/// The sounds that were off, those that cost most points first.
pub(crate) fn weak_sounds(found: &Pronunciation) -> Vec<WeakSound> {
    let mut tallies: BTreeMap<Phone, Tally> = BTreeMap::new();
    for word in &found.words {
        for phone in &word.phones {
            let tally = tallies.entry(phone.phone).or_default();
            tally.sum += phone.score.value;
            tally.times += 1;
            if phone.state == ScoredPhoneState::Good {
                continue;
            }
            tally.off += 1;
            if let (ScoredPhoneState::OtherSound, Some(other)) = (phone.state, phone.heard.first()) {
                *tally.heard.entry(other.phone).or_default() += 1;
            }
            let text = word.text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
            if !tally.words.contains(&text) && tally.words.len() < EXAMPLES {
                tally.words.push(text);
                tally.moments.extend(word.span);
            }
        }
    }
    let mut weak: Vec<WeakSound> = tallies
        .into_iter()
        .filter(|(_, tally)| tally.off > 0)
        .map(|(phone, tally)| WeakSound {
            phone,
            score: tally.sum / tally.times as f64,
            times: tally.times,
            off: tally.off,
            heard: tally
                .heard
                .into_iter()
                .max_by_key(|(_, times)| *times)
                .map(|(phone, _)| phone),
            words: tally.words,
            moments: tally.moments,
        })
        .collect();
    let lost = |sound: &WeakSound| (100.0 - sound.score) * sound.times as f64;
    weak.sort_by(|a, b| lost(b).total_cmp(&lost(a)));
    weak.truncate(MOST);
    weak
}
