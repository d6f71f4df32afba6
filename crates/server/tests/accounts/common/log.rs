//! Everything that this process logs, at the finest level.

use std::{
    io,
    sync::{Mutex, Once},
};

use tracing_subscriber::fmt::MakeWriter;

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());
static LISTENING: Once = Once::new();

/// The log of all tests of this process.
#[derive(Clone, Copy, Debug)]
pub struct Log;

impl Log {
    /// Hears everything from now on.
    pub fn listen() -> Self {
        LISTENING.call_once(|| {
            tracing_subscriber::fmt()
                .with_max_level(tracing::Level::TRACE)
                .with_ansi(false)
                .with_writer(Self)
                .init();
        });
        Self
    }

    /// The events in which all of these words stand.
    pub fn with(self, words: &[&str]) -> Vec<String> {
        let lines = LINES.lock().unwrap();
        lines
            .iter()
            .filter(|line| words.iter().all(|word| line.contains(word)))
            .cloned()
            .collect()
    }

    /// The token in the newest mail to this address.
    pub async fn token_in_mail(self, email: &str) -> String {
        let to = format!("to={email}");
        super::eventually(&format!("a mail to {email}"), || async {
            let mails = self.with(&[&to, "#token="]);
            mails.last().map(|mail| token_in(mail))
        })
        .await
    }

    /// The mails to this address.
    pub fn mails_to(self, email: &str) -> Vec<String> {
        self.with(&[&format!("to={email}")])
    }
}

/// The token in a mail.
pub fn token_in(mail: &str) -> String {
    let (_, rest) = mail.split_once("#token=").unwrap();
    rest.chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
        .collect()
}

impl io::Write for Log {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        LINES
            .lock()
            .unwrap()
            .push(String::from_utf8_lossy(event).into_owned());
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        *self
    }
}
