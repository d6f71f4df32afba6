//! `DELETE /v1/me/sign-ins/{id}`: signs out on a device.

use axum::{extract::State, http::StatusCode};
use uuid::Uuid;

use crate::{
    App, Problem, ProblemBody,
    extract::{Caller, Id},
};

/// Sign out on a device.
#[utoipa::path(
    delete, path = "/v1/me/sign-ins/{id}", tag = "me", operation_id = "end_sign_in",
    params(("id" = Uuid, Path, description = "The sign-in")),
    responses(
        (status = NO_CONTENT, description = "Signed out there."),
        (status = NOT_FOUND, description = "No such sign-in of yours.", body = ProblemBody),
    )
)]
pub(crate) async fn sign_in_end(
    State(app): State<App>,
    caller: Caller,
    Id(id): Id<Uuid>,
) -> Result<StatusCode, Problem> {
    let tx = app.store.accounts(None).await?;
    if !tx.sign_ins().end(caller.user, id).await? {
        return Err(Problem::not_found("You are not signed in on such a device."));
    }
    tx.commit().await?;
    app.accounts.look_again(id).await;
    Ok(StatusCode::NO_CONTENT)
}
