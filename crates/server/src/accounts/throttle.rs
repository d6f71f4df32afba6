//! How often somebody may try to prove who they are.
//!
//! Each try counts before it is looked at, so that many at once are no way around it, and for whatever mail address was
//! given, so that the answer does not tell whether it has an account.

use std::time::Duration;

use sha2::{Digest, Sha256};
use storage::UserId;

use super::Accounts;
use crate::{Problem, extract::Origin, rate::Quota};

const MINUTE: Duration = Duration::from_secs(60);

/// Tries for one account from one network: enough for a forgetful person.
const SIGN_IN_ACCOUNT_AND_NETWORK: Quota = quota(10, 15);

/// Tries for one account from anywhere. Looser, so that a stranger cannot easily lock somebody out; tight enough that
/// guessing from many networks is hopeless against a password that is not among the first few thousand.
const SIGN_IN_ACCOUNT: Quota = quota(100, 60);

/// Tries from one network for any account: a class signs in at once from one school.
const SIGN_IN_NETWORK: Quota = quota(100, 15);

/// Second factors of one account: 3 of a million codes are right at a time, so 480 tries a day find one in two years.
const SECOND_FACTOR: Quota = quota(5, 15);

/// Passwords that a signed-in person is asked for again.
const PASSWORD_AGAIN: Quota = quota(10, 15);

/// Accounts, resets and tokens from one network.
const ASK_NETWORK: Quota = quota(30, 15);

/// Mails to one address: nobody's mailbox is flooded through us.
const MAIL: Quota = quota(3, 60);

const fn quota(burst: u32, minutes: u32) -> Quota {
    Quota {
        burst,
        per: Duration::from_secs(60 * minutes as u64),
    }
}

/// A try to sign in.
pub(crate) async fn sign_in(accounts: &Accounts, origin: &Origin, email: &str) -> Result<(), Problem> {
    let network = origin.network();
    let account = short(email);
    check(accounts, &format!("sign-in:net:{network}"), SIGN_IN_NETWORK).await?;
    check(
        accounts,
        &format!("sign-in:both:{network}:{account}"),
        SIGN_IN_ACCOUNT_AND_NETWORK,
    )
    .await?;
    check(accounts, &format!("sign-in:account:{account}"), SIGN_IN_ACCOUNT).await
}

/// A try to give the second factor.
pub(crate) async fn second_factor(accounts: &Accounts, user: UserId) -> Result<(), Problem> {
    check(accounts, &format!("second-factor:{user}"), SECOND_FACTOR).await
}

/// A try to give the password while signed in.
pub(crate) async fn password_again(accounts: &Accounts, user: UserId) -> Result<(), Problem> {
    check(accounts, &format!("password:{user}"), PASSWORD_AGAIN).await
}

/// Somebody who is not signed in asks for an account, a reset, or brings a token.
pub(crate) async fn ask(accounts: &Accounts, origin: &Origin) -> Result<(), Problem> {
    check(accounts, &format!("ask:net:{}", origin.network()), ASK_NETWORK).await
}

/// Whether this address may get one more mail now. A no is never told to whoever asked.
pub(crate) async fn may_mail(accounts: &Accounts, email: &str) -> bool {
    let key = format!("mail:{}", short(email));
    accounts.limiter().check(&key, MAIL).await.is_ok()
}

async fn check(accounts: &Accounts, key: &str, quota: Quota) -> Result<(), Problem> {
    accounts
        .limiter()
        .check(key, quota)
        .await
        .map_err(|wait| Problem::too_many(wait.as_secs().saturating_add(1).min(60 * MINUTE.as_secs())))
}

/// An address as part of a key: of a fixed length, and nobody's address for whoever reads the keys.
fn short(email: &str) -> String {
    Sha256::digest(email.as_bytes())
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
