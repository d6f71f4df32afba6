//! Blobs: recordings, reports and archives, in a folder or in S3. They are streamed, never held whole in memory.

mod key;
mod presign;
mod unfinished;
mod write;

use std::{ops::Range, path::PathBuf, sync::Arc, time::Duration};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures::{Stream, StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    BackoffConfig, GetOptions, GetRange, ObjectStore, ObjectStoreExt, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    local::LocalFileSystem,
    path::Path,
};
use ring::digest;
use uuid::Uuid;

use crate::{Error, OrgId, Result};

use presign::Presigner;

pub use key::BlobKey;
pub use write::PutError;

/// Where blobs are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobSettings {
    /// A folder; it is made when it is not there, for this user alone.
    Folder(PathBuf),
    /// S3, or a server that speaks it.
    S3(S3Settings),
}

/// How to reach S3.
#[derive(Clone, PartialEq, Eq)]
pub struct S3Settings {
    /// Address of the server; `None` for Amazon's.
    pub endpoint: Option<String>,
    /// The bucket; it must be there.
    pub bucket: String,
    /// Its region.
    pub region: String,
    /// Id of the access key.
    pub key: String,
    /// The access key.
    pub secret: String,
    /// Whether an endpoint without TLS is allowed.
    pub allow_http: bool,
}

impl std::fmt::Debug for S3Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("S3Settings")
            .field("endpoint", &self.endpoint)
            .field("bucket", &self.bucket)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

/// The blobs. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    presigner: Option<Arc<Presigner>>,
    folder: Option<Arc<PathBuf>>,
}

/// A blob that was put together of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Composed {
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// A blob, or a part of it, as it comes.
pub struct BlobStream {
    /// Size of the whole blob, bytes.
    pub size: u64,
    /// Which bytes come.
    pub range: Range<u64>,
    /// The bytes.
    pub bytes: BoxStream<'static, Result<Bytes>>,
}

impl Blobs {
    /// Opens the store. Whether S3 answers is found out by [`Blobs::ping`].
    ///
    /// # Errors
    /// [`Error::Settings`] when the settings cannot be used.
    pub fn open(settings: &BlobSettings) -> Result<Self> {
        match settings {
            BlobSettings::Folder(folder) => {
                let unusable = |error: &dyn std::fmt::Display| {
                    Error::Settings(format!(
                        "the folder {} cannot hold files: {error}",
                        folder.display()
                    ))
                };
                make_private(folder).map_err(|error| unusable(&error))?;
                let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| unusable(&error))?;
                Ok(Self {
                    store: Arc::new(store.with_automatic_cleanup(true).with_fsync(true)),
                    presigner: None,
                    folder: Some(Arc::new(folder.clone())),
                })
            }
            BlobSettings::S3(settings) => Ok(Self {
                presigner: Some(Arc::new(Presigner::new(settings)?)),
                store: Arc::new(s3(settings)?),
                folder: None,
            }),
        }
    }

    /// `folder` or `S3`, for people.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        if self.presigner.is_some() { "S3" } else { "folder" }
    }

    /// Whether the store answers.
    ///
    /// # Errors
    /// [`Error::Blobs`] when it does not.
    pub async fn ping(&self) -> Result<()> {
        self.store.list_with_delimiter(None).await?;
        Ok(())
    }

    /// Writes a small blob, in place of an earlier one.
    ///
    /// # Errors
    /// [`Error::Blobs`]; nothing was written then.
    pub async fn put(&self, key: &BlobKey, bytes: Bytes) -> Result<()> {
        self.store.put(&key.path(), bytes.into()).await?;
        Ok(())
    }

    /// Writes a blob of any size, in place of an earlier one, and gives its size. An error in the stream gives it up: a
    /// limit is the stream's own.
    ///
    /// # Errors
    /// [`PutError`]; nothing was written then.
    pub async fn put_stream<S, E>(&self, key: &BlobKey, stream: S) -> std::result::Result<u64, PutError<E>>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Send,
        E: Send,
    {
        write::write(&*self.store, &key.path(), stream).await
    }

    /// Writes a blob that is several others one after the other, and says what came of it. The others stay.
    ///
    /// # Errors
    /// [`Error::Blobs`], also when one of them is not there; nothing was written then.
    pub async fn compose(&self, parts: &[BlobKey], key: &BlobKey) -> Result<Composed> {
        let store = self.store.clone();
        let mut hash = digest::Context::new(&digest::SHA256);
        let bytes = futures::stream::iter(parts.to_vec())
            .then(move |part| {
                let store = store.clone();
                async move {
                    let found = store.get(&part.path()).await?;
                    Ok::<_, object_store::Error>(found.into_stream())
                }
            })
            .try_flatten()
            .inspect_ok(|bytes| hash.update(bytes))
            .boxed();
        let written = self.put_stream(key, bytes).await;
        let bytes = written.map_err(|error| match error {
            PutError::Stream(error) => error.into(),
            PutError::Store(error) => error,
        })?;
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(hash.finish().as_ref());
        Ok(Composed { bytes, sha256 })
    }

    /// Size of a blob, bytes; `None` when it is not there.
    ///
    /// # Errors
    /// [`Error::Blobs`].
    pub async fn size(&self, key: &BlobKey) -> Result<Option<u64>> {
        let found = found(self.store.head(&key.path()).await)?;
        Ok(found.map(|found| found.size))
    }

    /// A small blob; `None` when it is not there.
    ///
    /// # Errors
    /// [`Error::Large`] when it is larger than `limit` bytes, [`Error::Blobs`].
    pub async fn get(&self, key: &BlobKey, limit: u64) -> Result<Option<Bytes>> {
        let Some(found) = found(self.store.get(&key.path()).await)? else {
            return Ok(None);
        };
        if found.meta.size > limit {
            return Err(Error::Large {
                size: found.meta.size,
                limit,
            });
        }
        Ok(Some(found.bytes().await?))
    }

    /// A blob as it comes, or the bytes of `range`; `None` when it is not there. A range that ends after the blob ends
    /// with it.
    ///
    /// # Errors
    /// [`Error::Range`] when the range is empty or begins after the blob, [`Error::Blobs`].
    pub async fn get_stream(&self, key: &BlobKey, range: Option<Range<u64>>) -> Result<Option<BlobStream>> {
        let path = key.path();
        let mut options = GetOptions::default();
        if let Some(range) = range {
            let Some(meta) = found(self.store.head(&path).await)? else {
                return Ok(None);
            };
            if range.is_empty() || range.start >= meta.size {
                return Err(Error::Range { size: meta.size });
            }
            options.range = Some(GetRange::Bounded(range.start..range.end.min(meta.size)));
        }
        let Some(found) = found(self.store.get_opts(&path, options).await)? else {
            return Ok(None);
        };
        Ok(Some(BlobStream {
            size: found.meta.size,
            range: found.range.clone(),
            bytes: found.into_stream().map_err(Error::from).boxed(),
        }))
    }

    /// Removes a blob; it need not be there.
    ///
    /// # Errors
    /// [`Error::Blobs`].
    pub async fn delete(&self, key: &BlobKey) -> Result<()> {
        found(self.store.delete(&key.path()).await)?;
        Ok(())
    }

    /// Removes the pieces of an upload, and gives how many there were.
    ///
    /// # Errors
    /// [`Error::Blobs`].
    pub async fn delete_parts(&self, org: OrgId, upload: Uuid) -> Result<u64> {
        self.delete_below(format!("orgs/{org}/uploads/{upload}")).await
    }

    /// Removes every blob of an org, and gives how many there were.
    ///
    /// # Errors
    /// [`Error::Blobs`].
    pub async fn delete_org(&self, org: OrgId) -> Result<u64> {
        self.delete_below(format!("orgs/{org}")).await
    }

    /// Removes files that were begun before `before` and never became a blob, since the process that wrote them was
    /// killed; gives how many. S3 shows nothing of them, and forgets them by a rule of its own.
    ///
    /// # Errors
    /// [`Error::Unfinished`].
    pub async fn forget_unfinished(&self, before: DateTime<Utc>) -> Result<u64> {
        let Some(folder) = self.folder.clone() else {
            return Ok(0);
        };
        let walk = tokio::task::spawn_blocking(move || unfinished::forget(&folder, before.into()));
        // It does not panic, and is not told to stop.
        let gone = walk
            .await
            .unwrap_or_else(|error| Err(std::io::Error::other(error)));
        gone.map_err(Error::Unfinished)
    }

    /// An address to which a blob of exactly `bytes` bytes can be sent with `PUT`, from `now` until `ttl` is over; `None`
    /// where there is no such thing, in a folder.
    #[must_use]
    pub fn presign_put(
        &self,
        key: &BlobKey,
        bytes: u64,
        ttl: Duration,
        now: DateTime<Utc>,
    ) -> Option<String> {
        let presigner = self.presigner.as_ref()?;
        Some(presigner.put(key, bytes, ttl, now))
    }

    async fn delete_below(&self, prefix: String) -> Result<u64> {
        let found = self.store.list(Some(&Path::from(prefix)));
        let paths = found.map_ok(|found| found.location).boxed();
        let gone = self.store.delete_stream(paths);
        Ok(gone.try_fold(0, |count, _| async move { Ok(count + 1) }).await?)
    }
}

/// `None` for what is not there.
fn found<T>(result: object_store::Result<T>) -> Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn make_private(folder: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// How long a request to S3 is tried before whoever waits is told: some ten seconds, as for the database. `object_store`
/// would go on for minutes. Jobs are tried again later by themselves.
fn patience() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            max_backoff: Duration::from_secs(2),
            ..BackoffConfig::default()
        },
        retry_timeout: Duration::from_secs(8),
        ..RetryConfig::default()
    }
}

fn s3(settings: &S3Settings) -> Result<AmazonS3> {
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&settings.bucket)
        .with_region(&settings.region)
        .with_access_key_id(&settings.key)
        .with_secret_access_key(&settings.secret)
        .with_allow_http(settings.allow_http)
        .with_retry(patience());
    if let Some(endpoint) = &settings.endpoint {
        builder = builder.with_endpoint(endpoint);
    }
    builder
        .build()
        .map_err(|error| Error::Settings(format!("S3 cannot be used as the settings say: {error}")))
}
