//! `POST /v1/auth/password-reset`: asks for a mail with which to choose a new password.

use axum::{extract::State, http::StatusCode};
use chrono::TimeDelta;
use garde::Validate;
use serde::Deserialize;
use storage::{NewOneTimeToken, records::Purpose};
use utoipa::ToSchema;

use crate::{
    App, Problem, ProblemBody,
    accounts::{
        mail_address,
        mailer::{Letter, Locale},
        normal_email, throttle, token,
    },
    extract::{Origin, Valid},
};

/// How long the link works.
const LIFE: TimeDelta = TimeDelta::hours(1);

/// Whose password.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct PasswordReset {
    /// Mail address of the account.
    #[garde(custom(mail_address))]
    email: String,
}

/// Ask for a new password.
///
/// Answers the same at once whether the address has an account or not; the mail follows where it has one.
#[utoipa::path(
    post, path = "/v1/auth/password-reset", tag = "auth", security(()),
    operation_id = "ask_password_reset",
    request_body = PasswordReset,
    responses(
        (status = ACCEPTED, description = "If the address has an account, a mail is on its way."),
        (status = TOO_MANY_REQUESTS, description = "Too many tries.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn password_reset(
    State(app): State<App>,
    origin: Origin,
    Valid(body): Valid<PasswordReset>,
) -> Result<StatusCode, Problem> {
    throttle::ask(&app.accounts, &origin).await?;
    let email = normal_email(&body.email);
    // Outside of the answer, so that the time it takes tells nothing either.
    tokio::spawn(async move {
        if let Err(error) = send(&app, &email).await {
            tracing::error!(%error, "a password reset could not be prepared");
        }
    });
    Ok(StatusCode::ACCEPTED)
}

async fn send(app: &App, email: &str) -> storage::Result<()> {
    if !throttle::may_mail(&app.accounts, email).await {
        return Ok(());
    }
    let tx = app.store.accounts(None).await?;
    let Some(user) = tx.users().by_email(email).await? else {
        return Ok(());
    };
    let fresh = token::fresh();
    tx.one_time_tokens()
        .add(NewOneTimeToken {
            hash: token::hash(&fresh),
            purpose: Purpose::PasswordReset,
            user: Some(user.id),
            detail: serde_json::json!({}),
            expires_at: tx.now() + LIFE,
        })
        .await?;
    tx.commit().await?;
    let letter = Letter::PasswordReset { token: &fresh };
    app.accounts
        .mailer()
        .send_later(&user.email, Locale::of(&user.locale), &letter);
    Ok(())
}
