//! What to practise now: one's weak sounds, spaced by how each goes.
//!
//! A sound is weak while the mean of its last readings is under [`GOOD`]. Each day on which it went well doubles the days
//! until it is due again (1, 2, 4 … at most 16), a middling day leaves them, a bad day makes it due at once (after
//! Leitner's boxes: S. Leitner, *So lernt man lernen*, 1972). A reading of any text counts, so reading on is practice too.

use domain::{CefrLevel, Language, Phone};

use super::{SoundMastery, how_made, minimal_pairs, text, words::words_with};
use crate::practice::sentences;

/// From here on a sound goes well, points.
const GOOD: f64 = 80.0;
/// Under this it goes badly, points.
const BAD: f64 = 60.0;
/// Longest gap, days.
const LONGEST: i32 = 16;
/// How often a sound must have been said before anything is made of it.
const LEAST_TIMES: usize = 2;
/// Sounds at a time.
const MOST_SOUNDS: usize = 3;
/// Of each kind of prompt, for one sound.
const PROMPTS: usize = 2;
/// Sentences with a sound that take turns.
const RICHEST: usize = 6;

/// Sounds to practise now.
#[derive(Clone, Debug, PartialEq)]
pub struct SoundDrills {
    /// At most three, the weakest first.
    pub sounds: Vec<SoundDrill>,
    /// When the next weak sound is due, days from 1 January 1970; `None` when one is due now, or none is weak.
    pub next: Option<i32>,
}

/// One sound to practise.
#[derive(Clone, Debug, PartialEq)]
pub struct SoundDrill {
    /// How it goes.
    pub sound: SoundMastery,
    /// How it is made, and what tells it from the one that is heard instead.
    pub advice: String,
    /// What to say, the easiest first.
    pub prompts: Vec<SoundPrompt>,
}

/// Something to say aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SoundPrompt {
    /// The first word, which differs from the second in this sound alone.
    Pair(String, String),
    /// A word.
    Word(String),
    /// A sentence.
    Sentence(String),
}

/// Exercises for the weak sounds that are due on day `today`, or for all weak ones with `early`. Sentences are of `level`
/// or easier.
#[must_use]
pub fn sound_drills(sounds: Vec<SoundMastery>, today: i32, early: bool, level: CefrLevel) -> SoundDrills {
    let weak: Vec<(i32, SoundMastery)> = sounds
        .into_iter()
        .filter(|sound| sound.times >= LEAST_TIMES && sound.score.value < GOOD)
        .map(|sound| (due(&sound), sound))
        .collect();
    let next = weak.iter().map(|(due, _)| *due).min().filter(|due| *due > today);
    let mut now: Vec<SoundMastery> = weak
        .into_iter()
        .filter(|(due, _)| early || *due <= today)
        .map(|(_, sound)| sound)
        .collect();
    now.sort_by(|a, b| a.score.value.total_cmp(&b.score.value));
    now.truncate(MOST_SOUNDS);
    SoundDrills {
        sounds: now.into_iter().map(|sound| drill(sound, level)).collect(),
        next,
    }
}

/// The day on which a sound is due again.
fn due(sound: &SoundMastery) -> i32 {
    let mut gap = 0;
    for day in &sound.days {
        if day.score >= GOOD {
            gap = (2 * gap).clamp(1, LONGEST);
        } else if day.score < BAD {
            gap = 0;
        }
    }
    sound.days.last().map_or(0, |day| day.day + gap)
}

fn drill(sound: SoundMastery, level: CefrLevel) -> SoundDrill {
    let wanted = sound.phone;
    let turn = sound.times;
    let other = sound.heard.first().map(|(phone, _)| *phone);
    let mut prompts = Vec::new();
    if let Some(other) = other {
        let pairs = minimal_pairs(wanted, other, 3 * PROMPTS);
        let first = (turn * PROMPTS).checked_rem(pairs.len()).unwrap_or(0);
        let turned = pairs.iter().cycle().skip(first).take(PROMPTS.min(pairs.len()));
        prompts.extend(turned.map(|pair| SoundPrompt::Pair(pair.wanted.clone(), pair.other.clone())));
    }
    let words = words_with(wanted, PROMPTS, turn).into_iter();
    prompts.extend(words.map(|word| SoundPrompt::Word(word.to_owned())));
    let rich = sentences_with(wanted, level);
    let turned = rich.iter().cycle().skip(turn).take(PROMPTS.min(rich.len()));
    prompts.extend(turned.map(|sentence| SoundPrompt::Sentence((*sentence).to_owned())));
    SoundDrill {
        advice: other.map_or_else(|| how_made(wanted).to_owned(), |other| text(wanted, Some(other))),
        sound,
        prompts,
    }
}

/// Curated sentences of `level` or easier that have most of a sound for their length, the richest first.
pub(super) fn sentences_with(wanted: Phone, level: CefrLevel) -> Vec<&'static str> {
    let levels = CefrLevel::ALL.into_iter().filter(|other| *other <= level);
    let mut rich: Vec<(f64, &str)> = levels
        .flat_map(|level| sentences(Language::ENGLISH, level))
        .map(|sentence| (share(wanted, &sentence.text), sentence.text.as_str()))
        .filter(|(share, _)| *share > 0.0)
        .collect();
    rich.sort_by(|a, b| b.0.total_cmp(&a.0));
    rich.into_iter().take(RICHEST).map(|(_, text)| text).collect()
}

/// Share of a text's sounds that are `wanted`, each word said in its usual way.
fn share(wanted: Phone, text: &str) -> f64 {
    let words: Vec<&str> = text.split_whitespace().collect();
    let known = phonetics::sounds(&words);
    let usual = known.iter().filter_map(|word| word.alternatives.first());
    let sounds = usual.flatten().filter_map(|ways| ways.first()).flatten();
    let sounds: Vec<Phone> = sounds.map(|sound| sound.phone).collect();
    let these = sounds.iter().filter(|sound| **sound == wanted).count();
    these as f64 / sounds.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use domain::{CefrLevel, Phone};

    use super::{SoundDrills, SoundPrompt, due, sentences_with, sound_drills};
    use crate::pronunciation::{
        SoundMastery, mastery,
        tests::{phone, reading},
    };

    /// A sound that was said twice a day, each day with a score.
    fn said(sound: Phone, other: Option<Phone>, days: &[(i32, f64)]) -> SoundMastery {
        let readings: Vec<_> = days
            .iter()
            .map(|(day, score)| {
                (
                    *day,
                    reading(vec![phone(sound, *score, other), phone(sound, *score, other)]),
                )
            })
            .collect();
        let mut found = mastery(readings.iter().map(|(day, reading)| (*day, reading)));
        found.remove(0)
    }

    fn drills(sounds: Vec<SoundMastery>, today: i32, early: bool) -> SoundDrills {
        sound_drills(sounds, today, early, CefrLevel::B1)
    }

    #[test]
    fn good_days_double_the_gap_and_a_bad_one_ends_it() {
        let due_after = |days: &[(i32, f64)]| due(&said(Phone::Th, None, days));
        assert_eq!(due_after(&[(10, 30.0)]), 10);
        assert_eq!(due_after(&[(10, 30.0), (11, 85.0)]), 12);
        assert_eq!(due_after(&[(10, 30.0), (11, 85.0), (12, 85.0)]), 14);
        assert_eq!(due_after(&[(10, 85.0), (11, 85.0), (12, 70.0)]), 14);
        assert_eq!(due_after(&[(10, 85.0), (11, 85.0), (12, 20.0)]), 12);
    }

    #[test]
    fn the_weakest_come_first_and_good_ones_not_at_all() {
        let sounds = vec![
            said(Phone::Th, Some(Phone::S), &[(9, 30.0)]),
            said(Phone::R, None, &[(9, 20.0)]),
            said(Phone::K, None, &[(9, 95.0)]),
        ];
        let found = drills(sounds, 10, false);
        let order: Vec<Phone> = found.sounds.iter().map(|drill| drill.sound.phone).collect();
        assert_eq!((order, found.next), (vec![Phone::R, Phone::Th], None));
        let prompts = &found.sounds[1].prompts;
        assert!(matches!(&prompts[0], SoundPrompt::Pair(..)), "{prompts:?}");
        assert!(
            matches!(prompts.last(), Some(SoundPrompt::Sentence(_))),
            "{prompts:?}"
        );
        assert!(found.sounds[1].advice.contains("tongue"));
    }

    #[test]
    fn what_went_well_lately_waits_unless_asked_for() {
        let sounds = || vec![said(Phone::V, Some(Phone::W), &[(1, 20.0), (9, 85.0)])];
        let found = drills(sounds(), 9, false);
        assert_eq!((found.sounds.len(), found.next), (0, Some(10)));
        assert_eq!(drills(sounds(), 9, true).sounds.len(), 1);
        assert_eq!(drills(sounds(), 10, false).sounds.len(), 1);
        assert_eq!(
            drills(Vec::new(), 10, true),
            SoundDrills {
                sounds: Vec::new(),
                next: None
            }
        );
    }

    #[test]
    fn every_sound_has_words_and_sentences() {
        for sound in Phone::ALL {
            let found = drills(vec![said(sound, None, &[(9, 30.0)])], 10, false);
            let prompts = &found.sounds[0].prompts;
            assert!(
                prompts
                    .iter()
                    .any(|prompt| matches!(prompt, SoundPrompt::Word(_))),
                "{sound}"
            );
            assert!(!sentences_with(sound, CefrLevel::B1).is_empty(), "{sound}");
        }
    }
}
