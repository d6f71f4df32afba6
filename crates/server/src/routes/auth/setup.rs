//! `POST /v1/auth/setup`: the first owner of a new server.

use axum::{extract::State, http::StatusCode, response::Response};
use garde::Validate;
use serde::Deserialize;
use storage::{
    NewUser, OrgId,
    records::{Purpose, Role},
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App, Problem, ProblemBody,
    accounts::{
        mail_address, new_password, normal_email,
        signing_in::{self, SignedIn},
        throttle, token,
    },
    extract::{Origin, Valid},
    limits::NAME_CHARS,
};

/// The first owner and their org.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct Setup {
    /// The token that the server showed when it started.
    #[garde(length(chars, max = 100))]
    token: String,
    /// Mail address.
    #[garde(custom(mail_address))]
    email: String,
    /// Name for people.
    #[garde(length(chars, min = 1, max = NAME_CHARS))]
    name: String,
    /// Password to be.
    #[garde(custom(new_password))]
    #[schema(format = Password)]
    password: String,
    /// Name of the org.
    #[garde(length(chars, min = 1, max = NAME_CHARS))]
    org: String,
    /// Language of the pages and mails.
    #[serde(default = "super::super::users::english")]
    #[garde(length(chars, min = 2, max = 35))]
    locale: String,
    /// Whether the refresh token goes into a cookie, for pages of this server.
    #[serde(default)]
    #[garde(skip)]
    cookie: bool,
}

/// Set up a new server.
///
/// Makes the first account and its org, and signs in. Works once, with the token that the server shows at its start as long
/// as there is no account.
#[utoipa::path(
    post, path = "/v1/auth/setup", tag = "auth", security(()),
    request_body = Setup,
    responses(
        (status = CREATED, description = "Signed in as the owner.", body = SignedIn),
        (status = GONE, description = "The token does not work, or no longer.", body = ProblemBody),
    )
)]
pub(crate) async fn setup(
    State(app): State<App>,
    origin: Origin,
    Valid(setup): Valid<Setup>,
) -> Result<Response, Problem> {
    throttle::ask(&app.accounts, &origin).await?;
    let password_hash = app.accounts.passwords().hash(setup.password).await?;
    let tx = app.store.write(OrgId(Uuid::now_v7())).await?;
    let token = tx
        .one_time_tokens()
        .consume(Purpose::Setup, &token::hash(&setup.token))
        .await?;
    if token.is_none() || tx.users().any().await? {
        return Err(Problem::gone(
            "The set-up token does not work or no longer does. Restart the server for a new one; if there is an account, sign in.",
        ));
    }
    let user = tx
        .users()
        .add(NewUser {
            email: normal_email(&setup.email),
            name: setup.name,
            password_hash,
            locale: setup.locale,
        })
        .await?;
    tx.orgs().create(&setup.org).await?;
    tx.memberships().add(user.id, Role::Owner).await?;
    let opened = signing_in::open(&app, &tx, user.id, &origin, false).await?;
    tx.commit().await?;
    signing_in::answer(&app, StatusCode::CREATED, user, opened, setup.cookie).await
}
