//! The refresh token of a browser: in a cookie that no script can read, and that goes to the sign-in addresses alone.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use chrono::TimeDelta;

use crate::{App, Problem};

/// Its name.
const NAME: &str = "viva_refresh";

/// Where it goes.
const PATH: &str = "/v1/auth";

/// A page of another origin cannot send this header without our leave (CORS), so a request with the cookie and without
/// the header is not from our page.
pub(crate) const CSRF_HEADER: HeaderName = HeaderName::from_static("vivavoce-csrf");

/// The headers that put the token into the browser.
pub(crate) fn put(app: &App, token: &str, life: TimeDelta) -> HeaderMap {
    headers(app, token.to_owned(), life.num_seconds())
}

/// The headers that take it out again.
pub(crate) fn remove(app: &App) -> HeaderMap {
    headers(app, String::new(), 0)
}

/// The token in the cookie, if there is one.
///
/// # Errors
/// When there is one, but the request does not show that it is from our page.
pub(crate) fn token(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(cookie) = CookieJar::from_headers(headers)
        .get(NAME)
        .map(|cookie| cookie.value().to_owned())
    else {
        return Ok(None);
    };
    let shown = headers.get(&CSRF_HEADER).is_some_and(|value| value == "1");
    if !shown {
        return Err(Problem::forbidden(
            "With the cookie, send the header Vivavoce-Csrf: 1, which shows that the request is from a page of this server.",
        ));
    }
    Ok(Some(cookie))
}

fn headers(app: &App, value: String, seconds: i64) -> HeaderMap {
    let mut cookie = Cookie::new(NAME, value);
    cookie.set_path(PATH);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Strict);
    cookie.set_secure(app.public.address.starts_with("https:"));
    let text = format!("{cookie}; Max-Age={seconds}");
    let mut headers = HeaderMap::new();
    // A token is letters, digits, hyphens and underscores: always a header value.
    if let Ok(value) = HeaderValue::from_str(&text) {
        headers.insert(header::SET_COOKIE, value);
    }
    headers
}
