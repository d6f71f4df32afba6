//! A person's consent to be recorded.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{OrgId, SessionId, UserId};

/// A person's consent to be recorded.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consents")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The org.
    pub org_id: OrgId,
    /// Who.
    pub user_id: UserId,
    /// For which session.
    pub session_id: SessionId,
    /// What they agreed to, word by word.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// When.
    pub given_at: DateTime<Utc>,
    /// When they took it back.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
