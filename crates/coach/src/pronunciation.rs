//! What to do about sounds: how each is made, what tells it from the one that was heard, and words to practise it with.

mod drill;
mod kept;
mod mastery;
mod pairs;
mod sounds;
mod words;

use std::collections::BTreeMap;

use domain::{CefrLevel, Phone, Pronunciation, ScoredPhoneState};

pub use self::drill::{SoundDrill, SoundDrills, SoundPrompt, sound_drills};
pub use self::kept::AssessedAttempt;
pub use self::mastery::{SoundDay, SoundMastery, mastery};
pub use self::pairs::{MinimalPair, minimal_pairs};
pub use self::sounds::{contrast, how_made};

/// Most pieces of advice for one reading.
const MOST: usize = 3;
/// Minimal pairs with each.
const PAIRS: usize = 3;
/// Hardest sentence with each.
const PHRASE: CefrLevel = CefrLevel::B1;

/// One thing to practise.
#[derive(Clone, Debug, PartialEq)]
pub struct SoundAdvice {
    /// The sound that was to be said.
    pub phone: Phone,
    /// What was heard instead, where one other sound was.
    pub heard: Option<Phone>,
    /// How often in this reading.
    pub times: usize,
    /// Words of the reading in which it was off.
    pub words: Vec<String>,
    /// How the sound is made, and what tells it from the other.
    pub text: String,
    /// Word pairs that differ in nothing else.
    pub pairs: Vec<MinimalPair>,
    /// A sentence that has much of the sound.
    pub phrase: Option<&'static str>,
}

/// One sound that was off, over a reading.
#[derive(Default)]
struct Fault {
    /// Points that it cost.
    lost: f64,
    words: Vec<String>,
    times: usize,
}

/// What to practise after a reading: the sounds that were off most, the worst first.
#[must_use]
pub fn pronunciation_advice(found: &Pronunciation) -> Vec<SoundAdvice> {
    let mut faults: BTreeMap<(Phone, Option<Phone>), Fault> = BTreeMap::new();
    for word in &found.words {
        for phone in word
            .phones
            .iter()
            .filter(|phone| phone.state != ScoredPhoneState::Good)
        {
            let heard = (phone.state == ScoredPhoneState::OtherSound)
                .then(|| phone.heard.first().map(|other| other.phone))
                .flatten();
            let fault = faults.entry((phone.phone, heard)).or_default();
            fault.lost += 100.0 - phone.score.value;
            fault.times += 1;
            if !fault.words.contains(&word.text) {
                fault.words.push(word.text.clone());
            }
        }
    }
    let mut faults: Vec<_> = faults.into_iter().collect();
    faults.sort_by(|a, b| b.1.lost.total_cmp(&a.1.lost));
    faults
        .into_iter()
        .take(MOST)
        .map(|((phone, heard), fault)| SoundAdvice {
            phone,
            heard,
            times: fault.times,
            words: fault.words,
            text: text(phone, heard),
            pairs: heard.map_or_else(Vec::new, |other| minimal_pairs(phone, other, PAIRS)),
            phrase: drill::sentences_with(phone, PHRASE).first().copied(),
        })
        .collect()
}

fn text(phone: Phone, heard: Option<Phone>) -> String {
    let made = how_made(phone);
    match heard.and_then(|other| contrast(phone, other)) {
        Some(difference) => format!("{difference} {made}"),
        None => made.to_owned(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::{
        HeardPhone, Interval, ModelVersion, Phone, Pronunciation, Rated, ScoredPhone, ScoredPhoneState,
        ScoredWord, ScoredWordState, Span,
    };

    use super::pronunciation_advice;

    fn rated(value: f64) -> Rated {
        Rated {
            value,
            interval: Interval {
                low: value,
                high: value,
                level: 0.8,
            },
        }
    }

    pub(crate) fn phone(phone: Phone, score: f64, heard: Option<Phone>) -> ScoredPhone {
        ScoredPhone {
            phone,
            stress: None,
            span: Span::new(0.0, 0.1),
            score: rated(score),
            state: match heard {
                Some(_) => ScoredPhoneState::OtherSound,
                None if score < 60.0 => ScoredPhoneState::Accented,
                None => ScoredPhoneState::Good,
            },
            heard: heard
                .map(|phone| HeardPhone {
                    phone,
                    probability: 0.9,
                })
                .into_iter()
                .collect(),
            left_out: 0.0,
        }
    }

    /// A reading of one word.
    pub(crate) fn reading(phones: Vec<ScoredPhone>) -> Pronunciation {
        let word = ScoredWord {
            text: "think".to_owned(),
            span: None,
            score: Some(rated(50.0)),
            state: ScoredWordState::Mispronounced,
            guessed: false,
            phones,
        };
        Pronunciation {
            scorer: ModelVersion {
                role: "pronunciation".to_owned(),
                name: "test".to_owned(),
                version: "1".to_owned(),
            },
            not_scored: None,
            whole: None,
            basis: None,
            words: vec![word],
        }
    }

    #[test]
    fn the_worst_sound_comes_first_with_pairs_to_practise() {
        let found = reading(vec![
            phone(Phone::Th, 20.0, Some(Phone::S)),
            phone(Phone::Ih, 50.0, None),
            phone(Phone::K, 95.0, None),
        ]);
        let advice = pronunciation_advice(&found);
        assert_eq!(advice.len(), 2);
        assert_eq!((advice[0].phone, advice[0].heard), (Phone::Th, Some(Phone::S)));
        assert!(
            advice[0].text.contains("tongue") && !advice[0].pairs.is_empty(),
            "{advice:?}"
        );
        assert_eq!(advice[1].phone, Phone::Ih);
        assert!(
            advice[0].phrase.is_some_and(|phrase| phrase.contains("th")),
            "{advice:?}"
        );
    }
}
