//! What may stand in the fields of requests about accounts.

use std::collections::BTreeSet;

use garde::rules::email::parse_email;

/// Characters of a mail address at most (RFC 5321).
const EMAIL_CHARS: usize = 254;

/// Characters of a password at least.
const PASSWORD_LEAST: usize = 10;

/// Characters of a password at most: enough for any sentence, little enough to hash.
const PASSWORD_MOST: usize = 200;

/// How many different characters a password has at least.
const PASSWORD_DIFFERENT: usize = 5;

/// A mail address, however it was typed.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "garde passes the context so")]
pub(crate) fn mail_address(email: &str, (): &()) -> garde::Result {
    let email = email.trim();
    if email.chars().count() > EMAIL_CHARS
        || email.chars().any(char::is_control)
        || parse_email(email).is_err()
    {
        return Err(garde::Error::new(
            "expected a mail address, such as ana@example.org",
        ));
    }
    Ok(())
}

/// A password to be chosen: long, and not the same few characters. No rule asks for capitals or signs: they make
/// passwords hard to remember rather than hard to guess (NIST SP 800-63B).
#[allow(clippy::trivially_copy_pass_by_ref, reason = "garde passes the context so")]
pub(crate) fn new_password(password: &str, (): &()) -> garde::Result {
    let length = password.chars().count();
    if !(PASSWORD_LEAST..=PASSWORD_MOST).contains(&length) {
        return Err(garde::Error::new(format!(
            "{PASSWORD_LEAST} to {PASSWORD_MOST} characters; a few words together are easy to remember"
        )));
    }
    if password.chars().collect::<BTreeSet<_>>().len() < PASSWORD_DIFFERENT {
        return Err(garde::Error::new(format!(
            "at least {PASSWORD_DIFFERENT} different characters"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{mail_address, new_password};

    #[test]
    fn passwords_are_long_and_not_the_same_few_characters() {
        assert!(new_password("four plain words here", &()).is_ok());
        assert!(new_password("short", &()).is_err());
        assert!(new_password("aaaaaaaaaaaaaaa", &()).is_err());
        assert!(new_password(&"abcdef".repeat(100), &()).is_err());
    }

    #[test]
    fn addresses_are_addresses() {
        assert!(mail_address(" Ana@Example.org ", &()).is_ok());
        for wrong in ["ana", "ana@", "@example.org", "a@b\r\nBcc: c@d.org", ""] {
            assert!(mail_address(wrong, &()).is_err(), "{wrong}");
        }
        assert!(mail_address(&format!("{}@example.org", "a".repeat(300)), &()).is_err());
    }
}
