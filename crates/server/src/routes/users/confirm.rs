//! `POST /v1/users/confirm`: finishes making an account, with the token in the mail.

use axum::{extract::State, http::StatusCode, response::Response};
use garde::Validate;
use serde::{Deserialize, Serialize};
use storage::{
    NewUser, OrgId,
    records::{Purpose, Role},
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App, Problem, ProblemBody,
    accounts::{
        signing_in::{self, SignedIn},
        throttle, token,
    },
    extract::{Origin, Valid},
};

/// The token in the mail.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct Confirmation {
    /// The token.
    #[garde(length(chars, max = 100))]
    token: String,
    /// Whether the refresh token goes into a cookie, for pages of this server.
    #[serde(default)]
    #[garde(skip)]
    cookie: bool,
}

/// An account that waits for its mail address to be proved. The password is hashed already.
#[derive(Serialize, Deserialize)]
pub(super) struct Registration {
    email: String,
    name: String,
    password_hash: String,
    locale: String,
}

impl From<NewUser> for Registration {
    fn from(new: NewUser) -> Self {
        Self {
            email: new.email,
            name: new.name,
            password_hash: new.password_hash,
            locale: new.locale,
        }
    }
}

/// Finish making an account.
///
/// Makes the account and an org of its own, and signs in.
#[utoipa::path(
    post, path = "/v1/users/confirm", tag = "auth", security(()),
    operation_id = "confirm_user",
    request_body = Confirmation,
    responses(
        (status = CREATED, description = "Signed in.", body = SignedIn),
        (status = CONFLICT, description = "The address has an account by now.", body = ProblemBody),
        (status = GONE, description = "The token does not work, or no longer.", body = ProblemBody),
    )
)]
pub(crate) async fn confirm(
    State(app): State<App>,
    origin: Origin,
    Valid(body): Valid<Confirmation>,
) -> Result<Response, Problem> {
    throttle::ask(&app.accounts, &origin).await?;
    let tx = app.store.write(OrgId(Uuid::now_v7())).await?;
    let asked = tx
        .one_time_tokens()
        .consume(Purpose::Registration, &token::hash(&body.token))
        .await?
        .ok_or_else(|| {
            Problem::gone("The link does not work or no longer does. Ask for an account again.")
        })?;
    let asked: Registration = serde_json::from_value(asked.detail).map_err(|error| Problem::ours(&error))?;
    let user = tx
        .users()
        .add(NewUser {
            email: asked.email,
            name: asked.name,
            password_hash: asked.password_hash,
            locale: asked.locale,
        })
        .await
        .map_err(|error| match error {
            storage::Error::Taken(_) => Problem::conflict("You have an account already. Sign in."),
            other => other.into(),
        })?;
    tx.orgs().create(&user.name).await?;
    tx.memberships().add(user.id, Role::Owner).await?;
    let opened = signing_in::open(&app, &tx, user.id, &origin, false).await?;
    tx.commit().await?;
    signing_in::answer(&app, StatusCode::CREATED, user, opened, body.cookie).await
}
