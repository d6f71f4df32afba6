//! `GET /v1/practice/languages`: what there are sentences for.

use axum::Json;
use domain::{CefrLevel, Language};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{answer::List, extract::Member};

/// A language that there are sentences for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PracticeLanguageBody {
    /// Which.
    language: Language,
    /// How many sentences there are of each level.
    levels: Vec<LevelBody>,
}

/// Sentences of one level.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LevelBody {
    /// Which.
    level: CefrLevel,
    /// How many.
    sentences: usize,
}

const LEVELS: [CefrLevel; 6] = [
    CefrLevel::A1,
    CefrLevel::A2,
    CefrLevel::B1,
    CefrLevel::B2,
    CefrLevel::C1,
    CefrLevel::C2,
];

/// The languages that can be practised by reading aloud.
#[utoipa::path(
    get, path = "/v1/practice/languages", tag = "practice", operation_id = "listPracticeLanguages",
    responses((status = OK, description = "All of them.", body = List<PracticeLanguageBody>))
)]
pub(crate) async fn list(_: Member) -> Json<List<PracticeLanguageBody>> {
    let body = |language: &Language| PracticeLanguageBody {
        language: *language,
        levels: LEVELS
            .into_iter()
            .map(|level| LevelBody {
                level,
                sentences: coach::practice::sentences(*language, level).count(),
            })
            .collect(),
    };
    Json(List::all(coach::practice::languages().iter().map(body)))
}
