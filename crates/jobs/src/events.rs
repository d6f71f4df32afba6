//! What listeners are told while a session is worked on. Each event is small and stands for itself; who missed some reads
//! on from the last number they saw.

use domain::{Outcome, RubricRef};
use serde::{Deserialize, Serialize};
use storage::records::{Channel, ReportFormat, ReportState, SessionState};
use utoipa::ToSchema;
use uuid::Uuid;

/// On channel `tokens`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TokensEvent {
    /// Hearing begins, or begins anew: words that came before no longer count.
    Reset,
    /// More words, in order. Their times are rough until the session is done.
    Words {
        /// The words. None where the org masks transcripts and not all of them are known.
        words: Vec<Token>,
        /// Share of the speech that was heard, 0 to 1.
        done: f64,
    },
}

/// A word as it comes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Token {
    /// As it is written.
    pub text: String,
    /// Roughly from when, seconds.
    pub start: f64,
    /// Roughly until when, seconds.
    pub end: f64,
    /// How sure the recogniser is, 0 to 1.
    pub confidence: f64,
}

/// On channel `metrics`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MetricsEvent {
    /// Measuring begins, or begins anew: stretches that came before no longer count.
    Reset,
    /// More stretches, in order. They are a first look; the stored tracks are measured over the whole recording.
    Stretches {
        /// The stretches.
        stretches: Vec<Stretch>,
        /// Share of the recording that was looked at, 0 to 1.
        done: f64,
    },
    /// Everything was measured and can be fetched.
    Measured,
}

/// Some seconds of the recording, summed up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Stretch {
    /// From when, seconds.
    pub start: f64,
    /// Until when, seconds.
    pub end: f64,
    /// Median F0, Hz; `None` with under half a second of voice.
    pub f0_hz: Option<f64>,
    /// Lowest F0 without the extreme 5 %.
    pub low_hz: Option<f64>,
    /// Highest F0 without the extreme 5 %.
    pub high_hz: Option<f64>,
    /// Share of frames that are voiced, 0 to 1; `None` with under half a second of voice.
    pub voiced_share: Option<f64>,
    /// Mean intensity over the frames, dB; `None` in digital silence.
    pub db: Option<f64>,
}

/// On channel `score`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ScoreEvent {
    /// The words' times are known and what gets in their way was found.
    Fluency,
    /// The session was scored.
    Scored {
        /// By which version of which rubric.
        rubric: RubricRef,
        /// The overall score, or why there is none.
        overall: Outcome,
        /// Each criterion.
        criteria: Vec<CriterionEvent>,
    },
    /// Drills were made.
    Drills {
        /// How many.
        count: usize,
    },
    /// A report is ready, or could not be made.
    Report {
        /// Which.
        id: Uuid,
        /// In which format.
        format: ReportFormat,
        /// Whether it is ready.
        state: ReportState,
    },
}

/// One criterion's score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CriterionEvent {
    /// Its key.
    pub key: String,
    /// The score, or why there is none.
    pub outcome: Outcome,
}

/// On channel `state`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StateEvent {
    /// How far the session is.
    Session {
        /// How far.
        state: SessionState,
        /// Which run.
        run: i32,
        /// Why it failed, for the person.
        failure: Option<String>,
    },
    /// A step is done.
    Step {
        /// The job's kind, such as `asr`.
        step: String,
    },
}

/// An event and its channel.
pub(crate) type Told = (Channel, serde_json::Value);

macro_rules! told {
    ($event:ident, $channel:ident) => {
        impl $event {
            /// As it is stored.
            pub(crate) fn told(&self) -> Told {
                // These types hold nothing that JSON cannot say; null would stand for a defect here.
                (
                    Channel::$channel,
                    serde_json::to_value(self).unwrap_or_default(),
                )
            }
        }
    };
}

told!(TokensEvent, Tokens);
told!(MetricsEvent, Metrics);
told!(ScoreEvent, Score);
told!(StateEvent, State);

impl StateEvent {
    /// That this kind of job is done.
    pub(crate) fn step(kind: crate::Kind) -> Told {
        Self::Step {
            step: kind.name.to_owned(),
        }
        .told()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use storage::records::{Channel, SessionState};

    use super::{StateEvent, Token, TokensEvent};

    #[test]
    fn events_say_their_type() {
        let token = Token {
            text: "Well,".to_owned(),
            start: 0.5,
            end: 1.0,
            confidence: 0.75,
        };
        let words = TokensEvent::Words {
            words: vec![token],
            done: 0.5,
        };
        let text = json!({"type": "words", "done": 0.5, "words": [{"text": "Well,", "start": 0.5, "end": 1.0, "confidence": 0.75}]});
        assert_eq!(words.told(), (Channel::Tokens, text));
        assert_eq!(TokensEvent::Reset.told().1, json!({"type": "reset"}));
        let state = StateEvent::Session {
            state: SessionState::Done,
            run: 2,
            failure: None,
        };
        assert_eq!(
            state.told().1,
            json!({"type": "session", "state": "done", "run": 2, "failure": null})
        );
    }
}
