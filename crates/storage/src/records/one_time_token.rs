//! A token that works once: to reset a password, to open a live stream, to set up the first owner.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::Purpose;
use crate::UserId;

/// A token that works once: to reset a password, to open a live stream, to set up the first owner.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "one_time_tokens")]
pub struct Model {
    /// SHA-256 of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    /// What it is for.
    pub purpose: Purpose,
    /// For whom.
    pub user_id: Option<UserId>,
    /// What else it carries.
    pub detail: Json,
    /// When it was given out.
    pub created_at: DateTime<Utc>,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
