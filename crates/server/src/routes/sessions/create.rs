//! `POST /v1/sessions`: make a session, which then waits for its recording.

use axum::{Json, extract::State, http::StatusCode};
use coach::Rubric;
use domain::Language;
use garde::Validate;
use serde::Deserialize;
use storage::{NewSession, records::SessionKind};
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{SessionBody, SessionDetail};
use crate::{
    App, FieldError, Problem, access,
    extract::{Member, Valid},
    limits::{NAME_CHARS, TEXT_CHARS},
    permissions::{Action, Resource},
};

/// The rubric of a session that names none.
const RUBRIC: &str = "public-speaking";

/// A session to make.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionRequest {
    /// What kind of practice it is.
    #[garde(skip)]
    kind: SessionKind,
    /// Its title.
    #[garde(length(chars, min = 1, max = NAME_CHARS))]
    #[schema(min_length = 1, max_length = 200, example = "Third take")]
    title: String,
    /// Its project.
    #[garde(skip)]
    project: Option<Uuid>,
    /// The language spoken, such as `en`; without it, it is detected.
    #[garde(skip)]
    #[schema(max_length = 8, example = "en")]
    language: Option<String>,
    /// What is to be said; needed for a reading.
    #[garde(inner(length(chars, min = 1, max = TEXT_CHARS)))]
    #[schema(min_length = 1, max_length = 20_000)]
    reference_text: Option<String>,
    /// By which rubric to score it; `public-speaking` without it.
    #[garde(skip)]
    #[schema(max_length = 64, example = "public-speaking")]
    rubric: Option<String>,
    /// Whether the person agreed to the org's words about being recorded. Without it, an org that asks takes no recording.
    #[serde(default)]
    #[garde(skip)]
    consent: bool,
}

/// Make a session. It then waits for its recording.
#[utoipa::path(
    post, path = "/v1/sessions", tag = "sessions", operation_id = "createSession", request_body = SessionRequest,
    responses((status = CREATED, description = "The session.", body = SessionDetail))
)]
pub(crate) async fn create(
    State(app): State<App>,
    member: Member,
    Valid(request): Valid<SessionRequest>,
) -> Result<(StatusCode, Json<SessionDetail>), Problem> {
    member.may(&app, Action::SessionCreate, &Resource::Org)?;
    let (language, rubric) = words(&request)?;
    let tx = app.store.write(member.org).await?;
    if let Some(project) = request.project {
        access::project(&app, &member, &tx, Action::ProjectRead, project)
            .await
            .map_err(|_| Problem::field("project", "there is no such project"))?;
    }
    let org = tx
        .orgs()
        .get()
        .await?
        .ok_or_else(|| Problem::not_found("There is no such org."))?;
    let new = NewSession {
        project: request.project,
        owner: member.caller.user,
        kind: request.kind,
        title: request.title,
        language,
        reference_text: request.reference_text,
        rubric,
        store_audio: org.store_audio,
        mask_transcript: org.mask_transcripts,
        erase_at: storage::erase_at(tx.now(), org.retention_days),
    };
    let session = tx.sessions().create(new).await?;
    if request.consent {
        tx.consents()
            .give(member.caller.user, session.id, &org.consent_text)
            .await?;
        access::changed(&tx, &member, &session, "session.consent").await?;
    }
    tx.commit().await?;
    let detail = SessionDetail {
        session: SessionBody::from(session),
        media: None,
        consent: request.consent,
    };
    Ok((StatusCode::CREATED, Json(detail)))
}

/// Language and rubric, each one that there is; and a reading has its text.
fn words(request: &SessionRequest) -> Result<(Option<String>, String), Problem> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, message: String| {
        errors.push(FieldError {
            field: field.to_owned(),
            message,
        });
    };
    let language = match request.language.as_deref().map(str::parse::<Language>) {
        None => None,
        Some(Ok(language)) => Some(language.code().to_owned()),
        Some(Err(unknown)) => {
            wrong("language", unknown.to_string());
            None
        }
    };
    let rubric = request.rubric.as_deref().unwrap_or(RUBRIC);
    if !Rubric::names().any(|name| name == rubric) {
        let names = Rubric::names().collect::<Vec<_>>().join(", ");
        wrong("rubric", format!("there is no such rubric; there are {names}"));
    }
    if request.kind == SessionKind::Reading && request.reference_text.is_none() {
        wrong(
            "reference_text",
            "a reading needs the text that is read".to_owned(),
        );
    }
    if errors.is_empty() {
        Ok((language, rubric.to_owned()))
    } else {
        Err(Problem::invalid(errors))
    }
}
