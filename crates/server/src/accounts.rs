//! Accounts: who somebody is, and how that is proved.
//!
//! Passwords and second factors prove it once; refresh tokens keep a device signed in; access tokens go with every
//! request. [`Accounts`] holds what all of this needs. Not here: what somebody may do (`permissions`), and the endpoints
//! (`routes/users`, `routes/me`, `routes/auth`).

pub(crate) mod access;
pub(crate) mod cookie;
mod email;
mod fields;
mod keys;
pub mod mailer;
pub(crate) mod passwords;
pub(crate) mod proof;
mod seal;
mod setup;
pub(crate) mod signing_in;
pub(crate) mod throttle;
pub mod token;
pub(crate) mod totp;

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use moka::future::Cache;
use storage::{Store, UserId};
use uuid::Uuid;

pub use seal::{Sealer, Unsealable, secret_file};
pub use setup::setup;

pub(crate) use email::normal as normal_email;
pub(crate) use fields::{mail_address, new_password};

use self::{
    keys::Keys,
    mailer::{MailSettings, Mailer},
    passwords::Passwords,
};
use crate::{App, Problem, PublicSettings, extract::Caller, rate::Limiter};

/// How long a process believes what it last read about a sign-in. An ended one stops working at once where it was ended,
/// and within this time everywhere else; in return most requests need no look into the database for it.
const BELIEVED: Duration = Duration::from_secs(5);

/// Sign-ins that are remembered at once.
const REMEMBERED: u64 = 50_000;

/// How accounts are to be kept.
#[derive(Clone, Debug)]
pub struct AccountSettings {
    /// What secrets in the database are sealed with.
    pub secret: [u8; 32],
    /// How long an access token works; an hour at most.
    pub access_life: TimeDelta,
    /// After how long somebody who did nothing has to sign in again.
    pub refresh_life: TimeDelta,
    /// How mails leave.
    pub mail: MailSettings,
}

/// Accounts cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// The database refuses.
    #[error(transparent)]
    Storage(#[from] storage::Error),
    /// A secret was sealed with another key.
    #[error(transparent)]
    Unsealable(#[from] Unsealable),
    /// A token cannot be signed, or a key not be made.
    #[error("access tokens cannot be signed: {0}")]
    Signing(#[from] jsonwebtoken::errors::Error),
    /// There is no key for now: the clock went back behind all of them.
    #[error("no key signs access tokens at this time: is the clock right?")]
    NoKey,
    /// Passwords cannot be hashed.
    #[error("passwords cannot be hashed: {0}")]
    Hashing(#[from] argon2::password_hash::Error),
    /// The settings for mail cannot be used.
    #[error("mails cannot be sent: {0}")]
    Mail(String),
}

impl From<AccountsError> for Problem {
    fn from(error: AccountsError) -> Self {
        match error {
            AccountsError::Storage(error) => error.into(),
            other => Self::ours(&other),
        }
    }
}

/// What is believed of a sign-in for a moment: whose it is, and whether the second factor was given on it.
type Live = Option<(UserId, bool)>;

/// What accounts need. Cheap to clone.
#[derive(Clone)]
pub struct Accounts(Arc<Inner>);

struct Inner {
    keys: Keys,
    sealer: Sealer,
    passwords: Passwords,
    mailer: Mailer,
    limiter: Arc<dyn Limiter>,
    live: Cache<Uuid, Live>,
    issuer: String,
    access_life: TimeDelta,
    refresh_life: TimeDelta,
}

impl Accounts {
    /// Opens what accounts need, and makes the first signing key when there is none.
    ///
    /// # Errors
    /// [`AccountsError`] when the database refuses, was sealed with another key, or the settings cannot be used.
    pub async fn open(
        settings: AccountSettings,
        store: &Store,
        public: &PublicSettings,
        limiter: Arc<dyn Limiter>,
    ) -> Result<Self, AccountsError> {
        let sealer = Sealer::new(&settings.secret);
        Ok(Self(Arc::new(Inner {
            keys: Keys::open(store.clone(), sealer.clone()).await?,
            sealer,
            passwords: Passwords::new()?,
            mailer: Mailer::new(&settings.mail, &public.address)?,
            limiter,
            live: Cache::builder()
                .max_capacity(REMEMBERED)
                .time_to_live(BELIEVED)
                .build(),
            issuer: public.address.clone(),
            access_life: settings.access_life,
            refresh_life: settings.refresh_life,
        })))
    }

    /// Sends mails.
    #[must_use]
    pub fn mailer(&self) -> &Mailer {
        &self.0.mailer
    }

    /// The public halves of the signing keys, as a JWK set.
    pub(crate) async fn published_keys(&self) -> Result<serde_json::Value, Problem> {
        Ok(self.0.keys.published().await?)
    }

    /// Forgets tokens that are too old, and makes the next signing key when it is time; housekeeping does it every hour.
    ///
    /// # Errors
    /// [`AccountsError::Storage`].
    pub async fn sweep(&self, store: &Store) -> Result<(), AccountsError> {
        let tx = store.accounts(None).await?;
        tx.one_time_tokens().sweep().await?;
        tx.sign_ins().sweep().await?;
        tx.signing_keys().sweep().await?;
        tx.commit().await?;
        self.0.keys.signing().await?;
        Ok(())
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    pub(crate) fn sealer(&self) -> &Sealer {
        &self.0.sealer
    }

    pub(crate) fn limiter(&self) -> &dyn Limiter {
        self.0.limiter.as_ref()
    }

    /// How long an access token works.
    pub(crate) fn access_life(&self) -> TimeDelta {
        self.0.access_life
    }

    /// How long a refresh token works.
    pub(crate) fn refresh_life(&self) -> TimeDelta {
        self.0.refresh_life
    }

    /// An access token for somebody on a device.
    pub(crate) async fn access_token(&self, app: &App, caller: Caller) -> Result<String, Problem> {
        let now = app.store.clock().now();
        Ok(access::issue(&self.0.keys, &self.0.issuer, now, self.0.access_life, caller).await?)
    }

    /// Something about this sign-in changed: the next request looks again.
    pub(crate) async fn look_again(&self, sign_in: Uuid) {
        self.0.live.invalidate(&sign_in).await;
    }

    /// Something about several sign-ins changed.
    pub(crate) fn look_again_at_all(&self) {
        self.0.live.invalidate_all();
    }

    async fn live(&self, store: &Store, sign_in: Uuid) -> Result<Live, Problem> {
        let look = async {
            let tx = store.read_accounts(None).await?;
            let found = tx.sign_ins().by_id(sign_in).await?;
            Ok::<_, storage::Error>(
                found
                    .filter(|found| found.revoked_at.is_none())
                    .map(|found| (found.user_id, found.second_factor_at.is_some())),
            )
        };
        if let Some(live) = self.0.live.get(&sign_in).await {
            return Ok(live);
        }
        let live = look.await?;
        self.0.live.insert(sign_in, live).await;
        Ok(live)
    }
}

/// Who an access token belongs to.
///
/// # Errors
/// Signed out, when it is not a token that works, or its sign-in was ended; never says which.
pub(crate) async fn authenticate(app: &App, token: &str) -> Result<Caller, Problem> {
    let refused = || {
        Problem::signed_out(
            "The access token does not work or no longer does. Ask for a new one at /v1/auth/refresh, or sign in.",
        )
    };
    let accounts = &app.accounts;
    let now = app.store.clock().now();
    let claimed = access::verify(&accounts.0.keys, &accounts.0.issuer, now, token)
        .await?
        .ok_or_else(refused)?;
    let (user, second_factor) = accounts
        .live(&app.store, claimed.sign_in)
        .await?
        .ok_or_else(refused)?;
    if user != claimed.user {
        return Err(refused());
    }
    Ok(Caller {
        second_factor: claimed.second_factor && second_factor,
        ..claimed
    })
}
