//! A code that stands in for the second factor, once.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::UserId;

/// A code that stands in for the second factor, once.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_codes")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose.
    pub user_id: UserId,
    /// SHA-256 of the code.
    pub hash: Vec<u8>,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
