//! `POST /v1/me/password`: changes the password.

use axum::{extract::State, http::StatusCode};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    App, Problem, ProblemBody,
    accounts::{
        mailer::{Letter, Locale},
        new_password as acceptable, proof,
    },
    extract::{Caller, Valid},
};

/// The password that is, and the one to be.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct PasswordChange {
    /// The password until now.
    #[garde(length(chars, max = 200))]
    #[schema(format = Password)]
    password: String,
    /// The password to be.
    #[garde(custom(acceptable))]
    #[schema(format = Password)]
    new_password: String,
}

/// Change the password.
///
/// Ends every other sign-in.
#[utoipa::path(
    post, path = "/v1/me/password", tag = "me", operation_id = "change_password",
    request_body = PasswordChange,
    responses(
        (status = NO_CONTENT, description = "Changed."),
        (status = UNAUTHORIZED, description = "The password is wrong.", body = ProblemBody),
    )
)]
pub(crate) async fn password(
    State(app): State<App>,
    caller: Caller,
    Valid(body): Valid<PasswordChange>,
) -> Result<StatusCode, Problem> {
    let user = proof::password(&app, caller, body.password).await?;
    let hash = app.accounts.passwords().hash(body.new_password).await?;
    let tx = app.store.accounts(None).await?;
    tx.users().set_password(user.id, &hash).await?;
    tx.sign_ins().end_all(user.id, Some(caller.sign_in)).await?;
    tx.commit().await?;
    app.accounts.look_again_at_all();
    app.accounts
        .mailer()
        .send_later(&user.email, Locale::of(&user.locale), &Letter::PasswordChanged);
    Ok(StatusCode::NO_CONTENT)
}
