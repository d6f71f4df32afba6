//! A person's place in an org.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::Role;
use crate::{OrgId, UserId};

/// A person's place in an org.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "memberships")]
pub struct Model {
    /// The org.
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: OrgId,
    /// The person.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// What they may do there.
    pub role: Role,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
