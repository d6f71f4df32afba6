//! Ten seconds of one track.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::Track;
use crate::{OrgId, SessionId};

/// Ten seconds of one track.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "metrics")]
pub struct Model {
    /// The session.
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: SessionId,
    /// Which track.
    #[sea_orm(primary_key, auto_increment = false)]
    pub track: Track,
    /// Start of the session plus `start_ms`: what TimescaleDB cuts by.
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: DateTime<Utc>,
    /// The org.
    pub org_id: OrgId,
    /// Time of the first frame in the recording, milliseconds.
    pub start_ms: i64,
    /// Milliseconds between frames.
    pub step_ms: f64,
    /// Number of frames.
    pub frames: i32,
    /// Number of frames with a value.
    pub measured: i32,
    /// Lowest value.
    pub low: Option<f64>,
    /// Mean of the values.
    pub mean: Option<f64>,
    /// Highest value.
    pub high: Option<f64>,
    /// The frames, f64 little endian; NaN where there is no value.
    pub values: Vec<u8>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
