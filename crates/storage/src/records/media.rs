//! The recording of a session.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::MediaState;
use crate::{OrgId, SessionId};

/// The recording of a session.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "media")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The org.
    pub org_id: OrgId,
    /// The session; one recording each.
    pub session_id: SessionId,
    /// Where its bytes are.
    pub state: MediaState,
    /// Key of its blob.
    #[sea_orm(column_type = "Text", nullable)]
    pub blob: Option<String>,
    /// The file's name, for showing.
    pub name: String,
    /// What the sender says it is.
    pub content_type: String,
    /// Its size.
    pub bytes: i64,
    /// Of its bytes.
    pub sha256: Option<Vec<u8>>,
    /// Its length, once decoded.
    pub seconds: Option<f64>,
    /// Format and notices, once decoded.
    pub facts: Option<Json>,
    /// For drawing, once decoded.
    pub waveform: Option<Json>,
    /// When it came in.
    pub created_at: DateTime<Utc>,
    /// When its bytes were erased.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
