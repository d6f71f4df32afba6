//! Access tokens that somebody tampered with.

use axum::http::{StatusCode, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::TimeDelta;
use domain::Clock;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::common::{ADDRESS, Answer, House, Signed};

/// Header and claims of a token.
fn parts(token: &str) -> (Value, Value) {
    let mut parts = token.split('.').map(|part| {
        let bytes = BASE64.decode(part).unwrap();
        serde_json::from_slice(&bytes).unwrap_or(Value::Null)
    });
    (parts.next().unwrap(), parts.next().unwrap())
}

/// A token with this header and these claims, and the signature of another.
fn patched(token: &str, header: &Value, claims: &Value) -> String {
    let signature = token.rsplit('.').next().unwrap();
    let part = |value: &Value| BASE64.encode(value.to_string());
    format!("{}.{}.{signature}", part(header), part(claims))
}

/// A key of somebody else, with the id of ours.
fn foreign(claims: &Value, kid: &str) -> String {
    let mut pkcs8 = vec![
        0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20,
    ];
    pkcs8.extend([42; 32]);
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some("at+jwt".into());
    header.kid = Some(kid.into());
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_ed_der(&pkcs8)).unwrap()
}

async fn verify(house: &House, token: &str) -> Answer {
    house.get("/v1/auth/verify", Some(token)).await
}

async fn refused(house: &House, token: &str, why: &str) {
    let answer = verify(house, token).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{why}");
    assert_eq!(answer.problem(), "signed-out", "{why}");
    assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
}

crate::stories! {
    async fn a_token_says_who_and_for_whom_and_until_when(house: House) {
        let olga = house.owner().await;
        let (header, claims) = parts(&olga.token);
        assert_eq!(header["alg"], "EdDSA");
        assert_eq!(claims["iss"], ADDRESS);
        assert_eq!(claims["aud"], "vivavoce-api");
        assert_eq!(claims["sub"], olga.user.as_str());
        assert_eq!(claims["sid"], olga.sign_in.as_str());
        assert_eq!(claims["mfa"], false);
        let now = house.fresh.clock.now().timestamp();
        assert_eq!(claims["iat"], now);
        assert_eq!(claims["nbf"], now);
        assert_eq!(claims["exp"], now + 1800);
        let (_, other) = parts(&Signed::from(&house.login(&olga.email, crate::common::PASSWORD).await.ok()).token);
        assert_ne!(claims["jti"], other["jti"]);
    }

    async fn a_token_without_a_signature_is_refused(house: House) {
        let olga = house.owner().await;
        let (_, claims) = parts(&olga.token);
        for alg in ["none", "None", "NONE", ""] {
            let header = json!({ "alg": alg, "typ": "at+jwt" });
            let token = patched(&olga.token, &header, &claims);
            refused(&house, &token, alg).await;
            let bare = format!("{}.", token.rsplit_once('.').unwrap().0);
            refused(&house, &bare, alg).await;
        }
    }

    async fn the_public_key_is_no_shared_secret(house: House) {
        let olga = house.owner().await;
        let (ours, claims) = parts(&olga.token);
        let keys = house.get("/.well-known/jwks.json", None).await.ok();
        let x = keys["keys"][0]["x"].as_str().unwrap();
        let raw = BASE64.decode(x).unwrap();
        for secret in [raw.as_slice(), x.as_bytes(), keys["keys"][0].to_string().as_bytes()] {
            for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
                let mut header = Header::new(algorithm);
                header.kid = Some(ours["kid"].as_str().unwrap().into());
                header.typ = Some("at+jwt".into());
                let token = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(secret)).unwrap();
                refused(&house, &token, "signed with the public key").await;
            }
        }
    }

    async fn a_changed_claim_breaks_the_signature(house: House) {
        let olga = house.owner().await;
        let (header, claims) = parts(&olga.token);
        let changes = [
            ("sub", json!(uuid::Uuid::nil())), ("sid", json!(uuid::Uuid::nil())), ("mfa", json!(true)),
            ("exp", json!(i64::MAX)), ("aud", json!("other")),
        ];
        for (name, value) in changes {
            let mut changed = claims.clone();
            changed[name] = value;
            refused(&house, &patched(&olga.token, &header, &changed), name).await;
        }
        assert!(verify(&house, &olga.token).await.status.is_success());
    }

    async fn a_key_that_is_not_ours_signs_nothing(house: House) {
        let olga = house.owner().await;
        let (header, claims) = parts(&olga.token);
        refused(&house, &foreign(&claims, header["kid"].as_str().unwrap()), "our id, another key").await;
        refused(&house, &foreign(&claims, "unknown"), "an unknown id").await;
        let mut with_key = header.clone();
        with_key["jwk"] = json!({ "kty": "OKP", "crv": "Ed25519", "x": BASE64.encode([1; 32]) });
        with_key["jku"] = json!("https://evil.example/keys");
        refused(&house, &patched(&olga.token, &with_key, &claims), "a key in its own header").await;
        let mut without_kid = header;
        without_kid.as_object_mut().unwrap().remove("kid");
        refused(&house, &patched(&olga.token, &without_kid, &claims), "no key named").await;
    }

    async fn a_token_is_over_after_half_an_hour(house: House) {
        let olga = house.owner().await;
        house.advance(TimeDelta::seconds(1799));
        assert!(verify(&house, &olga.token).await.status.is_success());
        house.advance(TimeDelta::seconds(1));
        refused(&house, &olga.token, "too old").await;
    }

    async fn a_token_from_before_its_time_is_refused(house: House) {
        let olga = house.owner().await;
        house.advance(TimeDelta::minutes(-5));
        refused(&house, &olga.token, "not yet").await;
    }

    async fn what_is_no_token_is_refused(house: House) {
        for token in ["", "x", "a.b.c", "....", &"x".repeat(5000), "ey.ey.ey"] {
            refused(&house, token, token).await;
        }
        assert_eq!(house.get("/v1/auth/verify", None).await.problem(), "signed-out");
        let olga = house.owner().await;
        refused(&house, &olga.refresh, "a refresh token is no access token").await;
    }

    async fn an_ended_sign_in_has_no_tokens_that_work(house: House) {
        let olga = house.owner().await;
        assert!(verify(&house, &olga.token).await.status.is_success());
        let gone = house.post("/v1/auth/logout", Some(&olga.token), json!({})).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        refused(&house, &olga.token, "signed out").await;
        let body = json!({ "refresh_token": olga.refresh });
        assert_eq!(house.post("/v1/auth/refresh", None, body).await.problem(), "signed-out");
    }

    async fn who_signs_out_late_is_signed_out_all_the_same(house: House) {
        let olga = house.owner().await;
        house.advance(TimeDelta::hours(2));
        let body = json!({ "refresh_token": olga.refresh });
        let out = house.post("/v1/auth/logout", Some(&olga.token), body.clone()).await;
        assert_eq!(out.status, StatusCode::NO_CONTENT, "an access token that is too old is in nobody's way");
        assert_eq!(house.post("/v1/auth/refresh", None, body).await.problem(), "signed-out");
    }

    async fn what_ends_in_one_process_is_over_in_the_others_within_seconds(house: House) {
        let olga = house.owner().await;
        let other = house.another_process().await;
        let ask = || crate::common::ask(
            &other,
            "192.0.2.1".parse().unwrap(),
            crate::common::request(axum::http::Method::GET, "/v1/auth/verify", Some(&olga.token), None),
        );
        assert!(ask().await.status.is_success(), "another process knows the keys");
        house.post("/v1/auth/logout", None, json!({ "refresh_token": olga.refresh })).await;
        crate::common::eventually("the end of the sign-in", || async {
            (ask().await.status == StatusCode::UNAUTHORIZED).then_some(())
        }).await;
    }
}
