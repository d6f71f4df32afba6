//! A stream of bytes that ends when it is too long or stands still.

use std::time::Duration;

use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use tokio::time::timeout;

use crate::Problem;

/// Why a stream was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It has more bytes than the limit.
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// Nothing came for too long.
    Stalled,
    /// The sender went away.
    Off,
}

impl From<Broken> for Problem {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::TooLarge { limit } => Self::too_large(format!(
                "A recording may have {} MB. Send a shorter or a compressed one.",
                limit / 1_000_000
            )),
            Broken::Stalled => Self::timeout("The recording stopped coming. Send it again."),
            Broken::Off => Self::bad_request("The recording broke off. Send it again, or in pieces."),
        }
    }
}

/// `source`, up to `limit` bytes, with at most `patience` between two chunks.
pub(crate) fn limited<S, E>(
    source: S,
    limit: u64,
    patience: Duration,
) -> impl Stream<Item = Result<Bytes, Broken>>
where
    S: Stream<Item = Result<Bytes, E>>,
{
    let start = (Box::pin(source), 0_u64, true);
    stream::unfold(start, move |(mut source, mut come, goes_on)| async move {
        if !goes_on {
            return None;
        }
        let item = match timeout(patience, source.next()).await {
            Err(_) => Err(Broken::Stalled),
            Ok(None) => return None,
            Ok(Some(Err(_))) => Err(Broken::Off),
            Ok(Some(Ok(bytes))) => {
                come += bytes.len() as u64;
                if come > limit {
                    Err(Broken::TooLarge { limit })
                } else {
                    Ok(bytes)
                }
            }
        };
        let goes_on = item.is_ok();
        Some((item, (source, come, goes_on)))
    })
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    async fn read(chunks: Vec<io::Result<Bytes>>) -> Vec<Result<Bytes, Broken>> {
        limited(stream::iter(chunks), 5, PATIENCE).collect().await
    }

    #[tokio::test]
    async fn what_fits_comes_through() {
        let chunks = vec![Ok(Bytes::from("abc")), Ok(Bytes::from("de"))];
        assert_eq!(
            read(chunks).await,
            [Ok(Bytes::from("abc")), Ok(Bytes::from("de"))]
        );
    }

    #[tokio::test]
    async fn the_first_byte_too_many_ends_it() {
        let chunks = vec![
            Ok(Bytes::from("abc")),
            Ok(Bytes::from("def")),
            Ok(Bytes::from("g")),
        ];
        assert_eq!(
            read(chunks).await,
            [Ok(Bytes::from("abc")), Err(Broken::TooLarge { limit: 5 })]
        );
    }

    #[tokio::test]
    async fn one_that_breaks_off_is_not_taken_for_whole() {
        let chunks = vec![Ok(Bytes::from("abc")), Err(io::Error::other("reset"))];
        assert_eq!(read(chunks).await.last(), Some(&Err(Broken::Off)));
    }

    #[tokio::test]
    async fn one_that_stands_still_ends() {
        let silent = stream::pending::<io::Result<Bytes>>();
        let read: Vec<_> = limited(silent, 5, Duration::from_millis(5)).collect().await;
        assert_eq!(read, [Err(Broken::Stalled)]);
    }
}
