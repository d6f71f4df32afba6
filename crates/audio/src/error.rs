//! What can be wrong with a recording, grouped by what the person who has it can do.

/// Why a recording could not be read. Every message is a sentence for the person who has the recording.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing there under this name.
    #[error("there is no file {name}: check its name and folder")]
    NotFound {
        /// The recording as the caller named it.
        name: String,
    },
    /// A folder, or something else that is neither a file nor a pipe.
    #[error("{name} is a folder: name one recording in it")]
    Directory {
        /// The recording as the caller named it.
        name: String,
    },
    /// The file exists but may not be read.
    #[error("{name} may not be read: ask its owner for permission, or copy it to a folder of yours")]
    NoPermission {
        /// The recording as the caller named it.
        name: String,
    },
    /// The disk or the pipe failed.
    #[error("{name} could not be read: {source}")]
    Io {
        /// The recording as the caller named it.
        name: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// No bytes.
    #[error("{name} is empty: nothing was recorded, or the copy was interrupted")]
    Empty {
        /// The recording as the caller named it.
        name: String,
    },
    /// Bytes, but not those of a recording.
    #[error("{name} is not a recording{}: expected wav, flac, mp3, ogg, webm, m4a or mp4", of_kind(.kind))]
    NotAudio {
        /// The recording as the caller named it.
        name: String,
        /// What it is instead, where its first bytes say so.
        kind: Option<&'static str>,
    },
    /// A film without sound, for example.
    #[error("{name} ({container}) has no sound track")]
    NoAudioTrack {
        /// The recording as the caller named it.
        name: String,
        /// The container, such as `mp4`.
        container: String,
    },
    /// A recording in a format that is not decoded here.
    #[error(
        "{name} holds {what}, which is not supported: convert it, for example with `ffmpeg -i IN OUT.flac`"
    )]
    Unsupported {
        /// The recording as the caller named it.
        name: String,
        /// The codec, the container or the property.
        what: String,
    },
    /// The container or the sound is damaged so early that nothing could be decoded.
    #[error(
        "{name} is damaged or cut short, and nothing in it could be decoded ({reason}): record or copy it again"
    )]
    Damaged {
        /// The recording as the caller named it.
        name: String,
        /// What the decoder said.
        reason: String,
    },
    /// Less than [`crate::MIN_SECONDS`].
    #[error("{name} is {seconds:.2} s long: at least {} s are needed", crate::MIN_SECONDS)]
    TooShort {
        /// The recording as the caller named it.
        name: String,
        /// Its length.
        seconds: f64,
    },
    /// More than [`crate::Limits::max_minutes`].
    #[error("{name} is longer than {limit} minutes: cut it, or allow more with --max-minutes")]
    TooLong {
        /// The recording as the caller named it.
        name: String,
        /// The limit, minutes.
        limit: f64,
    },
    /// More than [`crate::Limits::max_bytes`].
    #[error("{name} is larger than {} MiB: cut it, or store it as flac, ogg or m4a", .limit >> 20)]
    TooLarge {
        /// The recording as the caller named it.
        name: String,
        /// The limit, bytes.
        limit: u64,
    },
    /// A defect in Vivavoce.
    #[error("{name} could not be converted: {reason}; please report this")]
    Internal {
        /// The recording as the caller named it.
        name: String,
        /// What failed.
        reason: String,
    },
}

impl Error {
    /// Whether the input is at fault (another recording would work), not this machine or Vivavoce.
    #[must_use]
    pub fn is_input(&self) -> bool {
        !matches!(self, Self::Io { .. } | Self::Internal { .. })
    }

    /// What a failed system call on the recording `name` means.
    pub(crate) fn from_io(name: &str, source: std::io::Error) -> Self {
        let name = name.to_owned();
        match source.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Self::NotFound { name },
            std::io::ErrorKind::IsADirectory => Self::Directory { name },
            std::io::ErrorKind::PermissionDenied => Self::NoPermission { name },
            _ => Self::Io { name, source },
        }
    }
}

fn of_kind(kind: &Option<&'static str>) -> String {
    kind.map(|kind| format!(" but {kind}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn messages_name_the_recording_and_what_to_do() {
        let error = Error::TooLong {
            name: "talk.mp3".into(),
            limit: 120.0,
        };
        assert_eq!(
            error.to_string(),
            "talk.mp3 is longer than 120 minutes: cut it, or allow more with --max-minutes"
        );
        let error = Error::NotAudio {
            name: "a.wav".into(),
            kind: Some("a PDF"),
        };
        assert!(
            error
                .to_string()
                .starts_with("a.wav is not a recording but a PDF: expected wav")
        );
    }

    #[test]
    fn a_failing_disk_is_not_the_inputs_fault() {
        let source = std::io::Error::other("input/output error");
        assert!(!Error::from_io("a.wav", source).is_input());
        let source = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        assert!(Error::from_io("a.wav", source).is_input());
    }
}
