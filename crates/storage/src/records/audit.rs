//! Who saw or changed what.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{OrgId, UserId};

/// Who saw or changed what.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_events")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The org.
    pub org_id: OrgId,
    /// Who; `None` for Vivavoce itself.
    pub actor_id: Option<UserId>,
    /// What was done, such as `session.erase`.
    pub action: String,
    /// What kind of thing it was done to.
    pub object_kind: String,
    /// Which one.
    pub object_id: String,
    /// What else is needed to understand it; no transcript text.
    pub detail: Json,
    /// From which address.
    pub address: String,
    /// In which request.
    pub request_id: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
