//! A sentence read aloud, and how it went.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::AttemptState;
use crate::{OrgId, UserId};

/// A sentence read aloud, and how it went.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "practice_attempts")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The org.
    pub org_id: OrgId,
    /// Who read.
    pub user_id: UserId,
    /// In which language.
    pub language: String,
    /// The sentence's level, A1 to C2.
    pub level: Option<String>,
    /// The sentence of the curated set; `None` for another.
    pub sentence_id: Option<String>,
    /// What was to be read.
    #[sea_orm(column_type = "Text")]
    pub expected: String,
    /// What it means.
    #[sea_orm(column_type = "Text", nullable)]
    pub translation: Option<String>,
    /// How far it is.
    pub state: AttemptState,
    /// Why it failed, for the person.
    #[sea_orm(column_type = "Text", nullable)]
    pub failure: Option<String>,
    /// What was heard.
    #[sea_orm(column_type = "Text", nullable)]
    pub transcription: Option<String>,
    /// 0 to 100.
    pub accuracy: Option<f64>,
    /// Whether it counts as read right.
    pub correct: Option<bool>,
    /// The comparison word by word.
    pub document: Option<Json>,
    /// Key of the recording, where it is kept.
    #[sea_orm(column_type = "Text", nullable)]
    pub blob: Option<String>,
    /// What the sender says the recording is.
    pub content_type: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
