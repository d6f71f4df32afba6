//! One's own account.

use axum::http::StatusCode;
use serde_json::json;

use crate::common::{PASSWORD, Signed, unique};
use crate::second_factor::{code, set_up};

crate::stories! {
    async fn name_and_language_can_be_changed(house: House) {
        let olga = house.owner().await;
        let changed = house.patch("/v1/me", Some(&olga.token), json!({ "name": "Olga O." })).await.ok();
        assert_eq!((changed["name"].as_str(), changed["locale"].as_str()), (Some("Olga O."), Some("en")));
        house.patch("/v1/me", Some(&olga.token), json!({ "locale": "es" })).await.ok();
        let me = house.get("/v1/me", Some(&olga.token)).await.ok();
        assert_eq!((me["name"].as_str(), me["locale"].as_str()), (Some("Olga O."), Some("es")));
        let refused = house.patch("/v1/me", Some(&olga.token), json!({ "name": "x".repeat(300) })).await;
        assert_eq!(refused.problem(), "invalid");
    }

    async fn nothing_secret_stands_in_it(house: House) {
        let olga = house.owner().await;
        let me = house.get("/v1/me", Some(&olga.token)).await;
        let text = me.body.to_string();
        assert!(!text.contains("argon2") && !text.contains("password"), "{text}");
        assert_eq!(me.headers["cache-control"], "no-store");
    }

    async fn every_device_is_listed_and_can_be_signed_out(house: House) {
        let olga = house.owner().await;
        let phone = Signed::from(&house.login(&olga.email, PASSWORD).await.ok());
        let devices = house.get("/v1/me/sign-ins", Some(&olga.token)).await.ok();
        let devices = devices.as_array().unwrap();
        assert_eq!(devices.len(), 2);
        assert_eq!((devices[0]["id"].as_str(), devices[0]["current"].as_bool()), (Some(phone.sign_in.as_str()), Some(false)));
        assert_eq!((devices[1]["device"].as_str(), devices[1]["address"].as_str()), (Some("a test"), Some("192.0.2.1")));
        let path = format!("/v1/me/sign-ins/{}", phone.sign_in);
        assert_eq!(house.delete(&path, Some(&olga.token), None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(house.get("/v1/me", Some(&phone.token)).await.problem(), "signed-out");
        assert_eq!(house.delete(&path, Some(&olga.token), None).await.problem(), "not-found");
        let devices = house.get("/v1/me/sign-ins", Some(&olga.token)).await.ok();
        assert_eq!(devices.as_array().unwrap().len(), 1);
    }

    async fn nobody_signs_somebody_else_out(house: House) {
        let olga = house.owner().await;
        let pia = house.person().await;
        let path = format!("/v1/me/sign-ins/{}", olga.sign_in);
        let refused = house.delete(&path, Some(&pia.token), None).await;
        let made_up = house.delete("/v1/me/sign-ins/00000000-0000-7000-8000-000000000000", Some(&pia.token), None).await;
        assert_eq!(refused.problem(), "not-found");
        assert_eq!(refused.words(), made_up.words());
        assert!(house.get("/v1/me", Some(&olga.token)).await.status.is_success());
    }

    async fn erasing_oneself_needs_both_factors(house: House) {
        let olga = house.owner().await;
        let (secret, ..) = set_up(&house, &olga).await;
        let erase = |body| house.delete("/v1/me", Some(&olga.token), Some(body));
        assert_eq!(erase(json!({ "password": "another password" })).await.problem(), "wrong-credentials");
        assert_eq!(erase(json!({ "password": PASSWORD })).await.problem(), "second-factor-needed");
        assert!(house.get("/v1/me", Some(&olga.token)).await.status.is_success(), "nothing was erased");
        let both = json!({ "password": PASSWORD, "code": code(&house, &secret) });
        assert_eq!(erase(both).await.status, StatusCode::NO_CONTENT);
    }

    async fn who_erased_themselves_is_as_somebody_who_was_never_there(house: House) {
        house.owner().await;
        let pia = house.person().await;
        let phone = Signed::from(&house.login(&pia.email, PASSWORD).await.ok());
        let erased = house.delete("/v1/me", Some(&pia.token), Some(json!({ "password": PASSWORD }))).await;
        assert_eq!(erased.status, StatusCode::NO_CONTENT);
        for device in [&pia, &phone] {
            assert_eq!(house.get("/v1/me", Some(&device.token)).await.problem(), "signed-out");
            let body = json!({ "refresh_token": device.refresh });
            assert_eq!(house.post("/v1/auth/refresh", None, body).await.problem(), "signed-out");
        }
        let gone = house.login(&pia.email, PASSWORD).await;
        let unknown = house.login(&unique("nobody"), PASSWORD).await;
        assert_eq!(gone.problem(), "wrong-credentials");
        assert_eq!(gone.words(), unknown.words());
        let again = json!({ "email": pia.email, "name": "Pia", "password": PASSWORD });
        assert_eq!(house.post("/v1/users", None, again).await.status, StatusCode::ACCEPTED);
    }
}
