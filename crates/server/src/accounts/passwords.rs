//! Passwords: hashed with argon2id, so that a stolen database gives none of them away cheaply.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::{sync::Semaphore, task};

use crate::Problem;

/// Memory for one hash, in KiB. With [`PASSES`] and [`LANES`] this is what OWASP's password storage page recommends as
/// its least for argon2id: 19 MiB, 2 passes, 1 lane. It takes a few hundredths of a second, which a person does not
/// notice and a guesser pays for every guess.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over the memory.
const PASSES: u32 = 2;
/// Lanes: 1, because many people sign in at once rather than one with many processors.
const LANES: u32 = 1;

/// Hashes at one time: each takes a processor and 19 MiB.
const AT_ONCE: usize = 4;

/// How many may wait for their turn. Past it the server says that it is busy, before it is worn out by strangers.
const WAITING: usize = 64;

/// Hashes and checks passwords, a few at a time.
#[derive(Clone)]
pub(crate) struct Passwords {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
    /// The hash of a password that nobody has: checked when there is no account, so that it takes as long.
    nobody: Arc<str>,
}

impl Passwords {
    /// Ready to hash.
    ///
    /// # Errors
    /// When argon2 refuses its parameters, or the system has no randomness.
    pub(crate) fn new() -> Result<Self, argon2::password_hash::Error> {
        let nobody = argon2()
            .hash_password(super::token::fresh().as_bytes())?
            .to_string();
        Ok(Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            nobody: nobody.into(),
        })
    }

    /// The hash of a new password, in the PHC string format, with a salt of its own.
    pub(crate) async fn hash(&self, password: String) -> Result<String, Problem> {
        self.turn(move || {
            argon2()
                .hash_password(password.as_bytes())
                .map(|hash| hash.to_string())
        })
        .await?
        .map_err(|error| Problem::ours(&error))
    }

    /// Whether this is the password; takes as long and says no when there is no account.
    pub(crate) async fn check(&self, password: String, hash: Option<String>) -> Result<bool, Problem> {
        let there = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.as_ref().to_owned());
        let right = self
            .turn(move || {
                PasswordHash::new(&hash)
                    .is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
            })
            .await?;
        Ok(there && right)
    }

    /// Waits for a turn and works outside of the threads that serve.
    async fn turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let busy = || Problem::unavailable("Too many people sign in right now. Try again in a moment.");
        let _place = self.places.try_acquire().map_err(|_| busy())?;
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(|_| busy())?;
        task::spawn_blocking(move || {
            // Held by the work itself: who hangs up does not make room for more before it ends.
            let _turn = turn;
            work()
        })
        .await
        .map_err(|error| Problem::ours(&error))
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::Passwords;

    #[tokio::test]
    async fn a_password_is_known_again_and_another_is_not() {
        let passwords = Passwords::new().unwrap();
        let hash = passwords.hash("correct horse battery".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(
            passwords
                .check("correct horse battery".into(), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .check("correct horse batterz".into(), Some(hash))
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn the_same_password_has_another_hash_every_time() {
        let passwords = Passwords::new().unwrap();
        let one = passwords.hash("correct horse battery".into()).await.unwrap();
        assert_ne!(one, passwords.hash("correct horse battery".into()).await.unwrap());
    }

    #[tokio::test]
    async fn without_an_account_no_password_is_right() {
        let passwords = Passwords::new().unwrap();
        assert!(
            !passwords
                .check("correct horse battery".into(), None)
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .check(String::new(), Some("no hash".into()))
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn a_crowd_is_told_to_come_back() {
        let passwords = Passwords::new().unwrap();
        let crowd: Vec<_> = (0..200).map(|_| passwords.check("x".into(), None)).collect();
        let answers = futures::future::join_all(crowd).await;
        let refused = answers.iter().filter(|answer| answer.is_err()).count();
        assert_eq!(refused, 200 - super::AT_ONCE - super::WAITING);
    }
}
