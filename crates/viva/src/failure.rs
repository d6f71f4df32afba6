//! How a command ends when it cannot do what was asked: one sentence, and an exit code that says whose turn it is.

use std::{fmt, process::ExitCode};

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input or an argument is not usable: exit code 2.
    Input(anyhow::Error),
    /// Something on this machine or in Vivavoce went wrong: exit code 1.
    Ours(anyhow::Error),
}

impl Failure {
    /// The input or an argument is at fault.
    pub(crate) fn input(message: impl Into<String>) -> Self {
        Self::Input(anyhow::Error::msg(message.into()))
    }

    /// This machine or Vivavoce is at fault.
    pub(crate) fn ours(message: impl Into<String>) -> Self {
        Self::Ours(anyhow::Error::msg(message.into()))
    }

    /// Tells the person, on standard error.
    #[expect(clippy::print_stderr, reason = "this is where errors reach the person")]
    pub(crate) fn report(&self) -> ExitCode {
        let (error, code) = match self {
            Self::Input(error) => (error, 2),
            Self::Ours(error) => (error, 1),
        };
        eprintln!("viva: {error:#}");
        ExitCode::from(code)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Input(error) | Self::Ours(error)) = self;
        write!(f, "{error:#}")
    }
}

impl From<audio::Error> for Failure {
    fn from(error: audio::Error) -> Self {
        if error.is_input() {
            Self::Input(error.into())
        } else {
            Self::Ours(error.into())
        }
    }
}

impl From<speech::Error> for Failure {
    fn from(error: speech::Error) -> Self {
        match error {
            // The person gave a folder, or the store holds files, that are not a model: other files are needed.
            speech::Error::Model { .. } => Self::Input(error.into()),
            speech::Error::Engine { .. } => Self::Ours(error.into()),
        }
    }
}

impl From<speech::store::Error> for Failure {
    fn from(error: speech::store::Error) -> Self {
        Self::Ours(error.into())
    }
}
