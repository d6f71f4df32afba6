//! `POST /v1/auth/password-reset/confirm`: chooses the new password.

use axum::{extract::State, http::StatusCode};
use garde::Validate;
use serde::Deserialize;
use storage::records::Purpose;
use utoipa::ToSchema;

use crate::{
    App, Problem, ProblemBody,
    accounts::{
        mailer::{Letter, Locale},
        new_password, throttle, token,
    },
    extract::{Origin, Valid},
};

/// The new password.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct NewPassword {
    /// The token in the mail.
    #[garde(length(chars, max = 100))]
    token: String,
    /// Password to be.
    #[garde(custom(new_password))]
    #[schema(format = Password)]
    password: String,
}

/// Choose a new password.
///
/// Ends every sign-in of the account. A second factor stays: signing in asks for it as before.
#[utoipa::path(
    post, path = "/v1/auth/password-reset/confirm", tag = "auth", security(()),
    operation_id = "confirm_password_reset",
    request_body = NewPassword,
    responses(
        (status = NO_CONTENT, description = "Changed. Sign in with it."),
        (status = GONE, description = "The token does not work, or no longer.", body = ProblemBody),
    )
)]
pub(crate) async fn password_reset_confirm(
    State(app): State<App>,
    origin: Origin,
    Valid(body): Valid<NewPassword>,
) -> Result<StatusCode, Problem> {
    throttle::ask(&app.accounts, &origin).await?;
    let password_hash = app.accounts.passwords().hash(body.password).await?;
    let gone = || Problem::gone("The link does not work or no longer does. Ask for a new one.");
    let tx = app.store.accounts(None).await?;
    let token = tx
        .one_time_tokens()
        .consume(Purpose::PasswordReset, &token::hash(&body.token))
        .await?
        .ok_or_else(gone)?;
    let user = token.user_id.ok_or_else(gone)?;
    let user = tx.users().by_id(user).await?.ok_or_else(gone)?;
    tx.users().set_password(user.id, &password_hash).await?;
    tx.one_time_tokens()
        .forget(Purpose::PasswordReset, Some(user.id))
        .await?;
    tx.sign_ins().end_all(user.id, None).await?;
    tx.commit().await?;
    app.accounts.look_again_at_all();
    app.accounts
        .mailer()
        .send_later(&user.email, Locale::of(&user.locale), &Letter::PasswordChanged);
    Ok(StatusCode::NO_CONTENT)
}
