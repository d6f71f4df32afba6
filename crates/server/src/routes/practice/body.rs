//! Sentences and attempts as they are shown.

use chrono::{DateTime, Utc};
use coach::AssessedAttempt;
use domain::{CefrLevel, Language, Translation};
use serde::{Deserialize, Serialize};
use storage::{
    UserId,
    records::{Attempt, AttemptState},
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::pronounced::PronouncedBody;
use crate::Problem;

/// Where a sentence comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SentenceSource {
    /// The curated set that comes with Vivavoce.
    Curated,
    /// The language model that the operator configured.
    Model,
}

/// A sentence to read aloud.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SentenceBody {
    /// Its meaning in the curated set, such as `b1-017`; `null` from a model.
    pub(crate) id: Option<String>,
    /// The language it is in.
    pub(crate) language: Language,
    /// How hard it is.
    pub(crate) level: CefrLevel,
    /// The sentence.
    pub(crate) text: String,
    /// The same in other languages.
    pub(crate) translations: Vec<Translation>,
    /// Where it comes from.
    pub(crate) source: SentenceSource,
}

/// A sentence read aloud, and how it went.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttemptBody {
    /// Its id.
    id: Uuid,
    /// Who read.
    user: UserId,
    /// In which language.
    language: String,
    /// The sentence's level, A1 to C2.
    level: Option<String>,
    /// The sentence's meaning in the curated set.
    sentence: Option<String>,
    /// What was to be read.
    expected: String,
    /// What it means.
    translation: Option<String>,
    /// How far it is: `queued` until it was heard.
    state: AttemptState,
    /// Why it could not be heard, and what to do.
    failure: Option<String>,
    /// How it went, word by word; `null` until it was heard.
    result: Option<domain::Attempt>,
    /// How each sound was said; only for English, and `null` until it was heard.
    pronunciation: Option<PronouncedBody>,
    /// What to do next, in the language that the caller reads.
    feedback: Vec<String>,
    /// Whether the recording is kept and can be played.
    has_recording: bool,
    /// When.
    created_at: DateTime<Utc>,
}

impl AttemptBody {
    /// With feedback in `reads`.
    pub(crate) fn of(attempt: Attempt, reads: Language) -> Result<Self, Problem> {
        let (result, pronunciation) = match attempt.compared::<AssessedAttempt>()? {
            Some(assessed) => (Some(assessed.attempt), assessed.pronunciation),
            None => (None, None),
        };
        let feedback = result
            .as_ref()
            .map(|result| coach::practice::feedback(result, reads))
            .unwrap_or_default();
        Ok(Self {
            id: attempt.id,
            user: attempt.user_id,
            language: attempt.language,
            level: attempt.level,
            sentence: attempt.sentence_id,
            expected: attempt.expected,
            translation: attempt.translation,
            state: attempt.state,
            failure: attempt.failure,
            feedback,
            result,
            pronunciation: pronunciation.as_ref().map(PronouncedBody::of),
            has_recording: attempt.blob.is_some(),
            created_at: attempt.created_at,
        })
    }
}
