//! What Vivavoce keeps: records in SQLite or PostgreSQL, and blobs in a folder or S3.
//!
//! A [`Store`] opens transactions, each for one org ([`OrgTx`]), for accounts ([`AccountTx`]) or for the house itself
//! ([`SystemTx`]). Repositories hang on them, one noun a file, so that no query can be without its org; PostgreSQL holds
//! every row against it once more. Not here: what a record means, and who may see it.

mod accounts;
mod attempts;
mod blobs;
mod consents;
mod document;
mod drills;
mod error;
mod events;
mod fluency;
mod ids;
mod jobs;
mod media;
mod metrics;
mod migrations;
mod orgs;
mod page;
mod probe;
mod projects;
mod prosody;
mod queue;
pub mod records;
mod reports;
mod scores;
mod sessions;
mod signals;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod track;
mod transcripts;
mod tx;
mod uploads;

pub use accounts::{
    Idempotency, KeyClaim, NewOneTimeToken, NewSignIn, NewUser, OneTimeTokens, RecoveryCodes, Rotation,
    SignIns, SigningKeys, TokenHash, UserChange, Users,
};
pub use attempts::{AttemptMark, AttemptResult, Attempts, NewAttempt};
pub use blobs::{BlobKey, BlobSettings, BlobStream, Blobs, Composed, PutError, S3Settings};
pub use consents::Consents;
pub use drills::{Drills, StoredDrill};
pub use error::{Error, Result};
pub use events::Events;
pub use fluency::FluencyOf;
pub use ids::{OrgId, SessionId, UserId};
pub use jobs::{Jobs, NewJob};
pub use media::{MediaFacts, NewMedia, Recordings};
pub use metrics::{Metrics, Points, Series, Window};
pub use orgs::{
    Actor, AuditFilter, AuditLog, Belonging, Coachings, Erased, Erasure, Holdings, Invitations, Member,
    Memberships, Month, NewAuditEvent, NewInvitation, OrgChange, Orgs, OutsideRows, RoleChange, Table, Usage,
    erase_at,
};
pub use page::Page;
pub use projects::{NewProject, ProjectChange, Projects};
pub use prosody::ProsodyOf;
pub use queue::{Claim, JobCount, Queue};
pub use reports::Reports;
pub use scores::{Overall, Scores, StoredScore};
pub use sessions::{NewSession, SessionChange, SessionFilter, Sessions};
pub use signals::{Signal, Signals};
pub use store::{DatabaseSettings, Store};
pub use track::Bucket;
pub use transcripts::Transcripts;
pub use tx::{AccountTx, OrgTx, SystemTx, Tx};
pub use uploads::{NewUpload, Uploads};
