//! How a new server gets its first owner.

use chrono::TimeDelta;
use storage::{NewOneTimeToken, records::Purpose};

use super::{AccountsError, token};
use crate::App;

/// How long the set-up token works. A restart makes a new one.
const LIFE: TimeDelta = TimeDelta::days(1);

/// While there is no account at all: a new token with which the first owner is made, in the place of any older one.
/// Whoever starts the server shows it once. `None` when somebody has an account.
///
/// # Errors
/// [`AccountsError::Storage`].
pub async fn setup(app: &App) -> Result<Option<String>, AccountsError> {
    let tx = app.store.accounts(None).await?;
    if tx.users().any().await? {
        return Ok(None);
    }
    let fresh = token::fresh();
    tx.one_time_tokens().forget(Purpose::Setup, None).await?;
    tx.one_time_tokens()
        .add(NewOneTimeToken {
            hash: token::hash(&fresh),
            purpose: Purpose::Setup,
            user: None,
            detail: serde_json::json!({}),
            expires_at: tx.now() + LIFE,
        })
        .await?;
    tx.commit().await?;
    Ok(Some(fresh))
}
