//! What somebody gets who has proved who they are.

use axum::{
    Json,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use storage::{
    NewSignIn, Tx, UserId,
    records::{SignIn, User},
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{cookie, token};
use crate::{
    App, Problem,
    extract::{Caller, Origin},
};

/// A person with an account, as they see themselves.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct UserView {
    /// Their id.
    pub(crate) id: UserId,
    /// Mail address.
    pub(crate) email: String,
    /// Name for people.
    pub(crate) name: String,
    /// Language of the pages and mails.
    pub(crate) locale: String,
    /// Whether signing in asks for a second factor.
    pub(crate) second_factor: bool,
    /// Since when they have the account.
    pub(crate) created_at: DateTime<Utc>,
}

impl From<User> for UserView {
    fn from(user: User) -> Self {
        Self {
            id: user.id,
            email: user.email,
            name: user.name,
            locale: user.locale,
            second_factor: user.totp_confirmed_at.is_some(),
            created_at: user.created_at,
        }
    }
}

/// Somebody is signed in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SignedIn {
    /// Goes with every request, as `Authorization: Bearer`.
    access_token: String,
    /// Always `Bearer`.
    token_type: &'static str,
    /// Seconds that the access token works.
    expires_in: i64,
    /// Brings the next access token, once. Not here when it is in the cookie.
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    /// Until when the refresh token works.
    refresh_expires_at: DateTime<Utc>,
    /// The sign-in: this device, in the list of where one is signed in.
    sign_in: Uuid,
    /// Whether the second factor was given on it.
    second_factor: bool,
    /// Who.
    user: UserView,
}

/// A sign-in with its newest refresh token, before it is answered.
pub(crate) struct Opened {
    /// The sign-in.
    pub(crate) sign_in: SignIn,
    /// The token.
    pub(crate) refresh: String,
    /// Until when it works.
    pub(crate) expires_at: DateTime<Utc>,
}

/// Signs somebody in on a device, in the transaction in which they proved who they are.
pub(crate) async fn open(
    app: &App,
    tx: &Tx,
    user: UserId,
    origin: &Origin,
    second_factor: bool,
) -> Result<Opened, Problem> {
    let refresh = token::fresh();
    let expires_at = tx.now() + app.accounts.refresh_life();
    let sign_in = tx
        .sign_ins()
        .begin(NewSignIn {
            user,
            device: origin.device.clone(),
            address: origin.address.to_string(),
            second_factor,
            refresh: token::hash(&refresh),
            expires_at,
        })
        .await?;
    Ok(Opened {
        sign_in,
        refresh,
        expires_at,
    })
}

/// Answers with the tokens; the refresh token goes into the body, or into the cookie.
pub(crate) async fn answer(
    app: &App,
    status: StatusCode,
    user: User,
    opened: Opened,
    in_cookie: bool,
) -> Result<Response, Problem> {
    let caller = Caller {
        user: user.id,
        sign_in: opened.sign_in.id,
        second_factor: opened.sign_in.second_factor_at.is_some(),
    };
    let headers = if in_cookie {
        cookie::put(app, &opened.refresh, app.accounts.refresh_life())
    } else {
        HeaderMap::new()
    };
    let body = SignedIn {
        access_token: app.accounts.access_token(app, caller).await?,
        token_type: "Bearer",
        expires_in: app.accounts.access_life().num_seconds(),
        refresh_token: (!in_cookie).then_some(opened.refresh),
        refresh_expires_at: opened.expires_at,
        sign_in: caller.sign_in,
        second_factor: caller.second_factor,
        user: user.into(),
    };
    Ok((status, headers, Json(body)).into_response())
}
