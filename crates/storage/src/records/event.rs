//! Something that a listener wants to know at once.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::Channel;
use crate::{OrgId, SessionId};

/// Something that a listener wants to know at once.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    /// The session.
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: SessionId,
    /// Its number within the session, from 1, without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// The org.
    pub org_id: OrgId,
    /// On which channel.
    pub channel: Channel,
    /// What happened.
    pub payload: Json,
    /// When.
    pub at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
