//! `PATCH /v1/orgs/{id}`: how an org wants its data kept.

use axum::{Json, extract::State};
use garde::Validate;
use serde::{Deserialize, Deserializer, Serialize};
use storage::{OrgChange, OrgId};
use utoipa::ToSchema;

use super::{body::OrgBody, get::no_org};
use crate::{
    App, Problem, audit,
    extract::{InOrg, Valid},
    limits::{NAME_CHARS, TEXT_CHARS},
    permissions::{Action, Resource},
};

/// What is to change; what is left out stays.
#[derive(Debug, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrgChangeRequest {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = NAME_CHARS))]
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// Whether recordings are kept after they were measured. Holds for sessions made from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    store_audio: Option<bool>,
    /// Days after which a session is erased, 1 to 36500; `null` keeps it. Holds for all sessions.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[garde(inner(inner(range(min = 1, max = 36_500))))]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 36_500)]
    retention_days: Option<Option<i32>>,
    /// Whether names, numbers and mail addresses are masked in transcripts. Holds for sessions made from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    mask_transcripts: Option<bool>,
    /// What people agree to before they are recorded; empty asks for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, max = TEXT_CHARS))]
    #[schema(max_length = 20_000)]
    consent_text: Option<String>,
}

/// Change how an org wants its data kept. For owners and admins.
#[utoipa::path(
    patch, path = "/v1/orgs/{id}", tag = "orgs", operation_id = "changeOrg", params(("id" = OrgId, Path)),
    request_body = OrgChangeRequest,
    responses((status = OK, description = "The org as it is now.", body = OrgBody))
)]
pub(crate) async fn change(
    State(app): State<App>,
    InOrg(member): InOrg,
    Valid(request): Valid<OrgChangeRequest>,
) -> Result<Json<OrgBody>, Problem> {
    member.may(&app, Action::OrgChange, &Resource::Org)?;
    let detail = serde_json::to_value(&request).map_err(|error| Problem::ours(&error))?;
    let tx = app.store.write(member.org).await?;
    let change = OrgChange {
        name: request.name,
        store_audio: request.store_audio,
        retention_days: request.retention_days,
        mask_transcripts: request.mask_transcripts,
        consent_text: request.consent_text,
    };
    let org = tx.orgs().change(change).await?.ok_or_else(no_org)?;
    audit::note(
        &tx,
        &member.actor(),
        "org.change",
        ("org", org.id.to_string()),
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(Json(OrgBody::new(org, member.role, &app.limits)))
}

/// Tells `null` from nothing.
#[expect(
    clippy::option_option,
    reason = "left out, null and a number are three things"
)]
fn given<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<i32>>, D::Error> {
    Option::<i32>::deserialize(value).map(Some)
}
