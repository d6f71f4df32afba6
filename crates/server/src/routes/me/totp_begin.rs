//! `POST /v1/me/totp`: begins to set up a second factor.

use axum::{Json, extract::State};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App, Problem, ProblemBody,
    accounts::{proof, totp},
    extract::{Caller, Valid},
};

/// The password again.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct TotpBegin {
    /// Password.
    #[garde(length(chars, max = 200))]
    #[schema(format = Password)]
    password: String,
}

/// The secret, shown once.
#[derive(Serialize, ToSchema)]
pub(crate) struct TotpSecret {
    /// For typing into the app, in base32.
    secret: String,
    /// For a QR code.
    #[schema(example = "otpauth://totp/Vivavoce:ana%40example.org?secret=…&issuer=Vivavoce")]
    url: String,
}

/// Begin to set up a second factor.
///
/// It counts once a code of the app is sent to `/v1/me/totp/confirm`.
#[utoipa::path(
    post, path = "/v1/me/totp", tag = "me", operation_id = "begin_totp",
    request_body = TotpBegin,
    responses(
        (status = OK, description = "The secret.", body = TotpSecret),
        (status = CONFLICT, description = "There is a second factor already.", body = ProblemBody),
    )
)]
pub(crate) async fn totp_begin(
    State(app): State<App>,
    caller: Caller,
    Valid(body): Valid<TotpBegin>,
) -> Result<Json<TotpSecret>, Problem> {
    let user = proof::password(&app, caller, body.password).await?;
    let beginning = totp::begin(&app.accounts, &user)?;
    let tx = app.store.accounts(None).await?;
    if !tx.users().begin_totp(user.id, beginning.sealed).await? {
        return Err(Problem::conflict(
            "Your account has a second factor. End it first, with DELETE /v1/me/totp.",
        ));
    }
    tx.commit().await?;
    Ok(Json(TotpSecret {
        secret: beginning.secret,
        url: beginning.url,
    }))
}
