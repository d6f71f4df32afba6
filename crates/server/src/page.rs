//! The page that people use. The binary holds its files; here they are handed out.

use std::borrow::Cow;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};

use crate::{App, Problem};

/// Where the page's files with a hash in their names are: what is there under a name never changes.
const HASHED: &str = "assets/";

/// What every address of the page begins with.
const INDEX: &str = "index.html";

/// A file of the page.
#[derive(Clone, Debug)]
pub struct PageFile {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// Their SHA-256.
    pub sha256: [u8; 32],
    /// Its media type, such as `text/javascript`.
    pub media_type: String,
}

/// The files of the page by their paths, such as `index.html`; none when the program was built without the page.
pub type Page = fn(&str) -> Option<PageFile>;

/// A program without the page.
#[must_use]
pub fn no_page(_path: &str) -> Option<PageFile> {
    None
}

/// Whatever is no route: a file of the page, or the page itself, which finds by the address what to show.
pub(crate) async fn serve(State(app): State<App>, request: Request) -> Response {
    let missing = || Problem::not_found("There is nothing under this address.").into_response();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return missing();
    }
    let path = request.uri().path().trim_start_matches('/');
    if let Some(file) = (app.page)(path) {
        return answer(path, file, request.headers());
    }
    if !is_of_the_page(request.uri(), request.headers()) {
        return missing();
    }
    match (app.page)(INDEX) {
        Some(file) => answer(INDEX, file, request.headers()),
        None if path.is_empty() => Redirect::to("/docs/").into_response(),
        None => missing(),
    }
}

/// Whether somebody went to this address with a browser, and it can be one of the page.
fn is_of_the_page(uri: &Uri, headers: &HeaderMap) -> bool {
    let wants_html = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let path = uri.path();
    path == "/"
        || (wants_html && !path.starts_with("/v1/") && !path.rsplit('/').next().unwrap_or("").contains('.'))
}

fn answer(path: &str, file: PageFile, asked: &HeaderMap) -> Response {
    let etag = format!("\"{}\"", hex(&file.sha256[..16]));
    let keep = if path.starts_with(HASHED) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|tags| tags.to_str().ok())
        .is_some_and(|tags| tags.contains(&etag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        file.bytes.into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    for (name, text) in [(header::CONTENT_TYPE, file.media_type), (header::ETAG, etag)] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    }
    response
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn browser(path: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::ACCEPT,
            HeaderValue::from_static("text/html,application/xhtml+xml,*/*"),
        );
        is_of_the_page(&path.parse().unwrap_or_default(), &headers)
    }

    #[test]
    fn an_address_of_the_page_is_told_from_one_of_the_api_and_from_a_missing_file() {
        assert!(browser("/"));
        assert!(browser("/talk/0191-77"));
        assert!(!browser("/v1/sessions/7"));
        assert!(!browser("/assets/gone-1234.js"));
    }

    #[test]
    fn a_program_that_asks_for_no_page_gets_none() {
        assert!(!is_of_the_page(&Uri::from_static("/talk"), &HeaderMap::new()));
        assert!(is_of_the_page(&Uri::from_static("/"), &HeaderMap::new()));
    }
}
