//! Changing a password, and getting a new one by mail.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::json;

use crate::common::{House, PASSWORD, Signed, eventually, unique};

const NEW: &str = "eight purple bottles in a cellar";

async fn ask(house: &House, email: &str) -> crate::common::Answer {
    house
        .post("/v1/auth/password-reset", None, json!({ "email": email }))
        .await
}

async fn choose(house: &House, token: &str, password: &str) -> crate::common::Answer {
    let body = json!({ "token": token, "password": password });
    house.post("/v1/auth/password-reset/confirm", None, body).await
}

crate::stories! {
    async fn a_mail_brings_a_new_password_and_ends_every_sign_in(house: House) {
        let olga = house.owner().await;
        let phone = Signed::from(&house.login(&olga.email, PASSWORD).await.ok());
        assert_eq!(ask(&house, &olga.email).await.status, StatusCode::ACCEPTED);
        let token = house.log.token_in_mail(&olga.email).await;
        assert_eq!(choose(&house, &token, NEW).await.status, StatusCode::NO_CONTENT);
        for device in [&olga, &phone] {
            assert_eq!(house.get("/v1/me", Some(&device.token)).await.problem(), "signed-out");
            let body = json!({ "refresh_token": device.refresh });
            assert_eq!(house.post("/v1/auth/refresh", None, body).await.problem(), "signed-out");
        }
        assert_eq!(house.login(&olga.email, PASSWORD).await.problem(), "wrong-credentials");
        assert!(house.login(&olga.email, NEW).await.status.is_success());
        assert_eq!(house.log.with(&[&format!("to={}", olga.email), "was changed"]).len(), 1, "and says so by mail");
    }

    async fn the_link_works_once(house: House) {
        let olga = house.owner().await;
        ask(&house, &olga.email).await;
        let token = house.log.token_in_mail(&olga.email).await;
        assert!(choose(&house, &token, NEW).await.status.is_success());
        assert_eq!(choose(&house, &token, "yet another password").await.problem(), "gone");
        assert!(house.login(&olga.email, NEW).await.status.is_success());
    }

    async fn one_new_password_makes_every_other_link_void(house: House) {
        let olga = house.owner().await;
        ask(&house, &olga.email).await;
        let first = house.log.token_in_mail(&olga.email).await;
        ask(&house, &olga.email).await;
        let second = eventually("a second mail", || async {
            let token = house.log.token_in_mail(&olga.email).await;
            (token != first).then_some(token)
        }).await;
        assert!(choose(&house, &second, NEW).await.status.is_success());
        assert_eq!(choose(&house, &first, PASSWORD).await.problem(), "gone");
    }

    async fn the_link_is_over_after_an_hour(house: House) {
        let olga = house.owner().await;
        ask(&house, &olga.email).await;
        let token = house.log.token_in_mail(&olga.email).await;
        house.advance(TimeDelta::minutes(61));
        assert_eq!(choose(&house, &token, NEW).await.problem(), "gone");
        assert!(house.login(&olga.email, PASSWORD).await.status.is_success());
    }

    async fn a_link_for_something_else_chooses_no_password(house: House) {
        let email = unique("new");
        let body = json!({ "email": email, "name": "N", "password": PASSWORD });
        house.post("/v1/users", None, body).await;
        let token = house.log.token_in_mail(&email).await;
        assert_eq!(choose(&house, &token, NEW).await.problem(), "gone");
        assert_eq!(choose(&house, "made-up", NEW).await.problem(), "gone");
    }

    async fn the_answer_does_not_tell_who_has_an_account(house: House) {
        let olga = house.owner().await;
        let nobody = unique("nobody");
        let known = ask(&house, &olga.email).await;
        let unknown = ask(&house, &nobody).await;
        assert_eq!(known.words(), unknown.words());
        house.log.token_in_mail(&olga.email).await;
        assert!(house.log.mails_to(&nobody).is_empty());
    }

    async fn nobody_s_mailbox_is_flooded(house: House) {
        let olga = house.owner().await;
        for _ in 0..10 {
            assert_eq!(ask(&house, &olga.email).await.status, StatusCode::ACCEPTED);
        }
        house.log.token_in_mail(&olga.email).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert_eq!(house.log.mails_to(&olga.email).len(), 3);
    }

    async fn changing_it_needs_the_old_one_and_ends_the_other_sign_ins(house: House) {
        let olga = house.owner().await;
        let phone = Signed::from(&house.login(&olga.email, PASSWORD).await.ok());
        let body = |old: &str, new: &str| json!({ "password": old, "new_password": new });
        let change = |body| house.post("/v1/me/password", Some(&olga.token), body);
        assert_eq!(change(body("not the one at all", NEW)).await.problem(), "wrong-credentials");
        assert_eq!(change(body(PASSWORD, "short")).await.problem(), "invalid");
        assert_eq!(change(body(PASSWORD, NEW)).await.status, StatusCode::NO_CONTENT);
        assert!(house.get("/v1/me", Some(&olga.token)).await.status.is_success(), "this device stays");
        assert_eq!(house.get("/v1/me", Some(&phone.token)).await.problem(), "signed-out");
        assert!(house.login(&olga.email, NEW).await.status.is_success());
    }
}
