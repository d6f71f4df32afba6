//! `POST /v1/me/totp/confirm`: the second factor counts from now on.

use axum::{Json, extract::State};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App, Problem, ProblemBody,
    accounts::{proof, throttle, totp},
    extract::{Caller, Valid},
    routes::auth::second_factor::Raised,
};

/// A code of the app.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct TotpConfirm {
    /// Six digits.
    #[garde(length(chars, max = 20))]
    code: String,
}

/// The second factor counts.
#[derive(Serialize, ToSchema)]
pub(crate) struct TotpConfirmed {
    /// Codes that stand in for the app, each once. Shown now and never again.
    recovery_codes: Vec<String>,
    /// The next access token: on this device the second factor was given.
    #[serde(flatten)]
    raised: Raised,
}

/// Make the second factor count.
#[utoipa::path(
    post, path = "/v1/me/totp/confirm", tag = "me", operation_id = "confirm_totp",
    request_body = TotpConfirm,
    responses(
        (status = OK, description = "It counts.", body = TotpConfirmed),
        (status = UNAUTHORIZED, description = "The code is wrong.", body = ProblemBody),
        (status = CONFLICT, description = "Nothing waits to be confirmed.", body = ProblemBody),
    )
)]
pub(crate) async fn totp_confirm(
    State(app): State<App>,
    caller: Caller,
    Valid(body): Valid<TotpConfirm>,
) -> Result<Json<TotpConfirmed>, Problem> {
    throttle::second_factor(&app.accounts, caller.user).await?;
    let nothing = || Problem::conflict("Nothing waits to be confirmed. Begin with POST /v1/me/totp.");
    let user = proof::account(&app, caller).await?;
    if user.totp_confirmed_at.is_some() || user.totp_secret.is_none() {
        return Err(nothing());
    }
    let (recovery_codes, hashes) = totp::recovery_codes();
    let tx = app.store.accounts(None).await?;
    let user = tx.users().lock(user.id).await?.ok_or_else(nothing)?;
    let step = totp::step_of(&app.accounts, &user, &body.code, tx.now())?.ok_or_else(|| {
        Problem::second_factor_to_sign_in(
            "The code is not the one of this secret now. Is the clock of your device right?",
        )
    })?;
    if !tx.users().confirm_totp(user.id, step).await? {
        return Err(nothing());
    }
    tx.recovery_codes().replace(user.id, &hashes).await?;
    tx.sign_ins().raise(caller.sign_in).await?;
    tx.commit().await?;
    Ok(Json(TotpConfirmed {
        recovery_codes,
        raised: Raised::answer(&app, caller).await?,
    }))
}
