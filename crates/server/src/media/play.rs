//! Playing what is kept, all of it or from anywhere in it.

use std::ops::Range;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use storage::{BlobKey, BlobStream, OrgId};

use super::playable;
use crate::{App, Problem};

/// What of a recording is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    Whole,
    Part(Range<u64>),
    /// A part that it does not have.
    Beyond,
}

/// The recording under `key`, or the part of it that `headers` ask for.
pub(crate) async fn play(
    app: &App,
    org: OrgId,
    key: Option<&str>,
    content_type: &str,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let gone = || Problem::gone("The recording is not kept.");
    let key = key.and_then(|key| BlobKey::stored(org, key)).ok_or_else(gone)?;
    let size = app.blobs.size(&key).await?.ok_or_else(gone)?;
    let tag = tag(&key);
    let range = match asked(headers, &tag, size) {
        Asked::Whole => None,
        Asked::Part(range) => Some(range),
        Asked::Beyond => return beyond(size),
    };
    let partial = range.is_some();
    let stream = app.blobs.get_stream(&key, range).await?.ok_or_else(gone)?;
    let mut response = played(content_type, stream, partial)?;
    response.headers_mut().insert(header::ETAG, value(&tag)?);
    Ok(response)
}

/// Names the bytes: what lies under a key never changes, since another recording has another id.
fn tag(key: &BlobKey) -> String {
    let id = key.as_str().rsplit('/').next().unwrap_or_default();
    format!("\"{id}\"")
}

fn value(text: &str) -> Result<HeaderValue, Problem> {
    HeaderValue::from_str(text).map_err(|error| Problem::ours(&error))
}

/// The answer to who asks for a part that is not there, with the size that is.
fn beyond(size: u64) -> Result<Response, Problem> {
    let mut response = Problem::range(format!("The recording has {size} bytes.")).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_RANGE, value(&format!("bytes */{size}"))?);
    Ok(response)
}

fn played(content_type: &str, stream: BlobStream, partial: bool) -> Result<Response, Problem> {
    let BlobStream { size, range, bytes } = stream;
    let mut response = Response::new(Body::from_stream(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, value(playable(content_type))?);
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(range.end - range.start));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    if partial {
        let part = format!("bytes {}-{}/{size}", range.start, range.end.saturating_sub(1));
        headers.insert(header::CONTENT_RANGE, value(&part)?);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// The one range that is asked for. What is no range, or several, is not heard (RFC 9110, 14.2); nor is a range of another
/// recording than this one (13.1.5).
fn asked(headers: &HeaderMap, tag: &str, size: u64) -> Asked {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    if headers.contains_key(header::IF_RANGE) && text(header::IF_RANGE) != Some(tag) {
        return Asked::Whole;
    }
    let range = text(header::RANGE)
        .and_then(|text| text.strip_prefix("bytes="))
        .and_then(|text| text.split_once('-'));
    let Some((first, last)) = range else {
        return Asked::Whole;
    };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Some(first), None) if last.trim().is_empty() => first..size,
        (None, Some(count)) if first.trim().is_empty() => size.saturating_sub(count)..size,
        _ => return Asked::Whole,
    };
    if range.is_empty() {
        Asked::Beyond
    } else {
        Asked::Part(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &'static str) -> Asked {
        let headers = HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static(range))]);
        asked(&headers, "\"a\"", 100)
    }

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        assert_eq!(of("bytes=0-9"), Asked::Part(0..10));
        assert_eq!(of("bytes=90-"), Asked::Part(90..100));
        assert_eq!(of("bytes=90-900"), Asked::Part(90..100));
        assert_eq!(of("bytes=-10"), Asked::Part(90..100));
        assert_eq!(of("bytes=-1000"), Asked::Part(0..100));
        assert_eq!(of("bytes=100-"), Asked::Beyond);
        assert_eq!(of("bytes=-0"), Asked::Beyond);
        for whole in ["bytes=9-1", "bytes=0-1,5-9", "bytes=a-b", "words=0-1", "bytes=-"] {
            assert_eq!(of(whole), Asked::Whole, "{whole}");
        }
    }

    #[test]
    fn a_part_is_of_the_recording_that_the_caller_began_with() {
        let of = |tag: &'static str| {
            let headers = HeaderMap::from_iter([
                (header::RANGE, HeaderValue::from_static("bytes=0-9")),
                (header::IF_RANGE, HeaderValue::from_static(tag)),
            ]);
            asked(&headers, "\"a\"", 100)
        };
        assert_eq!(of("\"a\""), Asked::Part(0..10));
        for other in ["\"b\"", "W/\"a\"", "Thu, 01 Jan 2026 12:00:00 GMT"] {
            assert_eq!(of(other), Asked::Whole, "{other}");
        }
    }
}
