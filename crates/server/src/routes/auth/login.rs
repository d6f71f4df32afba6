//! `POST /v1/auth/login`: signs in on a device.

use axum::{extract::State, http::StatusCode, response::Response};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    App, Problem, ProblemBody,
    accounts::{
        normal_email, proof,
        signing_in::{self, SignedIn},
        throttle,
        totp::Proof,
    },
    extract::{Origin, Valid},
};

/// Who signs in.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct Login {
    /// Mail address.
    #[garde(length(chars, max = 254))]
    email: String,
    /// Password.
    #[garde(length(chars, max = 200))]
    #[schema(format = Password)]
    password: String,
    /// The six digits of the app, where the account has a second factor.
    #[garde(inner(length(chars, max = 20)))]
    code: Option<String>,
    /// Or one of the recovery codes.
    #[garde(inner(length(chars, max = 40)))]
    recovery_code: Option<String>,
    /// Whether the refresh token goes into a cookie, for pages of this server.
    #[serde(default)]
    #[garde(skip)]
    cookie: bool,
}

/// Sign in.
///
/// Answers 401 `wrong-credentials` for an unknown address and a wrong password alike, and 401 `second-factor-needed` when
/// those are right and the second factor is missing or wrong.
#[utoipa::path(
    post, path = "/v1/auth/login", tag = "auth", security(()),
    request_body = Login,
    responses(
        (status = OK, description = "Signed in.", body = SignedIn),
        (status = UNAUTHORIZED, description = "`wrong-credentials` or `second-factor-needed`.", body = ProblemBody, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "Too many tries.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn login(
    State(app): State<App>,
    origin: Origin,
    Valid(login): Valid<Login>,
) -> Result<Response, Problem> {
    let email = normal_email(&login.email);
    throttle::sign_in(&app.accounts, &origin, &email).await?;
    let tx = app.store.read_accounts(None).await?;
    let user = tx.users().by_email(&email).await?;
    drop(tx);
    let hash = user.as_ref().map(|user| user.password_hash.clone());
    let right = app.accounts.passwords().check(login.password, hash).await?;
    let (true, Some(user)) = (right, user) else {
        return Err(Problem::wrong_credentials(
            "The mail address or the password is wrong. Which one is not told.",
        ));
    };
    let given = Proof::of(login.code, login.recovery_code);
    proof::second_factor(&app, &user, given.as_ref()).await?;
    let has_second_factor = user.totp_confirmed_at.is_some();
    let tx = app.store.accounts(None).await?;
    // The password may have been changed while this one was checked: who changes it ends what was signed in with it.
    let now = tx.users().lock(user.id).await?;
    let unchanged = now.is_some_and(|now| now.password_hash == user.password_hash);
    if !unchanged {
        return Err(Problem::wrong_credentials(
            "The mail address or the password is wrong. Which one is not told.",
        ));
    }
    let opened = signing_in::open(&app, &tx, user.id, &origin, has_second_factor).await?;
    tx.commit().await?;
    signing_in::answer(&app, StatusCode::OK, user, opened, login.cookie).await
}
