//! Measurements to advice: fluency rules, rubric scores, drills.

mod fluency;
mod rules;
#[cfg(test)]
mod testing;

pub use fluency::FluencyRules;

mod drill;
mod mask;
mod notices;
pub mod practice;
mod pronunciation;
mod reading;
mod rubric;
mod score;

pub use drill::{check, drills, meets};
pub use mask::{mask, mask_sounds, mask_text};
pub use notices::notices;
pub use pronunciation::{
    AssessedAttempt, MinimalPair, SoundAdvice, SoundDay, SoundDrill, SoundDrills, SoundMastery, SoundPrompt,
    contrast, how_made, mastery, minimal_pairs, pronunciation_advice, sound_drills,
};
pub use reading::{WordErrors, compare_reading, word_errors};
pub use rubric::{Fault, Rubric, RubricError};
pub use score::{Change, NotComparable, compare, measure, score};
