//! `POST /v1/auth/second-factor`: gives the second factor on a sign-in that was made without it.

use axum::{Json, extract::State};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App, Problem, ProblemBody,
    accounts::{proof, totp::Proof},
    extract::{Caller, Valid},
};

/// One of the two.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct SecondFactor {
    /// The six digits of the app.
    #[garde(inner(length(chars, max = 20)))]
    code: Option<String>,
    /// Or a recovery code.
    #[garde(inner(length(chars, max = 40)))]
    recovery_code: Option<String>,
}

/// The second factor was given.
#[derive(Serialize, ToSchema)]
pub(crate) struct Raised {
    /// The next access token; the ones before stand for the sign-in without the second factor.
    pub(crate) access_token: String,
    /// Seconds that it works.
    pub(crate) expires_in: i64,
}

impl Raised {
    /// The second factor of this caller counts from now on.
    pub(crate) async fn answer(app: &App, caller: Caller) -> Result<Self, Problem> {
        app.accounts.look_again(caller.sign_in).await;
        let caller = Caller {
            second_factor: true,
            ..caller
        };
        Ok(Self {
            access_token: app.accounts.access_token(app, caller).await?,
            expires_in: app.accounts.access_life().num_seconds(),
        })
    }
}

/// Give the second factor.
#[utoipa::path(
    post, path = "/v1/auth/second-factor", tag = "auth",
    operation_id = "give_second_factor",
    request_body = SecondFactor,
    responses(
        (status = OK, description = "Given.", body = Raised),
        (status = UNAUTHORIZED, description = "The code is wrong.", body = ProblemBody),
        (status = CONFLICT, description = "The account has no second factor yet.", body = ProblemBody),
    )
)]
pub(crate) async fn second_factor(
    State(app): State<App>,
    caller: Caller,
    Valid(body): Valid<SecondFactor>,
) -> Result<Json<Raised>, Problem> {
    let user = proof::account(&app, caller).await?;
    if user.totp_confirmed_at.is_none() {
        return Err(Problem::conflict(
            "Your account has no second factor yet. Set one up at /v1/me/totp.",
        ));
    }
    let given = Proof::of(body.code, body.recovery_code);
    proof::second_factor(&app, &user, given.as_ref()).await?;
    let tx = app.store.accounts(None).await?;
    tx.sign_ins().raise(caller.sign_in).await?;
    tx.commit().await?;
    Ok(Json(Raised::answer(&app, caller).await?))
}
