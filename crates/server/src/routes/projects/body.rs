//! A project as it is shown.

use chrono::{DateTime, Utc};
use serde::Serialize;
use storage::{UserId, records::Project};
use utoipa::ToSchema;
use uuid::Uuid;

/// A project: a talk to prepare, an exam to pass.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProjectBody {
    /// Its id.
    id: Uuid,
    /// Whose it is.
    owner: UserId,
    /// Its name.
    name: String,
    /// What it is about.
    description: String,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it was last changed.
    updated_at: DateTime<Utc>,
}

impl From<Project> for ProjectBody {
    fn from(project: Project) -> Self {
        Self {
            id: project.id,
            owner: project.owner_id,
            name: project.name,
            description: project.description,
            created_at: project.created_at,
            updated_at: project.updated_at,
        }
    }
}
