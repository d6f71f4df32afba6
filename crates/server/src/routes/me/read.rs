//! `GET /v1/me`: one's own account.

use axum::{Json, extract::State};
use serde::Serialize;
use storage::{OrgId, records::Role};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App, Problem,
    accounts::{proof, signing_in::UserView},
    extract::Caller,
};

/// One's own account and where one belongs.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me {
    /// The account.
    #[serde(flatten)]
    user: UserView,
    /// The orgs, first joined first.
    orgs: Vec<MyOrg>,
    /// This device.
    sign_in: Uuid,
    /// Whether the second factor was given on this device.
    second_factor_given: bool,
    /// Recovery codes that are left.
    recovery_codes: u64,
}

/// An org that one belongs to.
#[derive(Serialize, ToSchema)]
pub(crate) struct MyOrg {
    /// Its id.
    id: OrgId,
    /// Its name.
    name: String,
    /// As what.
    role: Role,
}

/// Get one's own account.
#[utoipa::path(
    get, path = "/v1/me", tag = "me", operation_id = "get_me",
    responses((status = OK, description = "The account.", body = Me))
)]
pub(crate) async fn read(State(app): State<App>, caller: Caller) -> Result<Json<Me>, Problem> {
    let user = proof::account(&app, caller).await?;
    let tx = app.store.read_accounts(Some(caller.user)).await?;
    let orgs = tx.orgs_of(caller.user).await?;
    Ok(Json(Me {
        recovery_codes: tx.recovery_codes().left(caller.user).await?,
        user: user.into(),
        orgs: orgs
            .into_iter()
            .map(|belonging| MyOrg {
                id: belonging.org.id,
                name: belonging.org.name,
                role: belonging.role,
            })
            .collect(),
        sign_in: caller.sign_in,
        second_factor_given: caller.second_factor,
    }))
}
