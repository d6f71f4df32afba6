//! How a job ends when it does not end well, grouped by what follows.

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// What the person gave cannot be used; trying again would not help. The sentence is for them.
    #[error("{0}")]
    Input(String),
    /// Something of ours, or of the machine, went wrong: try again. The text is for the operator.
    #[error("{0}")]
    Again(String),
    /// The file store is away or full. Nothing is wrong with the job: it waits, far longer than its tries would last. The
    /// text is for the operator.
    #[error("{0}")]
    Away(String),
    /// The subject is gone, or was started anew: nobody wants the result any more.
    #[error("no longer wanted")]
    Void,
    /// The lease ended and somebody else may be at it: leave everything to them.
    #[error("the lease was lost")]
    Lost,
    /// Told to stop.
    #[error("stopped")]
    Stopped,
}

impl From<storage::Error> for Failure {
    fn from(error: storage::Error) -> Self {
        match error {
            storage::Error::Blobs(_) => Self::Away(error.to_string()),
            // While the database is away nothing can be written down, and no try is counted either.
            error => Self::Again(error.to_string()),
        }
    }
}

impl From<speech::Error> for Failure {
    fn from(error: speech::Error) -> Self {
        Self::Again(error.to_string())
    }
}

impl From<report::Error> for Failure {
    fn from(error: report::Error) -> Self {
        Self::Again(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Again(format!("a document could not be written or read: {error}"))
    }
}

impl From<audio::Error> for Failure {
    fn from(error: audio::Error) -> Self {
        match error {
            // Over the wire there is no option of the command to name.
            audio::Error::TooLong { name, limit } => Self::Input(format!(
                "{name} is longer than {limit} minutes: cut it and send it again"
            )),
            error if error.is_input() => Self::Input(error.to_string()),
            error => Self::Again(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[test]
    fn a_bad_recording_is_the_persons_and_a_failing_disk_is_not() {
        let empty = audio::Error::Empty {
            name: "a.wav".to_owned(),
        };
        assert!(matches!(Failure::from(empty), Failure::Input(text) if text.starts_with("a.wav is empty")));
        let disk = audio::Error::Io {
            name: "a.wav".to_owned(),
            source: std::io::Error::other("broken"),
        };
        assert!(matches!(Failure::from(disk), Failure::Again(_)));
    }

    #[test]
    fn a_limit_is_told_without_the_commands_options() {
        let long = audio::Error::TooLong {
            name: "a.wav".to_owned(),
            limit: 90.0,
        };
        let told = Failure::from(long).to_string();
        assert_eq!(told, "a.wav is longer than 90 minutes: cut it and send it again");
    }
}
