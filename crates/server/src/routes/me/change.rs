//! `PATCH /v1/me`: changes one's own account.

use axum::{Json, extract::State};
use garde::Validate;
use serde::Deserialize;
use storage::UserChange;
use utoipa::ToSchema;

use crate::{
    App, Problem,
    accounts::signing_in::UserView,
    extract::{Caller, Valid},
    limits::NAME_CHARS,
};

/// What is to change; what is not there stays.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct MyChange {
    /// Name for people.
    #[garde(inner(length(chars, min = 1, max = NAME_CHARS)))]
    name: Option<String>,
    /// Language of the pages and mails.
    #[garde(inner(length(chars, min = 2, max = 35)))]
    locale: Option<String>,
}

/// Change one's own account.
#[utoipa::path(
    patch, path = "/v1/me", tag = "me", operation_id = "change_me",
    request_body = MyChange,
    responses((status = OK, description = "As it is now.", body = UserView))
)]
pub(crate) async fn change(
    State(app): State<App>,
    caller: Caller,
    Valid(body): Valid<MyChange>,
) -> Result<Json<UserView>, Problem> {
    let change = UserChange {
        name: body.name,
        locale: body.locale,
    };
    let tx = app.store.accounts(None).await?;
    let user = tx
        .users()
        .change(caller.user, change)
        .await?
        .ok_or_else(|| Problem::signed_out("The account is no longer there."))?;
    tx.commit().await?;
    Ok(Json(user.into()))
}
