//! `POST /v1/sessions/{id}/consent`: agree to be recorded.

use axum::{Json, extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use serde::Serialize;
use storage::{SessionId, records::Consent};
use utoipa::ToSchema;

use crate::{
    App, Problem, access,
    extract::{Id, Member},
    permissions::Action,
};

/// What somebody agreed to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConsentBody {
    /// The org's words about being recorded, as they were then.
    text: String,
    /// When.
    given_at: DateTime<Utc>,
}

impl From<Consent> for ConsentBody {
    fn from(consent: Consent) -> Self {
        Self {
            text: consent.text,
            given_at: consent.given_at,
        }
    }
}

/// Agree to be recorded, to the org's words as they are now. Only the one who speaks can; once is enough.
#[utoipa::path(
    post, path = "/v1/sessions/{id}/consent", tag = "sessions", operation_id = "giveConsent", params(("id" = SessionId, Path, description = "The session.")),
    responses(
        (status = CREATED, description = "It is kept, word by word.", body = ConsentBody),
        (status = OK, description = "It was given before.", body = ConsentBody),
    )
)]
pub(crate) async fn give(
    State(app): State<App>,
    member: Member,
    Id(id): Id<SessionId>,
) -> Result<(StatusCode, Json<ConsentBody>), Problem> {
    let tx = app.store.write(member.org).await?;
    let session = access::session(&app, &member, &tx, Action::SessionConsent, id).await?;
    if let Some(given) = tx.consents().standing(id).await? {
        return Ok((StatusCode::OK, Json(given.into())));
    }
    let org = tx.orgs().get().await?;
    let org = org.ok_or_else(|| Problem::not_found("There is no such org."))?;
    let given = tx
        .consents()
        .give(member.caller.user, id, &org.consent_text)
        .await?;
    access::changed(&tx, &member, &session, "session.consent").await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(given.into())))
}
