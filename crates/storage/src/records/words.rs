//! The words that records are made of: each is one of a few, stored as text.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $word:ident = $text:tt,)+ }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
            ToSchema,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $($(#[$each])* #[sea_orm(string_value = $text)] #[serde(rename = $text)] $word,)+
        }

        impl $name {
            /// As it is stored and shown.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)+
                }
            }

            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words!(
    /// What a person may do in an org.
    Role {
        /// Everything, also with the org itself.
        Owner = "owner",
        /// Everything with people and settings.
        Admin = "admin",
        /// Look at the sessions of the learners they coach.
        Coach = "coach",
        /// Their own sessions.
        Learner = "learner",
    }
);

words!(
    /// What a one-time token is for.
    Purpose {
        /// Make the first owner of a new server.
        Setup = "setup",
        /// Prove a mail address, and make the account that was asked for with it.
        Registration = "registration",
        /// Choose a new password.
        PasswordReset = "password_reset",
        /// Open one live stream.
        LiveTicket = "live_ticket",
    }
);

words!(
    /// What kind of practice a session is.
    SessionKind {
        /// A speech, a presentation, free talk.
        Talk = "talk",
        /// A text read aloud.
        Reading = "reading",
    }
);

words!(
    /// How far a session is.
    SessionState {
        /// Waits for its recording.
        Created = "created",
        /// Has its recording, waits to be processed.
        Ready = "ready",
        /// Its jobs are at work.
        Processing = "processing",
        /// Everything was found.
        Done = "done",
        /// Something went wrong; `failure` says what.
        Failed = "failed",
    }
);

words!(
    /// Where the bytes of a recording are.
    MediaState {
        /// In the blob store.
        Stored = "stored",
        /// In the memory of the server that took it, and nowhere else.
        InMemory = "in_memory",
        /// Erased, or never kept.
        Gone = "gone",
    }
);

words!(
    /// A measurement that changes over time.
    Track {
        /// F0 in Hz; no value where unvoiced.
        F0 = "f0",
        /// Intensity in dB.
        Intensity = "intensity",
    }
);

words!(
    /// Whether a drill was done.
    DrillState {
        /// Not yet.
        Open = "open",
        /// Done.
        Done = "done",
        /// The learner does not want it.
        Dismissed = "dismissed",
    }
);

words!(
    /// In which format a report is made.
    ReportFormat {
        /// The whole analysis as JSON.
        Json = "json",
        /// One page.
        Html = "html",
        /// For printing.
        Pdf = "pdf",
        /// Words and tracks as tables, in one archive.
        Csv = "csv",
    }
);

words!(
    /// Whether a report is ready.
    ReportState {
        /// Not yet.
        Queued = "queued",
        /// It can be fetched.
        Ready = "ready",
        /// It could not be made.
        Failed = "failed",
    }
);

words!(
    /// How far an attempt is.
    AttemptState {
        /// Waits to be heard.
        Queued = "queued",
        /// Heard and compared.
        Done = "done",
        /// It could not be heard.
        Failed = "failed",
    }
);

words!(
    /// How far a job is.
    JobState {
        /// Waits for a worker.
        Queued = "queued",
        /// A worker has it until its lease ends.
        Running = "running",
        /// Done.
        Done = "done",
        /// Tried as often as it may be; waits for a person.
        Parked = "parked",
        /// No longer wanted.
        Void = "void",
    }
);

words!(
    /// What a listener can listen to.
    Channel {
        /// Words as they are heard.
        Tokens = "tokens",
        /// Measurements as they are made.
        Metrics = "metrics",
        /// Scores, drills, reports.
        Score = "score",
        /// How far the session and its jobs are.
        State = "state",
    }
);

#[cfg(test)]
mod tests {
    use serde_json::{json, to_value};
    use utoipa::PartialSchema;

    use super::*;

    #[test]
    fn they_are_described_as_they_are_sent() {
        assert_eq!(to_value(Role::Owner).unwrap(), "owner");
        assert_eq!(to_value(Role::schema()).unwrap()["enum"], json!(Role::ALL));
        let media = to_value(MediaState::schema()).unwrap();
        assert_eq!(media["enum"], json!(MediaState::ALL));
    }
}
