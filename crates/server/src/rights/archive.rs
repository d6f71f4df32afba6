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
            Some(Part::End) => return zip.finish()?.into_inner().send(),
            None => return Err(io::Error::other("the export broke off; ask for it again")),
        }
    }
}

fn begin<W: Write + io::Seek>(zip: &mut ZipWriter<W>, name: &str) -> ZipResult<()> {
    zip.start_file(name, SimpleFileOptions::default().large_file(true))
}

/// Sends what is written to it, in pieces.
struct Sink {
    /// None once nobody reads any more: the writer, which ends its archive also when it is dropped, then writes to nowhere.
    sent: Option<mpsc::Sender<io::Result<Bytes>>>,
    piece: Vec<u8>,
}

impl Sink {
    fn new(sent: mpsc::Sender<io::Result<Bytes>>) -> Self {
        Self {
            sent: Some(sent),
            piece: Vec::with_capacity(PIECE),
        }
    }

    fn send(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        let Some(sent) = &self.sent else {
            return Ok(());
        };
        sent.blocking_send(Ok(piece.into())).map_err(|_| {
            self.sent = None;
            io::ErrorKind::BrokenPipe.into()
        })
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

    /// Sends nothing, so that pieces are not tiny: the last one goes when the archive is whole.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    use super::*;

    /// Bytes that deflate cannot make smaller by much.
    fn noise(count: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..count).map(next).collect()
    }

    async fn read(mut sent: mpsc::Receiver<io::Result<Bytes>>) -> io::Result<Vec<u8>> {
        let mut whole = Vec::new();
        while let Some(piece) = sent.recv().await {
            let piece = piece?;
            assert!(piece.len() <= 2 * PIECE, "{} bytes at once", piece.len());
            whole.extend_from_slice(&piece);
        }
        Ok(whole)
    }

    fn unpacked(archive: Vec<u8>, name: &str) -> Vec<u8> {
        let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[tokio::test]
    async fn one_smaller_than_a_piece_is_whole() {
        let (archive, sent) = Archive::begin();
        archive.file("a.json".to_owned()).await.unwrap();
        archive.bytes("{}".into()).await.unwrap();
        archive.end().await.unwrap();
        assert_eq!(unpacked(read(sent).await.unwrap(), "a.json"), b"{}");
    }

    #[tokio::test]
    async fn one_larger_than_what_waits_on_the_way_is_whole() {
        let (archive, sent) = Archive::begin();
        let reading = tokio::spawn(read(sent));
        let large = noise(2 * WAITING * PIECE + 1);
        for name in ["large.wav", "last.json"] {
            archive.file(name.to_owned()).await.unwrap();
            for bytes in large.chunks(100_000) {
                archive.bytes(Bytes::copy_from_slice(bytes)).await.unwrap();
            }
        }
        archive.end().await.unwrap();
        let whole = reading.await.unwrap().unwrap();
        assert!(unpacked(whole.clone(), "large.wav") == large);
        assert!(unpacked(whole, "last.json") == large);
    }

    #[tokio::test]
    async fn whoever_reads_one_that_broke_off_is_told() {
        let (archive, sent) = Archive::begin();
        archive.file("a.json".to_owned()).await.unwrap();
        archive.bytes("{".into()).await.unwrap();
        drop(archive);
        let error = read(sent).await.unwrap_err();
        assert!(error.to_string().contains("broke off"), "{error}");
    }

    #[tokio::test]
    async fn who_stops_reading_stops_the_writing() {
        let (archive, sent) = Archive::begin();
        drop(sent);
        archive.file("a.wav".to_owned()).await.unwrap();
        let bytes = Bytes::from(noise(PIECE));
        let mut written = 0;
        while archive.bytes(bytes.clone()).await.is_ok() {
            written += 1;
            assert!(written < 100, "it goes on for nobody");
        }
    }
}
