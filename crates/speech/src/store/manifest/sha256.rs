//! The sha256 of a file's bytes, written as 64 hexadecimal digits.

use std::{fmt, str::FromStr};

use serde::Deserialize;

/// A sha256.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Sha256(pub [u8; 32]);

impl FromStr for Sha256 {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is not a sha256: 64 hexadecimal digits are");
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong());
        }
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digit = |index: usize| char::from(digits[index]).to_digit(16);
            let (high, low) = digit(0).zip(digit(1)).ok_or_else(wrong)?;
            *byte = (high * 16 + low) as u8;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Sha256 {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::Sha256;

    #[test]
    fn digits_come_back_as_they_were() {
        let text = "00ff10".to_owned() + &"a7".repeat(29);
        assert_eq!(text.parse::<Sha256>().unwrap().to_string(), text);
    }

    #[test]
    fn anything_but_64_digits_is_refused() {
        for text in [
            "",
            "00",
            &"g0".repeat(32),
            &"0".repeat(65),
            &"é".repeat(32),
            &"+1".repeat(32),
        ] {
            assert!(text.parse::<Sha256>().is_err(), "{text:?}");
        }
    }
}
