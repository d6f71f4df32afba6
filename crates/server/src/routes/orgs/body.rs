//! An org, as answers show it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use storage::{
    OrgId,
    records::{Org, Role},
};
use utoipa::ToSchema;

use crate::limits::Limits;

/// An org, and what the caller is in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrgBody {
    id: OrgId,
    /// Its name.
    name: String,
    /// What the caller is in it.
    role: Role,
    /// Whether recordings are kept after they were measured. When not, they never touch the disk.
    store_audio: bool,
    /// Days after which a session is erased; `null` keeps it.
    retention_days: Option<i32>,
    /// Whether names, numbers and mail addresses are masked in transcripts.
    mask_transcripts: bool,
    /// What people agree to before they are recorded; empty asks for nothing.
    consent_text: String,
    /// Bytes that one recording may have on this server.
    recording_bytes: u64,
    created_at: DateTime<Utc>,
}

impl OrgBody {
    /// The org as `role` sees it, on a server with these limits.
    pub(crate) fn new(org: Org, role: Role, limits: &Limits) -> Self {
        Self {
            id: org.id,
            name: org.name,
            role,
            store_audio: org.store_audio,
            retention_days: org.retention_days,
            mask_transcripts: org.mask_transcripts,
            consent_text: org.consent_text,
            recording_bytes: limits.media_bytes,
            created_at: org.created_at,
        }
    }
}
