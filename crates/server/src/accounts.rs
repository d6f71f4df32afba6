//! Accounts: who somebody is, and how that is proved.

use crate::{App, Problem, extract::Caller};

/// Who an access token belongs to.
///
/// # Errors
/// Signed out, when it is not a token that works.
pub(crate) async fn authenticate(_app: &App, _token: &str) -> Result<Caller, Problem> {
    Err(Problem::signed_out(
        "The access token is not one of this server's.",
    ))
}
