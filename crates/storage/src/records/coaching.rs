//! A coach's access to one learner's sessions.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{OrgId, UserId};

/// A coach's access to one learner's sessions.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "coachings")]
pub struct Model {
    /// The org.
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: OrgId,
    /// Who may look.
    #[sea_orm(primary_key, auto_increment = false)]
    pub coach_id: UserId,
    /// Whose sessions.
    #[sea_orm(primary_key, auto_increment = false)]
    pub learner_id: UserId,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
