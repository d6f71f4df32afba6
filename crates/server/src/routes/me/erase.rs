//! `DELETE /v1/me`: erases one's account and everything that is one's own.

use axum::{extract::State, http::StatusCode};
use storage::Actor;

use super::totp_end::BothFactors;
use crate::{
    App, Problem, ProblemBody,
    accounts::{cookie, proof, totp::Proof},
    extract::{Caller, Origin, Valid},
    rights,
};

/// Erase one's account.
///
/// Everything of one's own goes, in every org; what stays is what the audit needs. Who owns an org alone in which there are
/// others hands it over first.
#[utoipa::path(
    delete, path = "/v1/me", tag = "me", operation_id = "erase_me",
    request_body = BothFactors,
    responses(
        (status = NO_CONTENT, description = "Erased."),
        (status = UNAUTHORIZED, description = "The password or the code is wrong.", body = ProblemBody),
        (status = CONFLICT, description = "You own an org alone in which there are others.", body = ProblemBody),
    )
)]
pub(crate) async fn erase(
    State(app): State<App>,
    caller: Caller,
    origin: Origin,
    Valid(body): Valid<BothFactors>,
) -> Result<(StatusCode, axum::http::HeaderMap), Problem> {
    let user = proof::password(&app, caller, body.password).await?;
    let given = Proof::of(body.code, body.recovery_code);
    proof::second_factor(&app, &user, given.as_ref()).await?;
    let actor = Actor {
        user: Some(user.id),
        address: origin.address.to_string(),
        request_id: origin.request_id,
    };
    rights::erase(&app, user.id, &actor).await?;
    let tx = app.store.accounts(None).await?;
    tx.users().erase(user.id).await?;
    tx.commit().await?;
    app.accounts.look_again_at_all();
    Ok((StatusCode::NO_CONTENT, cookie::remove(&app)))
}
