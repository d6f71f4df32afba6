//! A piece of work that will be done, once.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::JobState;
use crate::OrgId;

/// A piece of work that will be done, once.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The org.
    pub org_id: OrgId,
    /// Which job.
    pub kind: String,
    /// What it works on: a session, a report, an attempt.
    pub subject_id: Uuid,
    /// Which run of the subject: an earlier run's job is void.
    pub run: i32,
    /// Two jobs with one key are one job.
    pub unique_key: String,
    /// What else it needs.
    pub input: Json,
    /// How far it is.
    pub state: JobState,
    /// Jobs of a later stage go first, so that what was begun is finished.
    pub stage: i32,
    /// How often it was tried.
    pub tries: i32,
    /// How often it may be.
    pub max_tries: i32,
    /// Not before this.
    pub run_at: DateTime<Utc>,
    /// Until when its worker has it.
    pub lease_until: Option<DateTime<Utc>>,
    /// Which worker has it.
    pub leased_by: Option<String>,
    /// The only process that can do it, since the sound is in its memory.
    pub held_by: Option<String>,
    /// What went wrong last.
    #[sea_orm(column_type = "Text", nullable)]
    pub error: Option<String>,
    /// When it was last begun.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
