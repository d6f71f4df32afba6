//! The records, one table a file, and the words they are made of.

mod words;

pub mod attempt;
pub mod audit;
pub mod coaching;
pub mod consent;
pub mod drill;
pub mod event;
pub mod fluency;
pub mod idempotency;
pub mod invitation;
pub mod job;
pub mod media;
pub mod membership;
pub mod metric;
pub mod metric_minute;
pub mod one_time_token;
pub mod org;
pub mod project;
pub mod prosody;
pub mod recovery_code;
pub mod refresh_token;
pub mod report;
pub mod score;
pub mod session;
pub mod sign_in;
pub mod signing_key;
pub mod transcript;
pub mod upload;
pub mod user;

pub use words::{
    AttemptState, Channel, DrillState, JobState, MediaState, Purpose, ReportFormat, ReportState, Role,
    SessionKind, SessionState, Track,
};

pub use attempt::Model as Attempt;
pub use audit::Model as AuditEvent;
pub use coaching::Model as Coaching;
pub use consent::Model as Consent;
pub use drill::Model as DrillRow;
pub use event::Model as Event;
pub use fluency::Model as FluencyRow;
pub use idempotency::Model as IdempotencyRecord;
pub use invitation::Model as Invitation;
pub use job::Model as Job;
pub use media::Model as Media;
pub use membership::Model as Membership;
pub use metric::Model as Metric;
pub use metric_minute::Model as MetricMinute;
pub use one_time_token::Model as OneTimeToken;
pub use org::Model as Org;
pub use project::Model as Project;
pub use prosody::Model as ProsodyRow;
pub use recovery_code::Model as RecoveryCode;
pub use refresh_token::Model as RefreshToken;
pub use report::Model as ReportRow;
pub use score::Model as ScoreRow;
pub use session::Model as Session;
pub use sign_in::Model as SignIn;
pub use signing_key::Model as SigningKey;
pub use transcript::Model as TranscriptRow;
pub use upload::Model as Upload;
pub use user::Model as User;
