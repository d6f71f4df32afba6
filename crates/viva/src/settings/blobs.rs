//! Where recordings and reports are kept.

use std::path::PathBuf;

use schemars::JsonSchema;

use super::{Secret, reader::Section, value::Choice, web};

/// Where bytes are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(crate) enum BlobKind {
    /// A folder on this machine.
    Folder,
    /// An S3 bucket, of any maker.
    S3,
}

impl Choice for BlobKind {
    const ALL: &'static [(&'static str, Self)] = &[("folder", Self::Folder), ("s3", Self::S3)];
}

/// Where recordings and reports are kept.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Blobs {
    /// A folder, or S3.
    pub(crate) kind: BlobKind,
    /// The folder; without it, `blobs` in the data folder.
    #[schemars(with = "Option<String>")]
    pub(crate) folder: Option<PathBuf>,
    /// Where the S3 server is, such as `https://s3.eu-central-1.amazonaws.com`.
    pub(crate) endpoint: Option<String>,
    /// The bucket. It must be there, and nobody else should write into it.
    pub(crate) bucket: Option<String>,
    /// The bucket's region; servers of one's own mostly take any.
    pub(crate) region: String,
    /// Name of the access key.
    pub(crate) access_key: Option<String>,
    /// The secret of the access key.
    pub(crate) secret_key: Option<Secret>,
    /// Lets recordings travel to S3 unencrypted, for a server on the same machine.
    pub(crate) allow_http: bool,
}

impl Blobs {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        let blobs = Self {
            kind: section.take("kind", BlobKind::Folder),
            folder: section.take("folder", None),
            endpoint: section.take_checked("endpoint", None, |url: &Option<String>| {
                url.as_deref()
                    .map_or(Ok(()), |url| web::address(url, &["https", "http"]))
            }),
            bucket: section.take("bucket", None),
            region: section.take("region", "us-east-1".to_owned()),
            access_key: section.take("access_key", None),
            secret_key: section.take("secret_key", None),
            allow_http: section.take("allow_http", false),
        };
        if blobs.kind == BlobKind::S3 {
            blobs.check_s3(section);
        }
        blobs
    }

    fn check_s3(&self, section: &mut Section<'_>) {
        let needed = [
            ("endpoint", self.endpoint.is_none()),
            ("bucket", self.bucket.as_deref().is_none_or(str::is_empty)),
            ("access_key", self.access_key.as_deref().is_none_or(str::is_empty)),
            (
                "secret_key",
                self.secret_key.as_ref().is_none_or(Secret::is_empty),
            ),
        ];
        for (key, _) in needed.iter().filter(|(_, missing)| *missing) {
            section.fault(key, "needed, since blobs.kind is \"s3\"");
        }
        if !self.allow_http
            && self
                .endpoint
                .as_deref()
                .is_some_and(|url| url.starts_with("http:"))
        {
            section.fault(
                "endpoint",
                "recordings would travel unencrypted: use https, or set blobs.allow_http = true for a server on this machine",
            );
        }
    }
}
