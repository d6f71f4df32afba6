//! An org and how it wants its data kept.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::OrgId;

/// An org and how it wants its data kept.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "orgs")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrgId,
    /// Its name for people.
    pub name: String,
    /// Whether sound is kept after it was measured. When not, it never touches the disk.
    pub store_audio: bool,
    /// Days after which a session is erased; `None` keeps it.
    pub retention_days: Option<i32>,
    /// Whether names, numbers and mail addresses are masked in transcripts.
    pub mask_transcripts: bool,
    /// What people agree to before they are recorded; empty asks for nothing.
    #[sea_orm(column_type = "Text")]
    pub consent_text: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
