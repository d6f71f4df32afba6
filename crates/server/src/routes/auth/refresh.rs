//! `POST /v1/auth/refresh`: the next access token.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use garde::Validate;
use serde::Deserialize;
use storage::Rotation;
use utoipa::ToSchema;

use crate::{
    App, Problem, ProblemBody,
    accounts::{
        cookie,
        signing_in::{self, Opened, SignedIn},
        token,
    },
    extract::Valid,
};

/// The refresh token, for programs. Pages send `{}` and the cookie, with the header `Vivavoce-Csrf: 1`.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct Refresh {
    /// The newest refresh token.
    #[garde(inner(length(chars, max = 100)))]
    refresh_token: Option<String>,
}

impl Refresh {
    /// The token that was brought, and whether in the cookie.
    pub(super) fn token(self, headers: &HeaderMap) -> Result<Option<(String, bool)>, Problem> {
        match self.refresh_token {
            Some(token) => Ok(Some((token, false))),
            None => Ok(cookie::token(headers)?.map(|token| (token, true))),
        }
    }
}

/// Get the next access token.
///
/// A refresh token works once and brings the next one. One that is used again ends its sign-in, for whoever has it: there
/// is no grace, so a program must not ask twice at once with the same token.
#[utoipa::path(
    post, path = "/v1/auth/refresh", tag = "auth", security(()),
    request_body = Refresh,
    params(("Vivavoce-Csrf" = Option<String>, Header, description = "`1`, with the cookie")),
    responses(
        (status = OK, description = "Still signed in.", body = SignedIn),
        (status = UNAUTHORIZED, description = "The token does not work, or no longer.", body = ProblemBody),
        (status = FORBIDDEN, description = "The cookie without the header.", body = ProblemBody),
    )
)]
pub(crate) async fn refresh(
    State(app): State<App>,
    headers: HeaderMap,
    Valid(body): Valid<Refresh>,
) -> Result<Response, Problem> {
    let Some((brought, in_cookie)) = body.token(&headers)? else {
        return Err(Problem::signed_out("Send refresh_token, or sign in."));
    };
    let next = token::fresh();
    let tx = app.store.accounts(None).await?;
    let expires_at = tx.now() + app.accounts.refresh_life();
    let rotation = tx
        .sign_ins()
        .rotate(&token::hash(&brought), &token::hash(&next), expires_at)
        .await?;
    let user = match &rotation {
        Rotation::Rotated(sign_in) => tx.users().by_id(sign_in.user_id).await?,
        _ => None,
    };
    tx.commit().await?;
    let refused = Problem::signed_out("The refresh token does not work or no longer does. Sign in again.");
    match (rotation, user) {
        (Rotation::Rotated(sign_in), Some(user)) => {
            let opened = Opened {
                sign_in,
                refresh: next,
                expires_at,
            };
            signing_in::answer(&app, StatusCode::OK, user, opened, in_cookie).await
        }
        (Rotation::Reused(sign_in), _) => {
            app.accounts.look_again(sign_in.id).await;
            tracing::warn!(sign_in = %sign_in.id, "a refresh token was used twice: its sign-in was ended");
            Ok(refuse(&app, refused, in_cookie))
        }
        _ => Ok(refuse(&app, refused, in_cookie)),
    }
}

/// A cookie that does not work is taken out of the browser.
fn refuse(app: &App, problem: Problem, in_cookie: bool) -> Response {
    if in_cookie {
        (cookie::remove(app), problem).into_response()
    } else {
        problem.into_response()
    }
}
