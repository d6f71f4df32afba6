//! A signed-in person proves again who they are, before something that a borrowed device must not do.

use storage::records::User;

use super::{throttle, totp, totp::Proof};
use crate::{App, Problem, extract::Caller};

/// The caller's account, if this is its password.
///
/// # Errors
/// Wrong credentials; too many tries.
pub(crate) async fn password(app: &App, caller: Caller, password: String) -> Result<User, Problem> {
    throttle::password_again(&app.accounts, caller.user).await?;
    let user = account(app, caller).await?;
    let right = app
        .accounts
        .passwords()
        .check(password, Some(user.password_hash.clone()))
        .await?;
    if !right {
        return Err(Problem::wrong_credentials(
            "The password is not that of your account.",
        ));
    }
    Ok(user)
}

/// The caller's account.
///
/// # Errors
/// Signed out, when it was erased meanwhile.
pub(crate) async fn account(app: &App, caller: Caller) -> Result<User, Problem> {
    let tx = app.store.read_accounts(None).await?;
    tx.users()
        .by_id(caller.user)
        .await?
        .ok_or_else(|| Problem::signed_out("The account is no longer there."))
}

/// Uses up a proof of the second factor of somebody who has one; whoever has none needs none.
///
/// # Errors
/// Second factor needed, when it is missing, wrong, or was used before; too many tries.
pub(crate) async fn second_factor(app: &App, user: &User, proof: Option<&Proof>) -> Result<(), Problem> {
    if user.totp_confirmed_at.is_none() {
        return Ok(());
    }
    let proof = proof.ok_or_else(|| {
        Problem::second_factor_to_sign_in(
            "Send code with the six digits of your app, or recovery_code with one of your recovery codes.",
        )
    })?;
    throttle::second_factor(&app.accounts, user.id).await?;
    let tx = app.store.accounts(None).await?;
    // Read again, under the lock of a writer: the secret may have changed since.
    let wrong = || {
        Problem::second_factor_to_sign_in(
            "The code is wrong, too old, or was used before. Wait for the next one, or use a recovery code.",
        )
    };
    let user = tx.users().by_id(user.id).await?.ok_or_else(wrong)?;
    if !totp::consume(&app.accounts, &tx, &user, proof).await? {
        return Err(wrong());
    }
    Ok(tx.commit().await?)
}
