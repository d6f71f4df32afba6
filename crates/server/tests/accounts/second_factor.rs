//! The second factor.

use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::Clock;
use serde_json::{Value, json};
use totp_rs::{Algorithm, Builder, Secret};

use crate::common::{Answer, House, PASSWORD, Signed};

/// The six digits that the app shows now.
pub(crate) fn code(house: &House, secret: &str) -> String {
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .build()
        .unwrap();
    totp.generate(u64::try_from(house.fresh.clock.now().timestamp()).unwrap())
        .to_string()
}

/// Six digits that are not shown now, before, or after.
fn wrong(house: &House, secret: &str) -> String {
    let near = [-30, 0, 30].map(|seconds| {
        house.advance(TimeDelta::seconds(seconds));
        let code = code(house, secret);
        house.advance(TimeDelta::seconds(-seconds));
        code
    });
    (0..)
        .map(|n| format!("{n:06}"))
        .find(|code| !near.contains(code))
        .unwrap()
}

/// Sets a second factor up; gives the secret and the recovery codes.
pub(crate) async fn set_up(house: &House, who: &Signed) -> (String, Vec<String>, Value) {
    let begun = house
        .post("/v1/me/totp", Some(&who.token), json!({ "password": PASSWORD }))
        .await
        .ok();
    let secret = begun["secret"].as_str().unwrap().to_owned();
    let body = json!({ "code": code(house, &secret) });
    let confirmed = house
        .post("/v1/me/totp/confirm", Some(&who.token), body)
        .await
        .ok();
    let codes = confirmed["recovery_codes"].as_array().unwrap();
    let codes = codes
        .iter()
        .map(|code| code.as_str().unwrap().to_owned())
        .collect();
    house.advance(TimeDelta::seconds(60));
    (secret, codes, confirmed)
}

async fn login(house: &House, who: &Signed, more: Value) -> Answer {
    let mut body = json!({ "email": who.email, "password": PASSWORD });
    body.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    house.post("/v1/auth/login", None, body).await
}

crate::stories! {
    async fn it_counts_once_a_code_of_the_app_was_given(house: House) {
        let olga = house.owner().await;
        let begun = house.post("/v1/me/totp", Some(&olga.token), json!({ "password": PASSWORD })).await.ok();
        let url = begun["url"].as_str().unwrap();
        assert!(url.starts_with("otpauth://totp/Vivavoce"), "{url}");
        assert!(login(&house, &olga, json!({})).await.status.is_success(), "not yet");
        let secret = begun["secret"].as_str().unwrap();
        let body = json!({ "code": wrong(&house, secret) });
        let refused = house.post("/v1/me/totp/confirm", Some(&olga.token), body).await;
        assert_eq!(refused.problem(), "second-factor-needed");
        let body = json!({ "code": code(&house, secret) });
        let confirmed = house.post("/v1/me/totp/confirm", Some(&olga.token), body).await.ok();
        assert_eq!(confirmed["recovery_codes"].as_array().unwrap().len(), 10);
        let raised = confirmed["access_token"].as_str().unwrap();
        assert_eq!(house.get("/v1/auth/verify", Some(raised)).await.ok()["second_factor"], true);
        assert_eq!(house.get("/v1/auth/verify", Some(&olga.token)).await.ok()["second_factor"], false, "an older token is as it was");
        let needed = login(&house, &olga, json!({})).await;
        assert_eq!((needed.status, needed.problem()), (StatusCode::UNAUTHORIZED, "second-factor-needed"));
        let again = house.post("/v1/me/totp", Some(&olga.token), json!({ "password": PASSWORD })).await;
        assert_eq!(again.problem(), "conflict", "it cannot be replaced unseen");
    }

    async fn setting_it_up_needs_the_password(house: House) {
        let olga = house.owner().await;
        let refused = house.post("/v1/me/totp", Some(&olga.token), json!({ "password": "another password" })).await;
        assert_eq!(refused.problem(), "wrong-credentials");
    }

    async fn a_code_signs_in_once(house: House) {
        let olga = house.owner().await;
        let (secret, ..) = set_up(&house, &olga).await;
        let now = json!({ "code": code(&house, &secret) });
        let body = login(&house, &olga, now.clone()).await.ok();
        assert_eq!(body["second_factor"], true);
        assert_eq!(login(&house, &olga, now).await.problem(), "second-factor-needed", "it was used");
        house.advance(TimeDelta::seconds(30));
        let next = json!({ "code": code(&house, &secret) });
        assert!(login(&house, &olga, next).await.status.is_success());
    }

    async fn of_two_at_once_with_one_code_one_gets_in(house: House) {
        let olga = house.owner().await;
        let (secret, ..) = set_up(&house, &olga).await;
        let now = json!({ "code": code(&house, &secret) });
        let (one, two) = tokio::join!(login(&house, &olga, now.clone()), login(&house, &olga, now));
        let got_in = [one, two].iter().filter(|answer| answer.status.is_success()).count();
        assert_eq!(got_in, 1);
    }

    async fn the_code_with_which_it_was_set_up_is_used_as_well(house: House) {
        let olga = house.owner().await;
        let begun = house.post("/v1/me/totp", Some(&olga.token), json!({ "password": PASSWORD })).await.ok();
        let now = json!({ "code": code(&house, begun["secret"].as_str().unwrap()) });
        house.post("/v1/me/totp/confirm", Some(&olga.token), now.clone()).await.ok();
        assert_eq!(login(&house, &olga, now).await.problem(), "second-factor-needed");
    }

    async fn the_code_of_the_step_before_works_and_older_ones_do_not(house: House) {
        let olga = house.owner().await;
        let (secret, ..) = set_up(&house, &olga).await;
        let before = json!({ "code": code(&house, &secret) });
        house.advance(TimeDelta::seconds(30));
        assert!(login(&house, &olga, before).await.status.is_success());
        let old = json!({ "code": code(&house, &secret) });
        house.advance(TimeDelta::seconds(60));
        assert_eq!(login(&house, &olga, old).await.problem(), "second-factor-needed");
    }

    async fn codes_cannot_be_guessed_one_after_the_other(house: House) {
        let olga = house.owner().await;
        let (secret, ..) = set_up(&house, &olga).await;
        for _ in 0..5 {
            let guess = json!({ "code": wrong(&house, &secret) });
            let answer = login(&house, &olga, guess).await;
            assert!(["second-factor-needed", "too-many-requests"].contains(&answer.problem()));
        }
        let right = json!({ "code": code(&house, &secret) });
        assert_eq!(login(&house, &olga, right).await.problem(), "too-many-requests");
    }

    async fn a_recovery_code_stands_in_once(house: House) {
        let olga = house.owner().await;
        let (_, codes, _) = set_up(&house, &olga).await;
        let typed = json!({ "recovery_code": codes[0].to_uppercase().replace('-', " ") });
        let body = login(&house, &olga, typed.clone()).await.ok();
        assert_eq!(body["second_factor"], true);
        let in_again = Signed::from(&body);
        assert_eq!(house.get("/v1/me", Some(&in_again.token)).await.ok()["recovery_codes"], 9);
        assert_eq!(login(&house, &olga, typed).await.problem(), "second-factor-needed");
    }

    async fn new_recovery_codes_take_the_place_of_the_old(house: House) {
        let olga = house.owner().await;
        let (secret, codes, _) = set_up(&house, &olga).await;
        let body = json!({ "password": PASSWORD, "code": code(&house, &secret) });
        let new = house.post("/v1/me/recovery-codes", Some(&olga.token), body).await.ok();
        assert_eq!(login(&house, &olga, json!({ "recovery_code": codes[1] })).await.problem(), "second-factor-needed");
        let fresh = json!({ "recovery_code": new["recovery_codes"][0] });
        assert!(login(&house, &olga, fresh).await.status.is_success());
    }

    async fn a_device_that_signed_in_before_gives_it_later(house: House) {
        let olga = house.owner().await;
        let phone = Signed::from(&house.login(&olga.email, PASSWORD).await.ok());
        let none = house.post("/v1/auth/second-factor", Some(&phone.token), json!({ "code": "123456" })).await;
        assert_eq!(none.problem(), "conflict", "there is none yet");
        let (secret, ..) = set_up(&house, &olga).await;
        let body = json!({ "code": code(&house, &secret) });
        let raised = house.post("/v1/auth/second-factor", Some(&phone.token), body).await.ok();
        let token = raised["access_token"].as_str().unwrap();
        assert_eq!(house.get("/v1/auth/verify", Some(token)).await.ok()["second_factor"], true);
        let next = house.post("/v1/auth/refresh", None, json!({ "refresh_token": phone.refresh })).await.ok();
        assert_eq!(next["second_factor"], true, "it stays so");
    }

    async fn ending_it_needs_both_factors_and_takes_its_power_everywhere(house: House) {
        let olga = house.owner().await;
        let (secret, _, confirmed) = set_up(&house, &olga).await;
        let raised = confirmed["access_token"].as_str().unwrap();
        let only_password = house.delete("/v1/me/totp", Some(raised), Some(json!({ "password": PASSWORD }))).await;
        assert_eq!(only_password.problem(), "second-factor-needed");
        let body = json!({ "password": PASSWORD, "code": code(&house, &secret) });
        let ended = house.delete("/v1/me/totp", Some(raised), Some(body)).await;
        assert_eq!(ended.status, StatusCode::NO_CONTENT, "{}", ended.body);
        assert_eq!(house.get("/v1/auth/verify", Some(raised)).await.ok()["second_factor"], false);
        assert!(login(&house, &olga, json!({})).await.status.is_success());
    }

    async fn the_secret_is_sealed_in_the_database(house: House) {
        let olga = house.owner().await;
        let (secret, ..) = set_up(&house, &olga).await;
        let tx = house.app.store.read_accounts(None).await.unwrap();
        let user = tx.users().by_email(&olga.email).await.unwrap().unwrap();
        let kept = user.totp_secret.unwrap();
        let raw = Secret::try_from_base32(&secret).unwrap();
        assert!(!kept.windows(raw.as_bytes().len()).any(|window| window == raw.as_bytes()));
    }
}
