//! Playing what is kept, all of it or from anywhere in it.

use std::ops::Range;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use storage::{BlobKey, BlobStream, OrgId};

use super::playable;
use crate::{App, Problem};

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
    let range = asked(headers, size)?;
    let partial = range.is_some();
    let stream = app.blobs.get_stream(&key, range).await?.ok_or_else(gone)?;
    played(content_type, stream, partial)
}

fn played(content_type: &str, stream: BlobStream, partial: bool) -> Result<Response, Problem> {
    let wrong = |error: axum::http::header::InvalidHeaderValue| Problem::ours(&error);
    let BlobStream { size, range, bytes } = stream;
    let mut response = Response::new(Body::from_stream(bytes));
    let headers = response.headers_mut();
    let kind = HeaderValue::from_str(playable(content_type)).map_err(wrong)?;
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(range.end - range.start));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    if partial {
        let part = format!("bytes {}-{}/{size}", range.start, range.end.saturating_sub(1));
        headers.insert(
            header::CONTENT_RANGE,
            HeaderValue::from_str(&part).map_err(wrong)?,
        );
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// The one range that is asked for; `None` for all. What is no range, or several, is not heard (RFC 9110, 14.2).
fn asked(headers: &HeaderMap, size: u64) -> Result<Option<Range<u64>>, Problem> {
    let range = headers
        .get(header::RANGE)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.strip_prefix("bytes="))
        .and_then(|text| text.split_once('-'));
    let Some((first, last)) = range else {
        return Ok(None);
    };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Some(first), None) if last.trim().is_empty() => first..size,
        (None, Some(count)) if first.trim().is_empty() => size.saturating_sub(count)..size,
        _ => return Ok(None),
    };
    if range.is_empty() {
        return Err(Problem::range(format!("The recording has {size} bytes.")));
    }
    Ok(Some(range))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &'static str) -> Result<Option<Range<u64>>, u16> {
        let headers = HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static(range))]);
        asked(&headers, 100).map_err(|problem| problem.status().as_u16())
    }

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        assert_eq!(of("bytes=0-9"), Ok(Some(0..10)));
        assert_eq!(of("bytes=90-"), Ok(Some(90..100)));
        assert_eq!(of("bytes=90-900"), Ok(Some(90..100)));
        assert_eq!(of("bytes=-10"), Ok(Some(90..100)));
        assert_eq!(of("bytes=-1000"), Ok(Some(0..100)));
        assert_eq!(of("bytes=100-"), Err(416));
        assert_eq!(of("bytes=-0"), Err(416));
        for whole in ["bytes=9-1", "bytes=0-1,5-9", "bytes=a-b", "words=0-1", "bytes=-"] {
            assert_eq!(of(whole), Ok(None), "{whole}");
        }
    }
}
