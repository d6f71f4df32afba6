//! What was said.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{OrgId, SessionId};

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "transcripts")]
pub struct Model {
    /// The session.
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: SessionId,
    /// The org.
    pub org_id: OrgId,
    /// What the recogniser heard, before alignment.
    pub heard: Json,
    /// The transcript, once aligned.
    pub document: Option<Json>,
    /// How its sounds were said, where they were scored.
    pub sounds: Option<Json>,
    /// The language.
    pub language: String,
    /// Number of words.
    pub words: i32,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
