//! Opaque tokens: random, shown once, kept only as their hash.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use storage::{OrgId, TokenHash};

/// A new token: 256 random bits as 43 characters that fit into an address.
#[must_use]
pub fn fresh() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What is kept of a token.
///
/// A plain SHA-256 is enough: nobody can try 2²⁵⁶ tokens, as they could try passwords.
#[must_use]
pub fn hash(token: &str) -> TokenHash {
    Sha256::digest(token.as_bytes()).into()
}

/// A new token that names the org it is for, since nothing of an org can be looked up without it.
#[must_use]
pub fn for_org(org: OrgId) -> String {
    format!("{}.{}", org.0.simple(), fresh())
}

/// The org that a token says it is for; whether it is one is for the org's own data to say.
#[must_use]
pub fn org_of(token: &str) -> Option<OrgId> {
    let (org, _) = token.split_once('.')?;
    uuid::Uuid::try_parse(org).ok().map(OrgId)
}

#[cfg(test)]
mod tests {
    use storage::OrgId;

    use super::{for_org, fresh, hash, org_of};

    #[test]
    fn a_token_for_an_org_names_it() {
        let org = OrgId(uuid::Uuid::from_u128(7));
        assert_eq!(org_of(&for_org(org)), Some(org));
        assert_ne!(for_org(org), for_org(org));
        assert_eq!(org_of(&fresh()), None);
        assert_eq!(org_of("..."), None);
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        assert_eq!(fresh().len(), 43);
        assert_ne!(fresh(), fresh());
        assert_ne!(hash(&fresh()), hash(&fresh()));
        assert_eq!(hash("a"), hash("a"));
    }
}
