//! A drill as it is shown.

use chrono::{DateTime, Utc};
use domain::Drill;
use serde::Serialize;
use storage::{SessionId, StoredDrill, records::DrillState};
use utoipa::ToSchema;
use uuid::Uuid;

/// An exercise made from a session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DrillBody {
    /// Its id.
    id: Uuid,
    /// The session.
    session: SessionId,
    /// Whether it was done.
    state: DrillState,
    /// The exercise.
    drill: Drill,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<StoredDrill> for DrillBody {
    fn from(stored: StoredDrill) -> Self {
        Self {
            id: stored.id,
            session: stored.session,
            state: stored.state,
            drill: stored.drill,
            created_at: stored.created_at,
            updated_at: stored.updated_at,
        }
    }
}
