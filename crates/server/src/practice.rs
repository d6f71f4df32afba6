//! Where sentences to read aloud come from.

mod model;

pub use model::{ModelSettings, SentenceModel};
