//! `DELETE /v1/me/totp`: ends the second factor.

use axum::{extract::State, http::StatusCode};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    App, Problem, ProblemBody,
    accounts::{proof, totp::Proof},
    extract::{Caller, Valid},
};

/// The password and the second factor again.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct BothFactors {
    /// Password.
    #[garde(length(chars, max = 200))]
    #[schema(format = Password)]
    pub(super) password: String,
    /// The six digits of the app, where the account has a second factor.
    #[garde(inner(length(chars, max = 20)))]
    pub(super) code: Option<String>,
    /// Or a recovery code.
    #[garde(inner(length(chars, max = 40)))]
    pub(super) recovery_code: Option<String>,
}

/// End the second factor.
///
/// Powers of owners and admins are out of reach without one.
#[utoipa::path(
    delete, path = "/v1/me/totp", tag = "me", operation_id = "end_totp",
    request_body = BothFactors,
    responses(
        (status = NO_CONTENT, description = "There is none any more."),
        (status = UNAUTHORIZED, description = "The password or the code is wrong.", body = ProblemBody),
    )
)]
pub(crate) async fn totp_end(
    State(app): State<App>,
    caller: Caller,
    Valid(body): Valid<BothFactors>,
) -> Result<StatusCode, Problem> {
    let user = proof::password(&app, caller, body.password).await?;
    let given = Proof::of(body.code, body.recovery_code);
    proof::second_factor(&app, &user, given.as_ref()).await?;
    let tx = app.store.accounts(None).await?;
    tx.users().end_totp(user.id).await?;
    tx.sign_ins().lower_all(user.id).await?;
    tx.commit().await?;
    app.accounts.look_again_at_all();
    Ok(StatusCode::NO_CONTENT)
}
