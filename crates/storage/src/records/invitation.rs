//! An invitation into an org, by mail.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::Role;
use crate::{OrgId, UserId};

/// An invitation into an org, by mail.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitations")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Into which org.
    pub org_id: OrgId,
    /// To whom, lower case.
    pub email: String,
    /// As what.
    pub role: Role,
    /// SHA-256 of the token in the mail.
    pub token_hash: Vec<u8>,
    /// By whom.
    pub invited_by: UserId,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Until when it can be accepted.
    pub expires_at: DateTime<Utc>,
    /// When it was.
    pub accepted_at: Option<DateTime<Utc>>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
