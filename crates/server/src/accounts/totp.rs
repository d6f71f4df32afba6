//! The second factor: six digits that change every 30 seconds (RFC 6238), from an app that shares a secret with us.
//! Codes for recovery stand in for it, each once.

use chrono::{DateTime, Utc};
use storage::{TokenHash, Tx, UserId, records::User};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use super::{Accounts, token};
use crate::Problem;

/// How many recovery codes somebody gets.
const RECOVERY_CODES: usize = 10;

/// Letters and digits of a recovery code; none of them looks like another.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// Seconds of a step.
const STEP: u64 = 30;

/// What somebody brought as their second factor.
#[derive(Clone, Debug)]
pub(crate) enum Proof {
    /// A code of their app.
    Code(String),
    /// A recovery code.
    Recovery(String),
}

impl Proof {
    /// What was brought, if anything was.
    pub(crate) fn of(code: Option<String>, recovery_code: Option<String>) -> Option<Self> {
        code.map(Self::Code).or(recovery_code.map(Self::Recovery))
    }
}

/// A secret to be shown once.
pub(crate) struct Beginning {
    /// In base32, for typing.
    pub(crate) secret: String,
    /// As an `otpauth:` address, for a QR code.
    pub(crate) url: String,
    /// For keeping.
    pub(crate) sealed: Vec<u8>,
}

/// Draws a secret for somebody.
pub(crate) fn begin(accounts: &Accounts, user: &User) -> Result<Beginning, Problem> {
    let secret = Secret::generate();
    let sealed = accounts.sealer().seal(&purpose(user.id), secret.as_bytes());
    let totp = with(secret, Some(&user.email))?;
    Ok(Beginning {
        secret: totp.secret().to_base32(),
        url: totp.to_url().map_err(|error| Problem::ours(&error))?,
        sealed,
    })
}

/// The step of which this is the code: now, the one before or the one after. `None` when it is none of theirs.
pub(crate) fn step_of(
    accounts: &Accounts,
    user: &User,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Option<i64>, Problem> {
    let Some(sealed) = &user.totp_secret else {
        return Ok(None);
    };
    let secret = accounts
        .sealer()
        .open(&purpose(user.id), sealed)
        .map_err(|error| Problem::ours(&error))?;
    let totp = with(Secret::from(secret), None)?;
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    Ok(totp
        .check(&digits, seconds)
        .and_then(|step| i64::try_from(step).ok()))
}

/// Uses a proof up; `false` when it is wrong, or was used before.
pub(crate) async fn consume(
    accounts: &Accounts,
    tx: &Tx,
    user: &User,
    proof: &Proof,
) -> Result<bool, Problem> {
    match proof {
        Proof::Code(code) => match step_of(accounts, user, code, tx.now())? {
            Some(step) => Ok(tx.users().use_totp_step(user.id, step).await?),
            None => Ok(false),
        },
        Proof::Recovery(code) => Ok(tx.recovery_codes().consume(user.id, &hash(code)).await?),
    }
}

/// New recovery codes, for showing once and for keeping.
pub(crate) fn recovery_codes() -> (Vec<String>, Vec<TokenHash>) {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
    let hashes = codes.iter().map(|code| hash(code)).collect();
    (codes, hashes)
}

/// Sixteen characters of 5 bits, 80 bits in all, in groups for reading: too many to try, so a plain hash is enough.
fn recovery_code() -> String {
    let drawn: [u8; 16] = rand::random();
    let letters: Vec<char> = drawn
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// However it was typed: hyphens, spaces and capitals do not matter.
fn hash(code: &str) -> TokenHash {
    let plain: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    token::hash(&plain)
}

fn with(secret: Secret, account: Option<&str>) -> Result<Totp, Problem> {
    let mut builder = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(STEP)
        .with_secret(secret)
        .with_issuer(Some("Vivavoce"));
    if let Some(account) = account {
        builder = builder.with_account_name(account.replace(':', " "));
    }
    builder.build().map_err(|error| Problem::ours(&error))
}

fn purpose(user: UserId) -> String {
    format!("second factor of {user}")
}

#[cfg(test)]
mod tests {
    use super::{hash, recovery_codes, with};
    use totp_rs::Secret;

    #[test]
    fn codes_are_those_of_the_rfc() {
        let totp = with(Secret::from(b"12345678901234567890".to_vec()), None).unwrap();
        // RFC 6238, appendix B, SHA-1, the last six of eight digits.
        for (time, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(totp.generate(time).to_string(), code);
        }
    }

    #[test]
    fn a_code_works_in_its_step_and_the_ones_beside_it() {
        let totp = with(Secret::from(b"12345678901234567890".to_vec()), None).unwrap();
        let code = totp.generate(3000).to_string();
        assert_eq!(totp.check(&code, 3000), Some(100));
        assert_eq!(totp.check(&code, 3030), Some(100));
        assert_eq!(totp.check(&code, 2970), Some(100));
        assert_eq!(totp.check(&code, 3060), None);
        assert_eq!(totp.check(&code, 2939), None);
    }

    #[test]
    fn recovery_codes_are_ten_and_different_and_forgiving_of_how_they_are_typed() {
        let (codes, hashes) = recovery_codes();
        assert_eq!(codes.len(), 10);
        let different: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(different.len(), 10);
        assert_eq!(codes[0].len(), 19);
        assert_eq!(hash(&codes[0].to_uppercase().replace('-', " ")), hashes[0]);
    }
}
