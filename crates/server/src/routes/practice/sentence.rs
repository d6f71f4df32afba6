//! `POST /v1/practice/sentences`: a sentence to read aloud next.

use axum::{Json, extract::State};
use domain::{CefrLevel, Language, Translation};
use garde::Validate;
use serde::Deserialize;
use storage::Page;
use utoipa::ToSchema;

use super::body::{SentenceBody, SentenceSource};
use crate::{
    App, Problem,
    extract::{Member, Reads, Valid},
    permissions::{Action, Resource},
};

/// Attempts whose sentences do not come again soon.
const LATELY: u64 = 60;

/// Which sentence.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SentenceRequest {
    /// The language to practise, such as `es`.
    #[garde(length(bytes, max = 16))]
    #[schema(max_length = 16, example = "es")]
    language: String,
    /// How hard it is to be.
    #[garde(skip)]
    level: CefrLevel,
}

/// A sentence to read aloud next: one that was not read lately. It comes from the language model, where the operator
/// configured one and it answers, else from the curated set.
#[utoipa::path(
    post, path = "/v1/practice/sentences", tag = "practice", operation_id = "nextSentence", request_body = SentenceRequest,
    responses((status = OK, description = "The sentence.", body = SentenceBody))
)]
pub(crate) async fn next(
    State(app): State<App>,
    member: Member,
    Reads(reads): Reads,
    Valid(request): Valid<SentenceRequest>,
) -> Result<Json<SentenceBody>, Problem> {
    member.may(&app, Action::AttemptCreate, &Resource::Org)?;
    let language = language(&request.language)?;
    let tx = app.store.read(member.org).await?;
    let page = Page {
        after: None,
        limit: LATELY,
    };
    let lately = tx
        .attempts()
        .list(member.caller.user, Some(language.code()), page)
        .await?;
    drop(tx);
    if let Some(model) = &app.sentences {
        let seen: Vec<_> = lately
            .iter()
            .take(10)
            .map(|attempt| attempt.expected.as_str())
            .collect();
        let other = if reads == language {
            Language::ENGLISH
        } else {
            reads
        };
        match model.sentence(language, other, request.level, &seen).await {
            Ok(made) => {
                let meaning = Translation {
                    language: other,
                    text: made.translation,
                };
                return Ok(Json(SentenceBody {
                    id: None,
                    language,
                    level: request.level,
                    text: made.sentence,
                    translations: vec![meaning],
                    source: SentenceSource::Model,
                }));
            }
            Err(error) => tracing::warn!(%error, "the curated sentences serve instead of the language model"),
        }
    }
    let seen: Vec<_> = lately
        .iter()
        .filter_map(|attempt| attempt.sentence_id.as_deref())
        .collect();
    let sentence = coach::practice::pick(language, request.level, &seen, rand::random())
        .ok_or_else(|| no_sentences(language))?;
    Ok(Json(SentenceBody {
        id: Some(sentence.id.clone()),
        language,
        level: sentence.level,
        text: sentence.text.clone(),
        translations: sentence.translations.clone(),
        source: SentenceSource::Curated,
    }))
}

/// The language of that code.
pub(super) fn language(code: &str) -> Result<Language, Problem> {
    code.parse()
        .map_err(|error: domain::UnknownLanguage| Problem::field("language", error.to_string()))
}

fn no_sentences(language: Language) -> Problem {
    let codes: Vec<_> = coach::practice::languages().iter().map(Language::code).collect();
    Problem::field(
        "language",
        format!(
            "there are no sentences in {language} yet; there are some in {}. You can still read a sentence of your own.",
            codes.join(", ")
        ),
    )
}
