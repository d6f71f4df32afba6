//! Mails to people: over SMTP where it is configured, else into the log, which is for one person at home.
//!
//! Over SMTP nothing of a mail is ever logged but that it could not be sent: mails carry tokens.

mod letter;

use std::{sync::Arc, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use tokio::sync::Semaphore;

pub use letter::{Letter, Locale};

use super::AccountsError;

/// Mails that wait to be sent. Past it they are dropped: whoever waits for one can ask again.
const WAITING: usize = 200;

/// How often a mail is tried, and how long it is waited before the second and third time.
const TRIES: [Duration; 3] = [Duration::ZERO, Duration::from_secs(2), Duration::from_secs(10)];

/// How long a mail server may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How mails leave.
#[derive(Clone, Debug)]
pub enum MailSettings {
    /// Into the log, with everything that stands in them: for one person at home, who reads the log.
    Log,
    /// Over SMTP.
    Smtp(SmtpSettings),
}

/// A mail server.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it is spoken to.
    pub security: SmtpSecurity,
    /// Who signs in there, with which password.
    pub credentials: Option<(String, String)>,
    /// Whom mails come from, such as `Vivavoce <speak@example.org>`.
    pub from: String,
}

impl std::fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// How a mail server is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS from the first byte.
    Tls,
    /// TLS after a greeting; without it nothing is sent.
    StartTls,
    /// None: for a server on the same machine.
    None,
}

/// Sends mails. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    way: Way,
    address: Arc<str>,
    places: Arc<Semaphore>,
}

#[derive(Clone)]
enum Way {
    Log,
    Smtp {
        transport: AsyncSmtpTransport<Tokio1Executor>,
        from: Mailbox,
    },
}

impl Mailer {
    /// Ready to send; links in the mails begin with `address`.
    ///
    /// # Errors
    /// [`AccountsError::Mail`] when the settings cannot be used. Nothing is sent yet.
    pub fn new(settings: &MailSettings, address: &str) -> Result<Self, AccountsError> {
        let way = match settings {
            MailSettings::Log => {
                tracing::info!("no mail server is configured: mails are written to this log");
                Way::Log
            }
            MailSettings::Smtp(smtp) => Way::Smtp {
                transport: transport(smtp)?,
                from: smtp
                    .from
                    .parse()
                    .map_err(|error| AccountsError::Mail(format!("{}: {error}", smtp.from)))?,
            },
        };
        Ok(Self {
            way,
            address: address.into(),
            places: Arc::new(Semaphore::new(WAITING)),
        })
    }

    /// Whether mails reach mailboxes, and not just the log.
    #[must_use]
    pub fn reaches_mailboxes(&self) -> bool {
        matches!(self.way, Way::Smtp { .. })
    }

    /// Sends a letter, later: the caller does not wait, and does not learn whether it arrived.
    pub fn send_later(&self, to: &str, locale: Locale, letter: &Letter<'_>) {
        let (subject, text) = letter.write(locale, &self.address);
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            tracing::error!("too many mails wait to be sent: one was dropped");
            return;
        };
        match &self.way {
            Way::Log => tracing::info!(target: "mail", %to, %subject, "{text}"),
            Way::Smtp { transport, from } => {
                let message = Message::builder()
                    .from(from.clone())
                    .header(ContentType::TEXT_PLAIN)
                    .subject(subject);
                let message = to
                    .parse()
                    .ok()
                    .and_then(|to| message.to(Mailbox::new(None, to)).body(text).ok());
                let Some(message) = message else {
                    tracing::warn!("a mail could not be written: the mail address is none");
                    return;
                };
                let transport = transport.clone();
                tokio::spawn(async move {
                    let _place = place;
                    deliver(&transport, &message).await;
                });
            }
        }
    }

    /// Whether the mail server answers; always, when mails go into the log.
    ///
    /// # Errors
    /// What it said, or that it did not.
    pub async fn ping(&self) -> Result<(), AccountsError> {
        let Way::Smtp { transport, .. } = &self.way else {
            return Ok(());
        };
        match transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(AccountsError::Mail(
                "the mail server closes the connection".to_owned(),
            )),
            Err(error) => Err(AccountsError::Mail(error.to_string())),
        }
    }
}

async fn deliver(transport: &AsyncSmtpTransport<Tokio1Executor>, message: &Message) {
    for wait in TRIES {
        tokio::time::sleep(wait).await;
        match transport.send(message.clone()).await {
            Ok(_) => return,
            Err(error) if error.is_permanent() => {
                tracing::warn!(%error, "the mail server refuses a mail");
                return;
            }
            Err(error) => tracing::warn!(%error, "a mail could not be sent yet"),
        }
    }
    tracing::error!("a mail could not be sent");
}

fn transport(smtp: &SmtpSettings) -> Result<AsyncSmtpTransport<Tokio1Executor>, AccountsError> {
    let parameters =
        || TlsParameters::new(smtp.host.clone()).map_err(|error| AccountsError::Mail(error.to_string()));
    let tls = match smtp.security {
        SmtpSecurity::Tls => Tls::Wrapper(parameters()?),
        SmtpSecurity::StartTls => Tls::Required(parameters()?),
        SmtpSecurity::None => Tls::None,
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
        .port(smtp.port)
        .tls(tls)
        .timeout(Some(PATIENCE));
    if let Some((user, password)) = &smtp.credentials {
        builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
    }
    Ok(builder.build())
}
