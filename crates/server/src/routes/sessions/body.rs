//! A session as it is shown.

use chrono::{DateTime, Utc};
use serde::Serialize;
use storage::{
    SessionId, UserId,
    records::{Media, MediaState, Session, SessionKind, SessionState},
};
use utoipa::ToSchema;
use uuid::Uuid;

/// A session: one take and everything that was found in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionBody {
    /// Its id.
    id: SessionId,
    /// Its project.
    project: Option<Uuid>,
    /// Who speaks.
    owner: UserId,
    /// What kind of practice it is.
    kind: SessionKind,
    /// Its title.
    title: String,
    /// The language spoken; `null` to detect it.
    language: Option<String>,
    /// What was to be said.
    reference_text: Option<String>,
    /// By which rubric it is scored.
    rubric: String,
    /// How far it is.
    state: SessionState,
    /// Why it failed, and what to do.
    failure: Option<String>,
    /// How often it was processed.
    run: i32,
    /// Number of its last event.
    last_event: i64,
    /// Whether its recording is kept after it was measured.
    keeps_recording: bool,
    /// When it is erased; `null` keeps it.
    erased_at: Option<DateTime<Utc>>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
    /// When it was last done.
    processed_at: Option<DateTime<Utc>>,
}

/// A session with its recording.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionDetail {
    /// The session.
    #[serde(flatten)]
    pub(crate) session: SessionBody,
    /// Its recording, once there is one.
    pub(crate) media: Option<MediaBody>,
    /// Whether the person agreed to be recorded, where the org asks for it.
    pub(crate) consent: bool,
}

/// A recording.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MediaBody {
    /// Its id.
    id: Uuid,
    /// Where its bytes are.
    state: MediaState,
    /// The file's name.
    name: String,
    /// What the sender said it is.
    content_type: String,
    /// Its size.
    bytes: i64,
    /// SHA-256 of its bytes, in hexadecimal digits; `null` where it did not come through this server in one piece.
    sha256: Option<String>,
    /// Its length, once it was decoded.
    seconds: Option<f64>,
    /// When it came in.
    created_at: DateTime<Utc>,
}

impl From<Session> for SessionBody {
    fn from(session: Session) -> Self {
        Self {
            id: session.id,
            project: session.project_id,
            owner: session.owner_id,
            kind: session.kind,
            title: session.title,
            language: session.language,
            reference_text: session.reference_text,
            rubric: session.rubric,
            state: session.state,
            failure: session.failure,
            run: session.run,
            last_event: session.event_seq,
            keeps_recording: session.store_audio,
            erased_at: session.erase_at,
            created_at: session.created_at,
            updated_at: session.updated_at,
            processed_at: session.processed_at,
        }
    }
}

impl From<Media> for MediaBody {
    fn from(media: Media) -> Self {
        Self {
            id: media.id,
            state: media.state,
            name: media.name,
            content_type: media.content_type,
            bytes: media.bytes,
            sha256: media.sha256.map(|hash| hex(&hash)),
            seconds: media.seconds,
            created_at: media.created_at,
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
