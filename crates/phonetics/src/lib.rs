//! Phones, dictionary, spoken forms and forced alignment over phone posteriors.
//!
//! Written words become [`WordSounds`] ([`sounds`]), and these are laid over [`Posteriors`] ([`align`]): when each word
//! and phone was said, and how well the sound fits. Pure: nothing here reads a file or a clock. The dictionary and the
//! model for unknown words are built in (`data/README.md`).

mod alignment;
mod dictionary;
mod goodness;
mod lattice;
mod letters;
mod lexicon;
mod posteriors;
mod sound;
mod spoken;
mod syllables;
mod viterbi;
mod words;

pub use alignment::{AlignedPhone, AlignedWord, Misfit, align};
pub use goodness::{
    Goodness, LEFT_OUT, PHONE_VALUES, PhoneGoodness, PhoneLengths, UTTERANCE_VALUES, goodness,
};
pub use posteriors::{CLASSES, FRAME_SECONDS, Posteriors, SILENCE};
pub use sound::{Pronunciation, Sound, WordSounds, pronunciation};
pub use syllables::syllables;
pub use words::{is_guessed, listed, sounds, spoken_words};
