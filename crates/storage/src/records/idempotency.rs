//! The answer to a request that must not be done twice.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::UserId;

/// The answer to a request that must not be done twice.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_records")]
pub struct Model {
    /// Who asked.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// The `Idempotency-Key` they gave.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// SHA-256 of method, path, org and body: the same key with another request is refused.
    pub request_hash: Vec<u8>,
    /// Status of the answer; `None` while the first request is still running.
    pub status: Option<i32>,
    /// Its content type.
    pub content_type: Option<String>,
    /// Its body.
    pub body: Option<Vec<u8>>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Until when it is remembered.
    pub expires_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
