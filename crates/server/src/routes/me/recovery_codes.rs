//! `POST /v1/me/recovery-codes`: new recovery codes in the place of the old ones.

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

use super::totp_end::BothFactors;
use crate::{
    App, Problem, ProblemBody,
    accounts::{proof, totp, totp::Proof},
    extract::{Caller, Valid},
};

/// The new codes.
#[derive(Serialize, ToSchema)]
pub(crate) struct RecoveryCodes {
    /// Codes that stand in for the app, each once. Shown now and never again.
    recovery_codes: Vec<String>,
}

/// Get new recovery codes. The old ones no longer work.
#[utoipa::path(
    post, path = "/v1/me/recovery-codes", tag = "me", operation_id = "renew_recovery_codes",
    request_body = BothFactors,
    responses(
        (status = OK, description = "The new codes.", body = RecoveryCodes),
        (status = UNAUTHORIZED, description = "The password or the code is wrong.", body = ProblemBody),
        (status = CONFLICT, description = "The account has no second factor.", body = ProblemBody),
    )
)]
pub(crate) async fn recovery_codes(
    State(app): State<App>,
    caller: Caller,
    Valid(body): Valid<BothFactors>,
) -> Result<Json<RecoveryCodes>, Problem> {
    let user = proof::password(&app, caller, body.password).await?;
    if user.totp_confirmed_at.is_none() {
        return Err(Problem::conflict(
            "Recovery codes stand in for a second factor, and your account has none. Begin with POST /v1/me/totp.",
        ));
    }
    let given = Proof::of(body.code, body.recovery_code);
    proof::second_factor(&app, &user, given.as_ref()).await?;
    let (recovery_codes, hashes) = totp::recovery_codes();
    let tx = app.store.accounts(None).await?;
    tx.recovery_codes().replace(user.id, &hashes).await?;
    tx.commit().await?;
    Ok(Json(RecoveryCodes { recovery_codes }))
}
