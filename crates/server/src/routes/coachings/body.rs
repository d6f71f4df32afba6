//! Who coaches whom, as answers show it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use storage::{
    UserId,
    records::{Coaching, User},
};
use utoipa::ToSchema;

/// A coach and a learner.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CoachingBody {
    coach: PersonBody,
    learner: PersonBody,
    /// Since when.
    created_at: DateTime<Utc>,
}

/// One of the two.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonBody {
    user_id: UserId,
    /// Their name.
    name: String,
}

impl CoachingBody {
    /// With their names, as far as they are among `people`.
    pub(crate) fn new(coaching: &Coaching, people: &[User]) -> Self {
        let person = |user_id: UserId| PersonBody {
            user_id,
            name: people
                .iter()
                .find(|person| person.id == user_id)
                .map(|person| person.name.clone())
                .unwrap_or_default(),
        };
        Self {
            coach: person(coaching.coach_id),
            learner: person(coaching.learner_id),
            created_at: coaching.created_at,
        }
    }
}
