//! One minute of one track, summed up.

use sea_orm::entity::prelude::*;

use super::Track;
use crate::{OrgId, SessionId};

/// One minute of one track, summed up.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "metric_minutes")]
pub struct Model {
    /// The session.
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: SessionId,
    /// Which track.
    #[sea_orm(primary_key, auto_increment = false)]
    pub track: Track,
    /// Minute of the recording, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub minute: i32,
    /// The org.
    pub org_id: OrgId,
    /// Number of frames with a value.
    pub measured: i32,
    /// Lowest value.
    pub low: f64,
    /// Mean of the values.
    pub mean: f64,
    /// Highest value.
    pub high: f64,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
