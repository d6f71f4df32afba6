//! An exercise made from a session.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::DrillState;
use crate::{OrgId, SessionId};

/// An exercise made from a session.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "drills")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The org.
    pub org_id: OrgId,
    /// The session.
    pub session_id: SessionId,
    /// Its place among the session's drills.
    pub ordinal: i32,
    /// The exercise.
    pub document: Json,
    /// Whether it was done.
    pub state: DrillState,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
