//! Signing in.

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use serde_json::json;
use server::accounts::setup;

use crate::common::{PASSWORD, Signed, unique};

crate::stories! {
    async fn the_first_owner_is_made_with_the_token_that_the_server_shows(house: House) {
        let older = setup(&house.app).await.unwrap().unwrap();
        let token = setup(&house.app).await.unwrap().unwrap();
        let with = |token: &str| json!({
            "token": token, "email": " Olga@Example.org ", "name": "Olga", "password": PASSWORD, "org": "The school",
        });
        assert_eq!(house.post("/v1/auth/setup", None, with(&older)).await.problem(), "gone", "a newer one took its place");
        let answer = house.post("/v1/auth/setup", None, with(&token)).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        let olga = Signed::from(&answer.body);
        assert_eq!(olga.email, "olga@example.org");
        let me = house.get("/v1/me", Some(&olga.token)).await.ok();
        assert_eq!(me["orgs"][0]["name"], "The school");
        assert_eq!(me["orgs"][0]["role"], "owner");
        assert_eq!(house.post("/v1/auth/setup", None, with(&token)).await.problem(), "gone", "it works once");
        assert!(setup(&house.app).await.unwrap().is_none(), "somebody is there");
    }

    async fn the_set_up_token_is_over_after_a_day(house: House) {
        let token = setup(&house.app).await.unwrap().unwrap();
        house.advance(TimeDelta::hours(25));
        let body = json!({ "token": token, "email": "a@example.org", "name": "A", "password": PASSWORD, "org": "O" });
        assert_eq!(house.post("/v1/auth/setup", None, body).await.problem(), "gone");
    }

    async fn who_knows_the_password_is_signed_in(house: House) {
        let olga = house.owner().await;
        let body = house.login(&olga.email.to_uppercase(), PASSWORD).await.ok();
        assert_eq!(body["token_type"], "Bearer");
        assert_eq!(body["expires_in"], 1800);
        assert_eq!(body["second_factor"], false);
        let again = Signed::from(&body);
        assert_ne!(again.sign_in, olga.sign_in);
        let verified = house.get("/v1/auth/verify", Some(&again.token)).await.ok();
        assert_eq!(verified["user"], olga.user.as_str());
        assert_eq!(verified["sign_in"], again.sign_in.as_str());
    }

    async fn a_wrong_password_and_an_unknown_address_get_the_same_answer(house: House) {
        let olga = house.owner().await;
        let wrong = house.login(&olga.email, "not the password at all").await;
        let unknown = house.login(&unique("nobody"), PASSWORD).await;
        assert_eq!(wrong.problem(), "wrong-credentials");
        assert_eq!(wrong.words(), unknown.words());
        assert_eq!(wrong.headers.len(), unknown.headers.len());
    }

    async fn guessing_is_slowed_down_in_the_same_way_for_everyone(house: House) {
        let olga = house.owner().await;
        let nobody = unique("nobody");
        for _ in 0..10 {
            assert_eq!(house.login(&olga.email, "guess after guess").await.status, StatusCode::UNAUTHORIZED);
            assert_eq!(house.login(&nobody, "guess after guess").await.status, StatusCode::UNAUTHORIZED);
        }
        let known = house.login(&olga.email, "guess after guess").await;
        let unknown = house.login(&nobody, "guess after guess").await;
        assert_eq!(known.problem(), "too-many-requests");
        assert_eq!(known.words(), unknown.words());
        assert_eq!(known.headers[header::RETRY_AFTER], unknown.headers[header::RETRY_AFTER]);
        assert_eq!(house.login(&olga.email, PASSWORD).await.problem(), "too-many-requests", "not even the right one");
        house.advance(TimeDelta::minutes(2));
        assert!(house.login(&olga.email, PASSWORD).await.status.is_success());
    }

    async fn a_stranger_who_guesses_does_not_lock_the_owner_out(house: House) {
        let mut house = house;
        let olga = house.owner().await;
        house.come_from("198.51.100.66");
        for _ in 0..30 {
            house.login(&olga.email, "guess after guess").await;
        }
        assert_eq!(house.login(&olga.email, PASSWORD).await.problem(), "too-many-requests");
        house.come_from("192.0.2.1");
        assert!(house.login(&olga.email, PASSWORD).await.status.is_success());
    }

    async fn many_addresses_together_cannot_guess_on(house: House) {
        let mut house = house;
        let olga = house.owner().await;
        let mut refused = 0;
        for network in 0..15 {
            house.come_from(&format!("203.0.113.{network}"));
            for _ in 0..8 {
                let answer = house.login(&olga.email, "guess after guess").await;
                refused += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
            }
        }
        assert_eq!(refused, 20, "a hundred tries an hour, from wherever");
    }

    async fn what_is_too_long_or_no_json_is_refused(house: House) {
        let long = "x".repeat(10_000);
        assert_eq!(house.login("a@example.org", &long).await.problem(), "invalid");
        assert_eq!(house.login(&long, PASSWORD).await.problem(), "invalid");
        assert_eq!(house.post("/v1/auth/login", None, json!({ "email": 7 })).await.problem(), "bad-request");
        assert_eq!(house.post("/v1/auth/login", None, json!([])).await.problem(), "bad-request");
    }
}
