//! `POST /v1/auth/logout`: ends a sign-in.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};

use super::refresh::Refresh;
use crate::{
    App, Problem, ProblemBody,
    accounts::{cookie, token},
    extract::{Caller, Valid},
};

/// Sign out.
///
/// Ends the sign-in of the refresh token (in the body or the cookie), or else of the access token. Its tokens no longer
/// work, none of them. Says the same when there was none: whoever signs out is signed out.
#[utoipa::path(
    post, path = "/v1/auth/logout", tag = "auth", security((), ("bearer" = [])),
    request_body = Refresh,
    params(("Vivavoce-Csrf" = Option<String>, Header, description = "`1`, with the cookie")),
    responses(
        (status = NO_CONTENT, description = "Signed out."),
        (status = FORBIDDEN, description = "The cookie without the header.", body = ProblemBody),
    )
)]
pub(crate) async fn logout(
    State(app): State<App>,
    caller: Result<Caller, Problem>,
    headers: HeaderMap,
    Valid(body): Valid<Refresh>,
) -> Result<(StatusCode, HeaderMap), Problem> {
    let brought = body.token(&headers)?;
    let tx = app.store.accounts(None).await?;
    let whose = match (brought, caller) {
        (Some((brought, _)), _) => tx
            .sign_ins()
            .by_refresh(&token::hash(&brought))
            .await?
            .map(|sign_in| (sign_in.user_id, sign_in.id)),
        (None, Ok(caller)) => Some((caller.user, caller.sign_in)),
        (None, Err(_)) => None,
    };
    if let Some((user, sign_in)) = whose {
        tx.sign_ins().end(user, sign_in).await?;
        tx.commit().await?;
        app.accounts.look_again(sign_in).await;
    }
    Ok((StatusCode::NO_CONTENT, cookie::remove(&app)))
}
