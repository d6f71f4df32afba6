//! Mails through a real mail server.

use std::env;

use serde_json::Value;
use server::accounts::mailer::{Letter, Locale, MailSettings, Mailer, SmtpSecurity, SmtpSettings};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::common::{ADDRESS, eventually, unique};

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run the tests with scripts/servers/with.sh"))
}

/// Host and port of the mail server of the tests.
pub(crate) fn smtp() -> (String, u16) {
    let address = variable("VIVAVOCE_TEST_SMTP");
    let (host, port) = address.rsplit_once(':').unwrap();
    (host.to_owned(), port.parse().unwrap())
}

fn settings() -> MailSettings {
    let (host, port) = smtp();
    MailSettings::Smtp(SmtpSettings {
        host,
        port,
        security: SmtpSecurity::None,
        credentials: None,
        from: "Vivavoce <speak@example.org>".to_owned(),
    })
}

/// Everything that the mail server has, as its own interface tells it.
async fn everything() -> Vec<Value> {
    let base = variable("VIVAVOCE_TEST_MAIL_API");
    let host = base.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).await.unwrap();
    let request = format!("GET /email HTTP/1.0\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap()
}

/// Subjects and texts of the mails to an address.
pub(crate) async fn mailbox(email: &str) -> Vec<String> {
    let mails = everything().await;
    let to_them = mails.iter().filter(|mail| mail["to"][0]["address"] == email);
    to_them
        .map(|mail| {
            format!(
                "{}\n{}",
                mail["subject"].as_str().unwrap(),
                mail["text"].as_str().unwrap()
            )
        })
        .collect()
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written() {
    let mailer = Mailer::new(&settings(), ADDRESS).unwrap();
    mailer.ping().await.unwrap();
    let email = unique("reader");
    mailer.send_later(
        &email,
        Locale::Spanish,
        &Letter::Invitation {
            token: "T0KEN",
            org: "Academia Ñandú",
        },
    );
    let mail = eventually("the mail", || async { mailbox(&email).await.pop() }).await;
    assert!(mail.starts_with("Te invitan a Vivavoce\n"), "{mail}");
    assert!(
        mail.contains("Academia Ñandú") && mail.contains("https://speak.example/join#token=T0KEN"),
        "{mail}"
    );
}

#[tokio::test]
async fn a_mail_server_that_is_not_there_is_noticed() {
    let MailSettings::Smtp(mut smtp) = settings() else {
        unreachable!()
    };
    smtp.port = 1;
    let mailer = Mailer::new(&MailSettings::Smtp(smtp), ADDRESS).unwrap();
    assert!(mailer.ping().await.is_err());
}

#[tokio::test]
async fn settings_that_cannot_be_used_are_named() {
    let MailSettings::Smtp(mut smtp) = MailSettings::Smtp(SmtpSettings {
        host: "127.0.0.1".into(),
        port: 25,
        security: SmtpSecurity::None,
        credentials: Some(("user".into(), "hidden".into())),
        from: "nobody".into(),
    }) else {
        unreachable!()
    };
    assert!(!format!("{smtp:?}").contains("hidden"));
    let error = Mailer::new(&MailSettings::Smtp(smtp.clone()), ADDRESS)
        .err()
        .unwrap();
    assert!(error.to_string().contains("nobody"), "{error}");
    smtp.from = "Vivavoce <speak@example.org>".into();
    assert!(Mailer::new(&MailSettings::Smtp(smtp), ADDRESS).is_ok());
}
