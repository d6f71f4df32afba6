//! Reading aloud: sentences to say (`sentences`), a saying held against its sentence (`assess`), what to tell the learner
//! (`feedback`), and how it goes over time (`statistics`).
//!
//! `docs/practice.md` has the formulae and where they stop being right.

mod assess;
mod feedback;
mod sentences;
mod statistics;

pub use assess::{CORRECT, assess};
pub use feedback::feedback;
pub use sentences::{languages, pick, sentence, sentences};
pub use statistics::statistics;
