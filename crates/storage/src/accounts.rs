//! Accounts and what proves who somebody is. They belong to people, not to orgs, so their repositories hang on every
//! transaction. One noun a file. Nothing here hashes or seals: secrets arrive hashed or sealed.

mod idempotency;
mod one_time_tokens;
mod recovery_codes;
mod sign_ins;
mod signing_keys;
mod users;

pub use idempotency::{Idempotency, KeyClaim};
pub use one_time_tokens::{NewOneTimeToken, OneTimeTokens};
pub use recovery_codes::RecoveryCodes;
pub use sign_ins::{NewSignIn, Rotation, SignIns};
pub use signing_keys::SigningKeys;
pub use users::{NewUser, UserChange, Users};

/// SHA-256 of a token. Tokens are random and long, so that a plain hash is enough: there is nothing to guess.
pub type TokenHash = [u8; 32];
