//! Who may have an account and how long they stay signed in.

use schemars::JsonSchema;

use super::{Secret, reader::Section, value::Choice};

/// Who may make an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(crate) enum Registration {
    /// Whoever was invited by mail.
    Invited,
    /// Everyone who can reach the server.
    Open,
}

impl Choice for Registration {
    const ALL: &'static [(&'static str, Self)] = &[("invited", Self::Invited), ("open", Self::Open)];
}

/// Bytes of the key, and characters of it in hexadecimal.
const KEY_BYTES: usize = 32;

/// Who may have an account and how long they stay signed in.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Accounts {
    /// Who may make an account.
    pub(crate) registration: Registration,
    /// Minutes that an access token works.
    pub(crate) access_token_minutes: u32,
    /// Days after which somebody who did nothing has to sign in again.
    pub(crate) refresh_token_days: u32,
    /// The key that secrets in the database are sealed with: 64 hexadecimal digits, the same for every server of one
    /// database. Without it, the file `secret.key` in the data folder, made when it is missing.
    pub(crate) secret_key: Option<Secret>,
}

impl Accounts {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            registration: section.take("registration", Registration::Invited),
            access_token_minutes: section.number("access_token_minutes", 30, 1..=60),
            refresh_token_days: section.number("refresh_token_days", 30, 1..=365),
            secret_key: section.take_checked("secret_key", None, |key: &Option<Secret>| match key {
                Some(key) if decode_key(key.reveal()).is_none() => {
                    Err("expected 64 hexadecimal digits, such as `openssl rand -hex 32` prints".to_owned())
                }
                _ => Ok(()),
            }),
        }
    }
}

/// The key out of its hexadecimal digits.
pub(crate) fn decode_key(text: &str) -> Option<[u8; KEY_BYTES]> {
    let digits = text.trim().as_bytes();
    if digits.len() != 2 * KEY_BYTES {
        return None;
    }
    let mut key = [0; KEY_BYTES];
    for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        // `from_str_radix` would take a sign.
        if !pair.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::decode_key;

    #[test]
    fn a_key_is_64_digits() {
        let digits = "0f".repeat(32);
        assert_eq!(decode_key(&digits), Some([15; 32]));
        assert_eq!(decode_key(&format!("{digits}\n")), Some([15; 32]));
        assert_eq!(decode_key(&digits[2..]), None);
        assert_eq!(decode_key(&"+f".repeat(32)), None);
        assert_eq!(decode_key(&"é".repeat(32)), None);
    }
}
