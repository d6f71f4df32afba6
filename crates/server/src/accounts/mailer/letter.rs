//! What stands in the mails, in English and Spanish. The texts are files under `mails/`: the first line is the subject.
//!
//! Nothing that a stranger wrote stands in a mail to somebody else, save the name of an org in an invitation, which is
//! cut to one line: our mails are no way to send words of one's own to any mailbox.

/// The language of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Locale {
    /// The language for a code such as `es-MX`; English for those without texts.
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code.get(..2) {
            Some(head) if head.eq_ignore_ascii_case("es") => Self::Spanish,
            _ => Self::English,
        }
    }
}

/// A mail to be written.
#[derive(Clone, Copy, Debug)]
pub enum Letter<'a> {
    /// To finish making an account.
    Registration {
        /// The token.
        token: &'a str,
    },
    /// Somebody asked for an account under an address that has one.
    AlreadyThere,
    /// To choose a new password.
    PasswordReset {
        /// The token.
        token: &'a str,
    },
    /// The password was changed.
    PasswordChanged,
    /// Into an org.
    Invitation {
        /// The token.
        token: &'a str,
        /// The org's name.
        org: &'a str,
    },
}

impl Letter<'_> {
    /// Subject and text; links begin with `address`.
    pub(super) fn write(&self, locale: Locale, address: &str) -> (String, String) {
        let (token, org) = match self {
            Self::Registration { token } | Self::PasswordReset { token } => (*token, ""),
            Self::Invitation { token, org } => (*token, *org),
            Self::AlreadyThere | Self::PasswordChanged => ("", ""),
        };
        let org: String = org.chars().filter(|c| !c.is_control()).take(80).collect();
        // The org's name last: what stands in it is no place for anything else.
        let text = self
            .template(locale)
            .replace("{address}", address)
            .replace("{token}", token)
            .replace("{org}", &org);
        let (subject, text) = text.split_once('\n').unwrap_or((&text, ""));
        (subject.to_owned(), text.trim_start().to_owned())
    }

    fn template(&self, locale: Locale) -> &'static str {
        macro_rules! text {
            ($name:literal) => {
                match locale {
                    Locale::English => include_str!(concat!("../../../mails/en/", $name, ".txt")),
                    Locale::Spanish => include_str!(concat!("../../../mails/es/", $name, ".txt")),
                }
            };
        }
        match self {
            Self::Registration { .. } => text!("registration"),
            Self::AlreadyThere => text!("already-there"),
            Self::PasswordReset { .. } => text!("password-reset"),
            Self::PasswordChanged => text!("password-changed"),
            Self::Invitation { .. } => text!("invitation"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Letter, Locale};

    #[test]
    fn every_letter_is_whole_in_every_language() {
        let letters = [
            (Letter::Registration { token: "T0K" }, true),
            (Letter::AlreadyThere, false),
            (Letter::PasswordReset { token: "T0K" }, true),
            (Letter::PasswordChanged, false),
            (
                Letter::Invitation {
                    token: "T0K",
                    org: "A school",
                },
                true,
            ),
        ];
        for (letter, has_token) in letters {
            for locale in [Locale::English, Locale::Spanish] {
                let (subject, text) = letter.write(locale, "https://speak.example");
                assert!(!subject.is_empty() && !text.is_empty());
                assert!(!text.contains('{') && !subject.contains('{'), "{text}");
                assert_eq!(text.contains("T0K"), has_token, "{text}");
                assert!(text.contains("https://speak.example/"), "{text}");
            }
        }
    }

    #[test]
    fn a_name_cannot_break_out_of_its_line_or_take_the_token() {
        let (subject, text) = Letter::Invitation {
            token: "T0K",
            org: "Bad\r\nBcc: all@example.org {token}",
        }
        .write(Locale::English, "https://speak.example");
        assert!(!subject.contains(['\r', '\n']));
        assert_eq!(text.matches("T0K").count(), 1);
    }

    #[test]
    fn languages_are_known_by_their_code() {
        assert_eq!(Locale::of("es-MX"), Locale::Spanish);
        assert_eq!(Locale::of("ES"), Locale::Spanish);
        assert_eq!(Locale::of("de"), Locale::English);
        assert_eq!(Locale::of(""), Locale::English);
        assert_eq!(Locale::of("é"), Locale::English);
    }
}
