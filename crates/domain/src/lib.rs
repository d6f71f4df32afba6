//! What Vivavoce talks about: recordings, words, phones, measurements, scores and drills.
//!
//! Data and the small truths that always hold of it. No input or output, no clock, no other crate of ours.
//! Times are seconds from the start of the recording as the person made it; frequencies are hertz; levels are
//! decibels. A value that could not be measured is `None`, never a stand-in number.

mod analysis;
mod clock;
mod drill;
mod fluency;
mod language;
mod phone;
mod practice;
mod pronunciation;
mod prosody;
mod reading;
mod score;
mod time;
mod transcript;

pub use analysis::{
    ANALYSIS_VERSION, Analysis, DISCLAIMER, MediaFormat, ModelVersion, Notice, Recording, Waveform,
};
pub use clock::{Clock, ManualClock};
pub use drill::{Comparison, Drill, DrillKind, Goal};
pub use fluency::{
    CefrLevel, FilledPause, Finding, FindingKind, Fluency, FoundBy, MinuteRate, PauseInSpeech, PausePlace,
    Vocabulary,
};
pub use language::{Language, UnknownLanguage};
pub use phone::{Phone, Stress, UnknownPhone};
pub use practice::{
    Attempt, AttemptWord, Direction, HeardWord, PastAttempt, PracticeDay, PracticeLanguage,
    PracticeStatistics, PracticeTally, PracticeTrend, Sentence, Streak, Translation, WordState,
};
pub use pronunciation::{
    Basis, HeardPhone, NotScored, NotScoredReason, Pronunciation, Rated, ScoredPhone, ScoredPhoneState,
    ScoredWord, ScoredWordState, WholeScores,
};
pub use prosody::{
    Harmonicity, Intensity, Jitter, Pause, Phrase, Pitch, PitchSummary, Prosody, Shimmer, SpeechRate,
    SteadyStretch, Voice,
};
pub use reading::{Difference, DifferenceKind, Reading};
pub use score::{Band, CriterionScore, Evidence, Interval, Outcome, RubricRef, Score, ScoreCard};
pub use time::Span;
pub use transcript::{TimedPhone, Timing, Transcript, Utterance, Word};
