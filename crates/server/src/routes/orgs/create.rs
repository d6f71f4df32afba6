//! `POST /v1/orgs`: make an org.

use axum::{Json, extract::State, http::StatusCode};
use garde::Validate;
use serde::Deserialize;
use serde_json::json;
use storage::{OrgId, records::Role};
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::OrgBody;
use crate::{
    App, Problem, audit,
    extract::{Caller, Valid},
    limits::{NAME_CHARS, ORGS_OWNED},
};

/// An org to make.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewOrgRequest {
    /// Its name.
    #[garde(length(chars, min = 1, max = NAME_CHARS))]
    #[schema(min_length = 1, max_length = 200, example = "Evening school")]
    name: String,
}

/// Make an org; you own it. Where accounts are by invitation, only owners with a second factor can.
#[utoipa::path(
    post, path = "/v1/orgs", tag = "orgs", operation_id = "createOrg", request_body = NewOrgRequest,
    responses((status = CREATED, description = "The org.", body = OrgBody))
)]
pub(crate) async fn create(
    State(app): State<App>,
    caller: Caller,
    Valid(request): Valid<NewOrgRequest>,
) -> Result<(StatusCode, Json<OrgBody>), Problem> {
    let tx = app.store.read_accounts(Some(caller.user)).await?;
    let places = tx.memberships_of(caller.user).await?;
    drop(tx);
    let owned = places.iter().filter(|place| place.role == Role::Owner).count();
    if owned >= ORGS_OWNED {
        return Err(Problem::conflict(format!(
            "You own {owned} orgs, which is as many as one person may. Hand one over or delete one first."
        )));
    }
    if !app.public.open_registration && owned == 0 {
        return Err(Problem::forbidden(
            "On this server orgs are made by those who own one. Ask an owner.",
        ));
    }
    if !app.public.open_registration && !caller.second_factor {
        return Err(Problem::second_factor_needed(
            "Owners need a second factor to make another org. Set one up, or give its code when signing in.",
        ));
    }
    let tx = app.store.write(OrgId(Uuid::now_v7())).await?;
    let org = tx.orgs().create(&request.name).await?;
    tx.memberships().add(caller.user, Role::Owner).await?;
    audit::note(
        &tx,
        &caller.actor(),
        "org.create",
        ("org", org.id.to_string()),
        json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok((
        StatusCode::CREATED,
        Json(OrgBody::new(org, Role::Owner, &app.limits)),
    ))
}
