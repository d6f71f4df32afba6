//! Writing a stream: nothing of it can be seen under its key before all of it is there.

use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt};
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart, path::Path};

use crate::Error;

/// Bytes that are sent at a time: S3 takes no smaller pieces than 5 MiB, and no more than 10,000.
const PIECE: usize = 8 << 20;

/// Pieces that are on their way at once: with [`PIECE`], what one upload holds in memory.
const AT_ONCE: usize = 3;

/// Why a stream could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PutError<E> {
    /// It ended with an error of its own, such as a limit that it passed.
    #[error("{0}")]
    Stream(E),
    /// The store could not take it.
    #[error(transparent)]
    Store(#[from] Error),
}

/// Writes all of `stream` to `path`, and gives its size.
pub(super) async fn write<S, E>(store: &dyn ObjectStore, path: &Path, stream: S) -> Result<u64, PutError<E>>
where
    S: Stream<Item = Result<Bytes, E>> + Send,
    E: Send,
{
    let mut stream = std::pin::pin!(stream);
    let mut head = BytesMut::new();
    let mut more = true;
    while head.len() < PIECE {
        match stream.next().await {
            Some(bytes) => head.extend_from_slice(&bytes.map_err(PutError::Stream)?),
            None => {
                more = false;
                break;
            }
        }
    }
    let mut size = head.len() as u64;
    if !more {
        let put = store.put(path, head.freeze().into()).await;
        return put.map(|_| size).map_err(|error| Error::from(error).into());
    }
    let upload = store.put_multipart(path).await.map_err(Error::from)?;
    let mut unfinished = Unfinished(Some(WriteMultipart::new_with_chunk_size(upload, PIECE)));
    unfinished.put(head.freeze()).await?;
    while let Some(bytes) = stream.next().await {
        let bytes = bytes.map_err(PutError::Stream)?;
        size += bytes.len() as u64;
        unfinished.put(bytes).await?;
    }
    unfinished.finish().await?;
    Ok(size)
}

/// An upload in pieces that is given up when it is dropped: also when the person hangs up in the middle.
struct Unfinished(Option<WriteMultipart>);

impl Unfinished {
    async fn put(&mut self, bytes: Bytes) -> Result<(), Error> {
        if let Some(upload) = &mut self.0 {
            upload.wait_for_capacity(AT_ONCE).await?;
            upload.put(bytes);
        }
        Ok(())
    }

    /// Gives itself up if it fails.
    async fn finish(mut self) -> Result<(), Error> {
        if let Some(upload) = self.0.take() {
            upload.finish().await?;
        }
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let Some(upload) = self.0.take() else { return };
        // Outside of a runtime nothing can be running any more either.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = upload.abort().await {
                    tracing::warn!(%error, "an upload that was given up left pieces in the file store");
                }
            });
        }
    }
}
