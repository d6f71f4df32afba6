//! A report in one format.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::{ReportFormat, ReportState};
use crate::{OrgId, SessionId, UserId};

/// A report in one format.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reports")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The org.
    pub org_id: OrgId,
    /// The session.
    pub session_id: SessionId,
    /// Who asked for it.
    pub requested_by: UserId,
    /// In which format.
    pub format: ReportFormat,
    /// Whether it is ready.
    pub state: ReportState,
    /// Key of its blob.
    #[sea_orm(column_type = "Text", nullable)]
    pub blob: Option<String>,
    /// Its size.
    pub bytes: Option<i64>,
    /// Why it could not be made.
    #[sea_orm(column_type = "Text", nullable)]
    pub error: Option<String>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it was ready.
    pub ready_at: Option<DateTime<Utc>>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
