//! `GET /v1/sessions/{id}/scores`: what it is worth, by each version of a rubric.

use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::ScoreCard;
use serde::Serialize;
use storage::{SessionId, StoredScore};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Problem, answer::List, extract::Readable};

/// The scores of a session by one version of a rubric. Scores of two versions are not comparable.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScoreBody {
    /// Its id.
    id: Uuid,
    /// When it was scored.
    created_at: DateTime<Utc>,
    /// The scores, each with its interval and what it rests on.
    card: ScoreCard,
}

impl From<StoredScore> for ScoreBody {
    fn from(score: StoredScore) -> Self {
        Self {
            id: score.id,
            created_at: score.created_at,
            card: score.card,
        }
    }
}

/// What a session is worth, newest first; one entry for each version of a rubric that it was scored by.
#[utoipa::path(
    get, path = "/v1/sessions/{id}/scores", tag = "results", operation_id = "getScores", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = OK, description = "The scores; none before the session is done.", body = List<ScoreBody>),
        (status = NOT_MODIFIED, description = "They are as the caller has them."),
    )
)]
pub(crate) async fn scores(read: Readable) -> Result<Response, Problem> {
    let scores = read.tx.scores().list(read.session.id).await?;
    let scores = List::all(scores.into_iter().map(ScoreBody::from));
    read.send(&scores, "scores.read").await
}
