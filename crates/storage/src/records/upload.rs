//! A recording that comes in pieces.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{OrgId, SessionId, UserId};

/// A recording that comes in pieces.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "uploads")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The org.
    pub org_id: OrgId,
    /// For which session.
    pub session_id: SessionId,
    /// Who sends it.
    pub user_id: UserId,
    /// The file's name, for showing.
    pub name: String,
    /// What the sender says it is.
    pub content_type: String,
    /// Bytes to come, if the sender knows.
    pub total: Option<i64>,
    /// Bytes that are here.
    pub received: i64,
    /// Pieces that are here.
    pub parts: i32,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it is given up.
    pub expires_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
