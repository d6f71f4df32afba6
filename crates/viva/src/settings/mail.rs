//! How invitations and password resets are sent.

use schemars::JsonSchema;

use super::{Secret, reader::Section, value::Choice};

/// How a mail server is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(crate) enum MailSecurity {
    /// TLS from the first byte, mostly on port 465.
    Tls,
    /// TLS after a greeting, mostly on port 587; without it nothing is sent.
    Starttls,
    /// None: for a server on the same machine.
    None,
}

impl Choice for MailSecurity {
    const ALL: &'static [(&'static str, Self)] = &[
        ("tls", Self::Tls),
        ("starttls", Self::Starttls),
        ("none", Self::None),
    ];
}

/// How invitations and password resets are sent. Without a host, mails are written to the log, which is for one person
/// at home.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Mail {
    /// The SMTP server.
    pub(crate) host: Option<String>,
    /// Its port.
    pub(crate) port: u32,
    /// How it is spoken to.
    pub(crate) security: MailSecurity,
    /// Who signs in there; without it, nobody does.
    pub(crate) user: Option<String>,
    /// The password of `user`.
    pub(crate) password: Option<Secret>,
    /// Whom mails come from, such as `Vivavoce <speak@example.org>`.
    pub(crate) from: Option<String>,
}

impl Mail {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let mail = Self {
            host: section.take("host", None),
            port: section.number("port", 465, 1..=65_535),
            security: section.take("security", MailSecurity::Tls),
            user: section.take("user", None),
            password: section.take("password", None),
            from: section.take_checked("from", None, |from: &Option<String>| match from {
                Some(from) if !from.contains('@') => {
                    Err("expected a mail address, such as Vivavoce <speak@example.org>".to_owned())
                }
                _ => Ok(()),
            }),
        };
        if mail.host.is_some() && mail.from.is_none() {
            section.fault("from", "needed, since mail.host is set: say whom mails come from");
        }
        if mail.user.is_some() != mail.password.is_some() {
            let missing = if mail.user.is_some() { "password" } else { "user" };
            section.fault(missing, "user and password go together: set both, or neither");
        }
        mail
    }
}
