//! One refresh token of a family; it works once.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One refresh token of a family; it works once.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "refresh_tokens")]
pub struct Model {
    /// SHA-256 of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    /// Its family.
    pub sign_in_id: Uuid,
    /// When it was given out.
    pub created_at: DateTime<Utc>,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
    /// When it was used; a second use ends the family.
    pub used_at: Option<DateTime<Utc>>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
