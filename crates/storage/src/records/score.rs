//! The scores of one session by one version of a rubric.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{OrgId, SessionId};

/// The scores of one session by one version of a rubric.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "scores")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The org.
    pub org_id: OrgId,
    /// The session.
    pub session_id: SessionId,
    /// The rubric's name.
    pub rubric: String,
    /// Its version: other versions are not comparable.
    pub rubric_version: i32,
    /// The overall score, 0 to 100; `None` where it was not scored.
    pub overall: Option<f64>,
    /// Lower end of its 80 % interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// The whole score card.
    pub document: Json,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
