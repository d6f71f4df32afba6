//! One take and everything that was found in it.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::{SessionKind, SessionState};
use crate::{OrgId, SessionId, UserId};

/// One take and everything that was found in it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    /// The org.
    pub org_id: OrgId,
    /// Its project.
    pub project_id: Option<Uuid>,
    /// Who speaks.
    pub owner_id: UserId,
    /// What kind of practice.
    pub kind: SessionKind,
    /// Its title for people.
    pub title: String,
    /// The language spoken; `None` to detect it.
    pub language: Option<String>,
    /// What was to be said.
    #[sea_orm(column_type = "Text", nullable)]
    pub reference_text: Option<String>,
    /// By which rubric it is scored.
    pub rubric: String,
    /// Whether the sound is kept, as the org wanted when the session was made.
    pub store_audio: bool,
    /// Whether the transcript is masked, as the org wanted when the session was made.
    pub mask_transcript: bool,
    /// How far it is.
    pub state: SessionState,
    /// Why it failed, for the person.
    #[sea_orm(column_type = "Text", nullable)]
    pub failure: Option<String>,
    /// How often it was started; jobs of an earlier run are void.
    pub run: i32,
    /// Number of the last event.
    pub event_seq: i64,
    /// When it is erased.
    pub erase_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was done.
    pub processed_at: Option<DateTime<Utc>>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
