//! A device that somebody is signed in on: one family of refresh tokens.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::UserId;

/// A device that somebody is signed in on: one family of refresh tokens.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_ins")]
pub struct Model {
    /// Its id; `sid` in access tokens.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who.
    pub user_id: UserId,
    /// What the device calls itself, for showing.
    pub device: String,
    /// From which address.
    pub address: String,
    /// When the second factor was given on it.
    pub second_factor_at: Option<DateTime<Utc>>,
    /// When they signed in.
    pub created_at: DateTime<Utc>,
    /// When it last asked for a token.
    pub last_used_at: DateTime<Utc>,
    /// When it was ended.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
