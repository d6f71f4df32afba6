//! Phones, dictionary, spoken forms and forced alignment over phone posteriors.

mod syllables;

pub use syllables::syllables;
