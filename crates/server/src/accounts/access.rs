//! Access tokens: short-lived, signed (EdDSA over Ed25519), readable by whoever has the published keys.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AccountsError, keys::Keys};
use crate::extract::Caller;
use storage::UserId;

/// For whom the tokens are.
pub(crate) const AUDIENCE: &str = "vivavoce-api";

/// How far the clocks of several processes may be apart.
const CLOCKS_APART: TimeDelta = TimeDelta::seconds(30);

/// What stands in a token (RFC 9068, as far as it applies).
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: UserId,
    sid: Uuid,
    mfa: bool,
    iat: i64,
    nbf: i64,
    exp: i64,
    jti: Uuid,
}

/// Makes a token for somebody on a device.
pub(super) async fn issue(
    keys: &Keys,
    issuer: &str,
    now: DateTime<Utc>,
    life: TimeDelta,
    caller: Caller,
) -> Result<String, AccountsError> {
    let key = keys.signing().await?;
    let claims = Claims {
        iss: issuer.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: caller.user,
        sid: caller.sign_in,
        mfa: caller.second_factor,
        iat: now.timestamp(),
        nbf: now.timestamp(),
        exp: (now + life).timestamp(),
        jti: Uuid::new_v4(),
    };
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some("at+jwt".to_owned());
    header.kid = Some(key.kid.clone());
    Ok(jsonwebtoken::encode(&header, &claims, &key.private)?)
}

/// Who a token names, if this server signed it for this use and it is not too old; `None` for everything else.
///
/// The algorithm is ours to say, not the token's: whatever its header claims, only EdDSA is tried, with the key that the
/// header names among our own.
pub(super) async fn verify(
    keys: &Keys,
    issuer: &str,
    now: DateTime<Utc>,
    token: &str,
) -> Result<Option<Caller>, AccountsError> {
    let Ok(header) = jsonwebtoken::decode_header(token) else {
        return Ok(None);
    };
    let (Algorithm::EdDSA, Some(kid), Some("at+jwt")) = (header.alg, header.kid, header.typ.as_deref())
    else {
        return Ok(None);
    };
    let Some(key) = keys.verifying(&kid).await? else {
        return Ok(None);
    };
    let Ok(data) = jsonwebtoken::decode::<Claims>(token, &key.public, &rules(issuer)) else {
        return Ok(None);
    };
    let claims = data.claims;
    let begun = claims.nbf <= (now + CLOCKS_APART).timestamp();
    let over = claims.exp <= now.timestamp();
    Ok((begun && !over).then_some(Caller {
        user: claims.sub,
        sign_in: claims.sid,
        second_factor: claims.mfa,
    }))
}

/// Times are left out: they go by our clock, and the library has its own.
fn rules(issuer: &str) -> Validation {
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_audience(&[AUDIENCE]);
    rules.set_issuer(&[issuer]);
    rules.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
    rules.validate_exp = false;
    rules.validate_nbf = false;
    rules
}
