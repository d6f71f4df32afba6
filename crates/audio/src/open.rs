//! Where a recording comes from: a file, or a pipe that is held in memory.

use std::{
    fs::File,
    io::{self, Cursor, Read, Seek, SeekFrom},
    path::Path,
};

use symphonia::core::io::MediaSource;

use crate::{Error, Limits, PIPE_BYTES, Recording, decode};

/// Decodes the recording at `path`: a file, or a named pipe.
///
/// # Errors
/// See [`Error`]; [`Error::is_input`] says whose turn it is.
pub fn open(path: &Path, limits: &Limits) -> Result<Recording, Error> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| Error::from_io(&name, error))?;
    let metadata = file.metadata().map_err(|error| Error::from_io(&name, error))?;
    if metadata.is_dir() {
        return Err(Error::Directory { name });
    }
    if !metadata.is_file() {
        return read(file, &name, limits);
    }
    if metadata.len() > limits.max_bytes {
        return Err(Error::TooLarge {
            name,
            limit: limits.max_bytes,
        });
    }
    decode::decode(&Input::File(file, metadata.len()), &name, limits)
}

/// Decodes what `reader` gives, such as standard input or an upload; `name` is for messages. The bytes are held in
/// memory, at most [`PIPE_BYTES`] of them, because most containers cannot be read from front to back.
///
/// # Errors
/// See [`Error`]; [`Error::is_input`] says whose turn it is.
pub fn read(reader: impl Read, name: &str, limits: &Limits) -> Result<Recording, Error> {
    let limit = PIPE_BYTES.min(limits.max_bytes);
    let mut bytes = Vec::new();
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Error::from_io(name, error))?;
    if bytes.len() as u64 > limit {
        return Err(Error::TooLarge {
            name: name.to_owned(),
            limit,
        });
    }
    decode::decode(&Input::Bytes(bytes), name, limits)
}

/// A recording's bytes, which can be read several times.
pub(crate) enum Input {
    /// A regular file and its length in bytes.
    File(File, u64),
    /// What came through a pipe.
    Bytes(Vec<u8>),
}

impl Input {
    /// The bytes from their start.
    pub(crate) fn stream(&self) -> io::Result<Box<dyn MediaSource + '_>> {
        Ok(match self {
            Self::File(file, length) => {
                (&*file).rewind()?;
                Box::new(FileStream {
                    file,
                    length: *length,
                })
            }
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes.as_slice())),
        })
    }

    /// Length in bytes.
    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::File(_, length) => *length,
            Self::Bytes(bytes) => bytes.len() as u64,
        }
    }
}

/// A stream whose length is not told. Symphonia refuses a webm or mp4 that is shorter than it says; without the length it
/// reads as far as there is.
pub(crate) struct Endless<'a>(pub(crate) Box<dyn MediaSource + 'a>);

impl Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Seek for Endless<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

impl MediaSource for Endless<'_> {
    fn is_seekable(&self) -> bool {
        false
    }

    fn byte_len(&self) -> Option<u64> {
        None
    }
}

struct FileStream<'a> {
    file: &'a File,
    length: u64,
}

impl Read for FileStream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}

impl Seek for FileStream<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl MediaSource for FileStream<'_> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.length)
    }
}
