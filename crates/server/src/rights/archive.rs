//! A ZIP archive that is sent while it is put together: nothing of it is kept, in memory or on disk, but what is on its
//! way.

use std::io::{self, Write};

use bytes::Bytes;
use tokio::sync::mpsc;
use zip::{ZipWriter, result::ZipResult, write::SimpleFileOptions};

/// Pieces that wait on either side of the writer.
const WAITING: usize = 16;

/// Bytes of one piece at most.
const PIECE: usize = 64 * 1024;

/// What goes into an archive.
enum Part {
    /// A file begins.
    File(String),
    /// It goes on.
    Bytes(Bytes),
    /// The archive is whole.
    End,
}

/// Takes files for an archive. Dropped before [`Archive::end`], what was sent so far is broken, and whoever reads it is
/// told so.
pub(super) struct Archive(mpsc::Sender<Part>);

/// Nobody reads the archive any more.
#[derive(Debug)]
pub(super) struct NobodyReads;

impl Archive {
    /// An archive, and what there is to send of it.
    pub(super) fn begin() -> (Self, mpsc::Receiver<io::Result<Bytes>>) {
        let (parts, wanted) = mpsc::channel(WAITING);
        let (sent, answer) = mpsc::channel(WAITING);
        tokio::task::spawn_blocking(move || {
            if let Err(error) = write(wanted, Sink::new(sent.clone())) {
                let _nobody_reads = sent.blocking_send(Err(error));
            }
        });
        (Self(parts), answer)
    }

    /// Begins a file.
    pub(super) async fn file(&self, name: String) -> Result<(), NobodyReads> {
        self.0.send(Part::File(name)).await.map_err(|_| NobodyReads)
    }

    /// Goes on with it.
    pub(super) async fn bytes(&self, bytes: Bytes) -> Result<(), NobodyReads> {
        self.0.send(Part::Bytes(bytes)).await.map_err(|_| NobodyReads)
    }

    /// Makes the archive whole.
    pub(super) async fn end(self) -> Result<(), NobodyReads> {
        self.0.send(Part::End).await.map_err(|_| NobodyReads)
    }
}

fn write(mut parts: mpsc::Receiver<Part>, sink: Sink) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(sink);
    loop {
        match parts.blocking_recv() {
            Some(Part::File(name)) => begin(&mut zip, &name)?,
            Some(Part::Bytes(bytes)) => zip.write_all(&bytes)?,
            Some(Part::End) => return zip.finish()?.into_inner().flush(),
            None => return Err(io::Error::other("the export broke off; ask for it again")),
        }
    }
}

fn begin<W: Write + io::Seek>(zip: &mut ZipWriter<W>, name: &str) -> ZipResult<()> {
    zip.start_file(name, SimpleFileOptions::default().large_file(true))
}

/// Sends what is written to it, in pieces.
struct Sink {
    sent: mpsc::Sender<io::Result<Bytes>>,
    piece: Vec<u8>,
}

impl Sink {
    fn new(sent: mpsc::Sender<io::Result<Bytes>>) -> Self {
        Self {
            sent,
            piece: Vec::with_capacity(PIECE),
        }
    }

    fn send(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        self.sent
            .blocking_send(Ok(piece.into()))
            .map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    /// What is left is sent when the archive is whole, and not before, so that pieces are not tiny.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
