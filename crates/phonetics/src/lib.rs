//! Phones, dictionary, spoken forms and forced alignment over phone posteriors.

mod alignment;
mod lattice;
mod posteriors;
mod sound;
mod syllables;
mod viterbi;

pub use alignment::{AlignedPhone, AlignedWord, Misfit, align};
pub use posteriors::{CLASSES, FRAME_SECONDS, Posteriors, SILENCE};
pub use sound::{Pronunciation, Sound, WordSounds, pronunciation};
pub use syllables::syllables;
