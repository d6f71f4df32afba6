//! Blobs in a folder and in a real S3.

use std::{path::Path, time::Duration};

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use futures::{StreamExt, TryStreamExt, stream};
use storage::{
    BlobKey, BlobSettings, Blobs, Error, OrgId, PutError, S3Settings,
    testing::{Fresh, s3},
};
use uuid::Uuid;

macro_rules! in_both {
    ($($story:ident),+ $(,)?) => {
        mod folder {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $story() {
                    let fresh = storage::testing::Fresh::sqlite().await;
                    super::$story(super::in_folder(&fresh)).await;
                }
            )+
        }
        mod s3 {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $story() {
                    super::$story(super::in_s3()).await;
                }
            )+
        }
    };
}

in_both!(
    a_blob_is_read_back_whole_or_in_part,
    a_large_blob_comes_in_pieces,
    a_stream_that_fails_leaves_nothing,
    an_upload_is_put_together,
    what_is_not_there,
    an_org_goes_with_all_its_blobs,
);

fn in_folder(fresh: &Fresh) -> Blobs {
    Blobs::open(&BlobSettings::Folder(fresh.folder.join("blobs"))).unwrap()
}

fn in_s3() -> Blobs {
    // As the binary does first thing; only the first of many tests succeeds.
    let _there_already = rustls::crypto::ring::default_provider().install_default();
    Blobs::open(&s3()).unwrap()
}

fn org() -> OrgId {
    OrgId(Uuid::now_v7())
}

fn key(org: OrgId) -> BlobKey {
    BlobKey::media(org, Uuid::now_v7())
}

/// Bytes of which no two stretches are alike.
fn bytes(count: usize) -> Bytes {
    (0_u32..)
        .flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes())
        .take(count)
        .collect()
}

/// In pieces as a network would bring them.
fn streamed(bytes: &Bytes) -> impl futures::Stream<Item = Result<Bytes, &'static str>> + Send + use<> {
    let pieces: Vec<_> = bytes
        .chunks(61_001)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)))
        .collect();
    stream::iter(pieces)
}

async fn read(blobs: &Blobs, key: &BlobKey, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
    let found = blobs.get_stream(key, range).await.unwrap().unwrap();
    let pieces: Vec<Bytes> = found.bytes.try_collect().await.unwrap();
    assert_eq!(
        pieces.iter().map(Bytes::len).sum::<usize>() as u64,
        found.range.end - found.range.start
    );
    pieces.concat()
}

async fn a_blob_is_read_back_whole_or_in_part(blobs: Blobs) {
    blobs.ping().await.unwrap();
    let (key, bytes) = (key(org()), bytes(100_000));
    assert_eq!(blobs.put_stream(&key, streamed(&bytes)).await.unwrap(), 100_000);
    assert_eq!(blobs.size(&key).await.unwrap(), Some(100_000));
    assert_eq!(blobs.get(&key, 100_000).await.unwrap().unwrap(), bytes);
    let too_large = blobs.get(&key, 99_999).await;
    assert!(matches!(
        too_large,
        Err(Error::Large {
            size: 100_000,
            limit: 99_999
        })
    ));
    assert_eq!(read(&blobs, &key, None).await, bytes);
    assert_eq!(read(&blobs, &key, Some(10..20)).await, bytes[10..20]);
    assert_eq!(read(&blobs, &key, Some(99_990..200_000)).await, bytes[99_990..]);
    for range in [100_000..100_001, 7..7] {
        let outside = blobs.get_stream(&key, Some(range)).await;
        assert!(matches!(outside, Err(Error::Range { size: 100_000 })));
    }
    // A second one takes its place.
    blobs.put(&key, Bytes::from_static(b"short")).await.unwrap();
    assert_eq!(blobs.get(&key, 10).await.unwrap().unwrap(), "short");
    let empty = stream::empty::<Result<Bytes, &str>>();
    assert_eq!(blobs.put_stream(&key, empty).await.unwrap(), 0);
    assert_eq!(blobs.size(&key).await.unwrap(), Some(0));
}

async fn a_large_blob_comes_in_pieces(blobs: Blobs) {
    let (key, bytes) = (key(org()), bytes(21 << 20));
    assert_eq!(blobs.put_stream(&key, streamed(&bytes)).await.unwrap(), 21 << 20);
    assert!(read(&blobs, &key, None).await == bytes);
    assert!(
        read(&blobs, &key, Some((8 << 20) - 3..(8 << 20) + 3)).await == bytes[(8 << 20) - 3..(8 << 20) + 3]
    );
    blobs.delete(&key).await.unwrap();
}

async fn a_stream_that_fails_leaves_nothing(blobs: Blobs) {
    let org = org();
    for size in [1_000, 20 << 20] {
        let key = key(org);
        let cut = streamed(&bytes(size)).chain(stream::iter([Err("too large")]));
        let refused = blobs.put_stream(&key, cut).await;
        assert!(matches!(refused, Err(PutError::Stream("too large"))));
        assert_eq!(blobs.size(&key).await.unwrap(), None);
        assert!(blobs.get_stream(&key, None).await.unwrap().is_none());
    }
    // A person who hangs up does the same.
    let key = key(org);
    let endless = streamed(&bytes(20 << 20)).chain(stream::pending());
    let hung_up = tokio::time::timeout(Duration::from_millis(500), blobs.put_stream(&key, endless)).await;
    assert!(hung_up.is_err());
    assert_eq!(blobs.size(&key).await.unwrap(), None);
    // Giving up happens beside; afterwards there is nothing to remove.
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(blobs.delete_org(org).await.unwrap(), 0);
}

async fn an_upload_is_put_together(blobs: Blobs) {
    let (org, upload) = (org(), Uuid::now_v7());
    let (key, bytes) = (key(org), bytes(9 << 20));
    let mut parts = Vec::new();
    for (number, piece) in (0..).zip(bytes.chunks(4 << 20)) {
        let part = BlobKey::part(org, upload, number);
        blobs.put(&part, Bytes::copy_from_slice(piece)).await.unwrap();
        parts.push(part);
    }
    let composed = blobs.compose(&parts, &key).await.unwrap();
    assert_eq!(composed.bytes, 9 << 20);
    let hash = ring::digest::digest(&ring::digest::SHA256, &bytes);
    assert_eq!(composed.sha256, hash.as_ref());
    assert!(read(&blobs, &key, None).await == bytes);
    let mut missing = parts.clone();
    missing.push(BlobKey::part(org, upload, 99));
    let other = BlobKey::media(org, Uuid::now_v7());
    assert!(blobs.compose(&missing, &other).await.is_err());
    assert_eq!(blobs.size(&other).await.unwrap(), None);
    assert_eq!(blobs.delete_parts(org, upload).await.unwrap(), 3);
    assert_eq!(blobs.size(&parts[0]).await.unwrap(), None);
    assert_eq!(blobs.size(&key).await.unwrap(), Some(9 << 20));
}

async fn what_is_not_there(blobs: Blobs) {
    let key = key(org());
    assert_eq!(blobs.size(&key).await.unwrap(), None);
    assert_eq!(blobs.get(&key, 10).await.unwrap(), None);
    assert!(blobs.get_stream(&key, None).await.unwrap().is_none());
    assert!(blobs.get_stream(&key, Some(0..5)).await.unwrap().is_none());
    blobs.delete(&key).await.unwrap();
}

async fn an_org_goes_with_all_its_blobs(blobs: Blobs) {
    let (gone, stays) = (org(), org());
    let id = Uuid::now_v7();
    let keys = |org| {
        [
            BlobKey::media(org, id),
            BlobKey::report(org, id),
            BlobKey::attempt(org, id),
        ]
    };
    for key in keys(gone).iter().chain(&keys(stays)) {
        blobs.put(key, Bytes::from_static(b"x")).await.unwrap();
    }
    assert_eq!(blobs.delete_org(gone).await.unwrap(), 3);
    for key in &keys(gone) {
        assert_eq!(blobs.size(key).await.unwrap(), None);
    }
    for key in &keys(stays) {
        assert_eq!(blobs.size(key).await.unwrap(), Some(1));
    }
    assert_eq!(blobs.delete_org(stays).await.unwrap(), 3);
}

#[tokio::test]
async fn a_folder_is_private_and_left_clean() {
    use std::os::unix::fs::PermissionsExt;

    let fresh = Fresh::sqlite().await;
    let blobs = in_folder(&fresh);
    let folder = fresh.folder.join("blobs");
    let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    let org = org();
    let cut = streamed(&bytes(20 << 20)).chain(stream::iter([Err("too large")]));
    blobs.put_stream(&key(org), cut).await.unwrap_err();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(files(&folder), 0, "also no half of it");
    assert_eq!(
        blobs.presign_put(&key(org), 5, Duration::from_secs(60), now()),
        None
    );
    let file = fresh.folder.join("file");
    std::fs::write(&file, "").unwrap();
    let unusable = Blobs::open(&BlobSettings::Folder(file.join("blobs"))).unwrap_err();
    assert!(unusable.to_string().contains("cannot hold files"), "{unusable}");
}

#[tokio::test]
async fn what_a_killed_process_left_half_written_is_forgotten() {
    let fresh = Fresh::sqlite().await;
    let blobs = in_folder(&fresh);
    let key = key(org());
    blobs.put(&key, Bytes::from_static(b"whole")).await.unwrap();
    let place = fresh.folder.join("blobs").join(key.as_str());
    let half = |number: u32| std::path::PathBuf::from(format!("{}#{number}", place.display()));
    let hour = Duration::from_secs(3600);
    let now = std::time::SystemTime::from(now());
    for (number, age) in [(1, 3 * hour), (2, hour)] {
        let file = std::fs::File::create(half(number)).unwrap();
        file.set_modified(now - age).unwrap();
    }
    std::fs::File::open(&place)
        .unwrap()
        .set_modified(now - 9 * hour)
        .unwrap();
    let before = DateTime::<Utc>::from(now - 2 * hour);
    assert_eq!(blobs.forget_unfinished(before).await.unwrap(), 1);
    assert!(
        !half(1).exists() && half(2).exists(),
        "the other may still be written"
    );
    assert_eq!(blobs.get(&key, 10).await.unwrap().unwrap(), "whole");
    assert_eq!(in_s3().forget_unfinished(before).await.unwrap(), 0);
}

fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| if path.is_dir() { files(&path) } else { 1 })
        .sum()
}

#[tokio::test]
async fn s3_takes_a_signed_upload_and_no_other() {
    let blobs = in_s3();
    let key = key(org());
    let url = blobs
        .presign_put(&key, 5, Duration::from_secs(60), now())
        .unwrap();
    let client = reqwest::Client::new();
    let put = async |url: &str, body: &'static str| client.put(url).body(body).send().await.unwrap().status();
    let (address, query) = url.split_once('?').unwrap();
    let other = BlobKey::media(org(), Uuid::now_v7());
    let refused = [
        // Without a signature, with another one, for another key, for another method, of another size.
        (put(address, "hello").await, "unsigned"),
        (put(&tampered(&url), "hello").await, "tampered"),
        (
            put(&url.replace(key.as_str(), other.as_str()), "hello").await,
            "another key",
        ),
        (client.get(&url).send().await.unwrap().status(), "another method"),
        (put(&url, "hello, hello").await, "another size"),
    ];
    assert!(query.contains("X-Amz-Expires=60"), "{query}");
    let earlier = now() - TimeDelta::minutes(2);
    let late = blobs
        .presign_put(&key, 5, Duration::from_secs(60), earlier)
        .unwrap();
    assert!(put(&late, "hello").await.is_client_error(), "too late");
    for (status, what) in refused {
        assert!(status.is_client_error(), "{what}: {status}");
    }
    assert_eq!(blobs.size(&key).await.unwrap(), None);
    assert!(put(&url, "hello").await.is_success());
    assert_eq!(blobs.get(&key, 10).await.unwrap().unwrap(), "hello");
}

/// S3 goes by the clock of the world.
#[allow(
    clippy::disallowed_methods,
    reason = "S3 holds the signature against its own clock"
)]
fn now() -> DateTime<Utc> {
    std::time::SystemTime::now().into()
}

fn tampered(url: &str) -> String {
    let (rest, signature) = url.split_once("X-Amz-Signature=").unwrap();
    let first = if signature.starts_with('0') { '1' } else { '0' };
    format!("{rest}X-Amz-Signature={first}{}", &signature[1..])
}

#[tokio::test]
async fn a_wrong_secret_is_refused_and_never_shown() {
    let _there_already = rustls::crypto::ring::default_provider().install_default();
    let BlobSettings::S3(settings) = s3() else {
        panic!("S3")
    };
    let wrong = S3Settings {
        secret: "not-the-secret".to_owned(),
        ..settings
    };
    assert!(!format!("{wrong:?}").contains("not-the-secret"));
    let blobs = Blobs::open(&BlobSettings::S3(wrong)).unwrap();
    let error = blobs.ping().await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("not-the-secret"));
    assert!(blobs.put(&key(org()), Bytes::from_static(b"x")).await.is_err());
}
