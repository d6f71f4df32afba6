//! Addresses to which a file can be sent, signed by AWS Signature Version 4 in the query. `object_store` signs such
//! addresses too, but refuses to sign the size, and an address without it takes a file of any size.

use std::time::Duration;

use chrono::{DateTime, Utc};
use object_store::signer::Url;
use ring::{digest, hmac};

use super::{BlobKey, S3Settings};
use crate::{Error, Result};

/// Signs for one bucket.
#[derive(Clone, Debug)]
pub(super) struct Presigner {
    settings: S3Settings,
    /// Address of the bucket, without a slash at its end.
    bucket: Url,
    /// As clients write it in the header `Host`.
    host: String,
}

impl Presigner {
    pub(super) fn new(settings: &S3Settings) -> Result<Self> {
        let named = |name: &str| {
            name.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        };
        if settings.bucket.is_empty() || !named(&settings.bucket) {
            return Err(unusable(&format!("“{}” is no name of a bucket", settings.bucket)));
        }
        let endpoint = match &settings.endpoint {
            Some(endpoint) => endpoint.trim_end_matches('/').to_owned(),
            None => format!("https://s3.{}.amazonaws.com", settings.region),
        };
        let bucket = Url::parse(&format!("{endpoint}/{}", settings.bucket))
            .map_err(|error| unusable(&format!("the endpoint {endpoint}: {error}")))?;
        let name = bucket.host_str().unwrap_or_default();
        let host = match bucket.port() {
            Some(port) => format!("{name}:{port}"),
            None => name.to_owned(),
        };
        Ok(Self {
            settings: settings.clone(),
            bucket,
            host,
        })
    }

    /// An address for a file of exactly `bytes` bytes, from `now` until `ttl` is over.
    pub(super) fn put(&self, key: &BlobKey, bytes: u64, ttl: Duration, now: DateTime<Utc>) -> String {
        let time = now.format("%Y%m%dT%H%M%SZ").to_string();
        let scope = format!(
            "{}/{}/s3/aws4_request",
            now.format("%Y%m%d"),
            self.settings.region
        );
        let path = format!("{}/{key}", self.bucket.path());
        let query = format!(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={}&X-Amz-Date={time}&X-Amz-Expires={}\
             &X-Amz-SignedHeaders=content-length%3Bhost",
            escaped(&format!("{}/{scope}", self.settings.key)),
            ttl.as_secs(),
        );
        let request = format!(
            "PUT\n{path}\n{query}\ncontent-length:{bytes}\nhost:{}\n\ncontent-length;host\nUNSIGNED-PAYLOAD",
            self.host
        );
        let hash = digest::digest(&digest::SHA256, request.as_bytes());
        let to_sign = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hex(hash.as_ref()));
        let signature = hex(&self.sign(&scope, &to_sign));
        format!(
            "{}://{}{path}?{query}&X-Amz-Signature={signature}",
            self.bucket.scheme(),
            self.host
        )
    }

    /// The key of the day, the region and the service signs, never the secret itself.
    fn sign(&self, scope: &str, text: &str) -> Vec<u8> {
        let secret = format!("AWS4{}", self.settings.secret).into_bytes();
        scope.split('/').chain([text]).fold(secret, |key, part| {
            let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
            hmac::sign(&key, part.as_bytes()).as_ref().to_vec()
        })
    }
}

fn unusable(why: &str) -> Error {
    Error::Settings(format!("S3 cannot be used as the settings say: {why}"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Everything but unreserved characters as `%XX`.
fn escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::{TimeZone, Utc};
    use uuid::Uuid;

    use super::{Presigner, S3Settings};
    use crate::{BlobKey, OrgId};

    fn settings() -> S3Settings {
        S3Settings {
            endpoint: Some("http://127.0.0.1:8333/".to_owned()),
            bucket: "vivavoce".to_owned(),
            region: "us-east-1".to_owned(),
            key: "KEY/1".to_owned(),
            secret: "hidden".to_owned(),
            allow_http: true,
        }
    }

    #[test]
    fn an_address_says_where_when_and_for_how_long_and_not_the_secret() {
        let now = Utc.with_ymd_and_hms(2026, 3, 4, 5, 6, 7).unwrap();
        let key = BlobKey::media(OrgId(Uuid::nil()), Uuid::nil());
        let sign = |bytes| {
            Presigner::new(&settings())
                .unwrap()
                .put(&key, bytes, Duration::from_secs(60), now)
        };
        let url = sign(5);
        assert!(url.starts_with(&format!(
            "http://127.0.0.1:8333/vivavoce/{key}?X-Amz-Algorithm=AWS4-HMAC-SHA256&"
        )));
        assert!(url.contains("X-Amz-Credential=KEY%2F1%2F20260304%2Fus-east-1%2Fs3%2Faws4_request&"));
        assert!(url.contains("X-Amz-Date=20260304T050607Z&X-Amz-Expires=60&"));
        assert!(!url.contains("hidden"));
        assert_ne!(url, sign(6), "the size is signed");
    }

    #[test]
    fn a_bucket_that_cannot_be_one_is_refused() {
        for bucket in ["", "a/b", "a b", "ä"] {
            let bad = S3Settings {
                bucket: bucket.to_owned(),
                ..settings()
            };
            assert!(Presigner::new(&bad).is_err(), "{bucket}");
        }
        let bad = S3Settings {
            endpoint: Some("nowhere".to_owned()),
            ..settings()
        };
        assert!(Presigner::new(&bad).unwrap_err().to_string().contains("endpoint"));
    }
}
