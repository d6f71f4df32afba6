//! Signing in from a page: the refresh token is in a cookie.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};

use crate::common::{Answer, House, PASSWORD, request};

/// Name and value of the cookie in an answer.
fn pair(answer: &Answer) -> String {
    answer.cookie().split(';').next().unwrap().to_owned()
}

fn with_cookie(path: &str, cookie: &str, csrf: Option<&'static str>) -> Request<Body> {
    let mut request = request(Method::POST, path, None, Some(json!({})));
    let headers = request.headers_mut();
    headers.insert(header::COOKIE, cookie.parse().unwrap());
    if let Some(csrf) = csrf {
        headers.insert("vivavoce-csrf", csrf.parse().unwrap());
    }
    request
}

async fn page(house: &House) -> Answer {
    let olga = house.owner().await;
    let body = json!({ "email": olga.email, "password": PASSWORD, "cookie": true });
    house.post("/v1/auth/login", None, body).await
}

crate::stories! {
    async fn no_script_can_read_the_cookie_and_no_other_site_sends_it(house: House) {
        let answer = page(&house).await;
        let cookie = answer.cookie();
        for part in ["viva_refresh=", "HttpOnly", "SameSite=Strict", "Secure", "Path=/v1/auth", "Max-Age=2592000"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert_eq!(answer.body["refresh_token"], Value::Null, "scripts do not see it");
    }

    async fn the_cookie_brings_the_next_one_with_the_header(house: House) {
        let answer = page(&house).await;
        let next = house.send(with_cookie("/v1/auth/refresh", &pair(&answer), Some("1"))).await;
        assert!(next.status.is_success(), "{}", next.body);
        assert_eq!(next.body["refresh_token"], Value::Null);
        assert_ne!(pair(&next), pair(&answer));
        let reused = house.send(with_cookie("/v1/auth/refresh", &pair(&answer), Some("1"))).await;
        assert_eq!(reused.problem(), "signed-out");
        assert!(reused.cookie().contains("Max-Age=0"), "what does not work is taken out of the browser");
    }

    async fn without_the_header_the_cookie_is_not_used(house: House) {
        let answer = page(&house).await;
        for csrf in [None, Some("0"), Some("")] {
            let refused = house.send(with_cookie("/v1/auth/refresh", &pair(&answer), csrf)).await;
            assert_eq!(refused.problem(), "forbidden");
            let refused = house.send(with_cookie("/v1/auth/logout", &pair(&answer), csrf)).await;
            assert_eq!(refused.problem(), "forbidden");
        }
        let next = house.send(with_cookie("/v1/auth/refresh", &pair(&answer), Some("1"))).await;
        assert!(next.status.is_success(), "it was not used up");
    }

    async fn signing_out_takes_the_cookie_out_of_the_browser(house: House) {
        let answer = page(&house).await;
        let out = house.send(with_cookie("/v1/auth/logout", &pair(&answer), Some("1"))).await;
        assert_eq!(out.status, StatusCode::NO_CONTENT);
        assert!(out.cookie().contains("Max-Age=0"));
        let token = answer.body["access_token"].as_str().unwrap();
        assert_eq!(house.get("/v1/me", Some(token)).await.problem(), "signed-out");
        let refused = house.send(with_cookie("/v1/auth/refresh", &pair(&answer), Some("1"))).await;
        assert_eq!(refused.problem(), "signed-out");
    }

    async fn the_cookie_opens_nothing_else(house: House) {
        let answer = page(&house).await;
        let mut request = request(Method::GET, "/v1/me", None, None);
        request.headers_mut().insert(header::COOKIE, pair(&answer).parse().unwrap());
        assert_eq!(house.send(request).await.problem(), "signed-out");
    }
}
