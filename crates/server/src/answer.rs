//! Answers of more than one route: lists by the page, and documents that are only sent when they changed.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use sha2::{Digest, Sha256};
use storage::Page;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Problem, extract::PageQuery};

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct List<T> {
    /// What is on this page, newest first.
    pub(crate) items: Vec<T>,
    /// Give it as `after` to get the next page; `null` on the last one.
    pub(crate) next: Option<Uuid>,
}

impl<T> List<T> {
    /// What to ask the records for, so that it shows whether there is more: one row beyond the page.
    pub(crate) fn page(query: &PageQuery) -> Page {
        Page {
            after: query.after,
            limit: query.rows() + 1,
        }
    }

    /// A list that always fits on one page.
    pub(crate) fn all(items: impl IntoIterator<Item = T>) -> Self {
        Self {
            items: items.into_iter().collect(),
            next: None,
        }
    }

    /// The page, from rows that were asked for by [`Self::page`].
    pub(crate) fn of<R>(
        query: &PageQuery,
        mut rows: Vec<R>,
        id: impl Fn(&R) -> Uuid,
        item: impl Fn(R) -> T,
    ) -> Self {
        let wanted = usize::try_from(query.rows()).unwrap_or(usize::MAX);
        let more = rows.len() > wanted;
        rows.truncate(wanted);
        Self {
            next: rows.last().filter(|_| more).map(&id),
            items: rows.into_iter().map(item).collect(),
        }
    }
}

/// A document with a tag of its content (RFC 9110, 8.8.3); without the document when the caller has this very one.
pub(crate) fn tagged<T: Serialize>(asked: &HeaderMap, document: &T) -> Result<Response, Problem> {
    let body = serde_json::to_vec(document).map_err(|error| Problem::ours(&error))?;
    let tag = format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&Sha256::digest(&body)[..16]));
    let known = has(asked, &tag);
    let mut response = Response::new(if known { Body::empty() } else { Body::from(body) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(
        header::ETAG,
        HeaderValue::from_str(&tag).map_err(|error| Problem::ours(&error))?,
    );
    // Kept by the caller, but looked at again before each use.
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    if !known {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    Ok(response)
}

/// Whether `If-None-Match` names the tag.
fn has(asked: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim() == "*" || opaque(known) == opaque(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(tag: &HeaderValue) -> HeaderMap {
        HeaderMap::from_iter([(header::IF_NONE_MATCH, tag.clone())])
    }

    #[test]
    fn what_the_caller_has_is_not_sent_again() {
        let first = tagged(&HeaderMap::new(), &"one").unwrap();
        assert_eq!(first.status(), 200);
        let tag = &first.headers()[header::ETAG];
        assert_eq!(tagged(&asked(tag), &"one").unwrap().status(), 304);
        assert_eq!(tagged(&asked(tag), &"two").unwrap().status(), 200);
        let several = HeaderValue::from_str(&format!("\"x\", {}", tag.to_str().unwrap())).unwrap();
        assert_eq!(tagged(&asked(&several), &"one").unwrap().status(), 304);
        assert_eq!(
            tagged(&asked(&HeaderValue::from_static("*")), &"two")
                .unwrap()
                .status(),
            304
        );
    }

    #[test]
    fn a_page_says_whether_there_is_more() {
        let query = PageQuery {
            after: None,
            limit: Some(2),
        };
        let rows = |count: u128| (0..count).map(Uuid::from_u128).collect::<Vec<_>>();
        let page = |count| List::of(&query, rows(count), |id| *id, |id| id);
        assert_eq!(List::<Uuid>::page(&query).limit, 3);
        assert_eq!((page(3).items.len(), page(3).next), (2, Some(Uuid::from_u128(1))));
        assert_eq!((page(2).items.len(), page(2).next), (2, None));
        assert_eq!((page(0).items.len(), page(0).next), (0, None));
    }
}
