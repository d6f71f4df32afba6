//! The keys that sign access tokens.

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::Value;

use crate::common::{House, PASSWORD, Signed, ask, request};

async fn kids(house: &House) -> Vec<String> {
    let keys = house.get("/.well-known/jwks.json", None).await.ok();
    let keys = keys["keys"].as_array().unwrap();
    keys.iter()
        .map(|key| key["kid"].as_str().unwrap().to_owned())
        .collect()
}

fn kid_of(token: &str) -> String {
    jsonwebtoken::decode_header(token).unwrap().kid.unwrap()
}

async fn sign_in(house: &House, email: &str) -> Signed {
    Signed::from(&house.login(email, PASSWORD).await.ok())
}

crate::stories! {
    async fn only_public_halves_are_published(house: House) {
        let keys = house.get("/.well-known/jwks.json", None).await.ok();
        let key = &keys["keys"][0];
        assert_eq!((key["kty"].as_str(), key["crv"].as_str(), key["alg"].as_str()), (Some("OKP"), Some("Ed25519"), Some("EdDSA")));
        assert_eq!(key["d"], Value::Null);
    }

    async fn anyone_can_check_a_token_with_the_published_keys(house: House) {
        let olga = house.owner().await;
        let keys = house.get("/.well-known/jwks.json", None).await.ok();
        let jwk: jsonwebtoken::jwk::Jwk = serde_json::from_value(keys["keys"][0].clone()).unwrap();
        let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::EdDSA);
        rules.set_audience(&["vivavoce-api"]);
        rules.validate_exp = false;
        let key = jsonwebtoken::DecodingKey::from_jwk(&jwk).unwrap();
        let claims = jsonwebtoken::decode::<Value>(&olga.token, &key, &rules).unwrap().claims;
        assert_eq!(claims["sub"], olga.user.as_str());
    }

    async fn a_new_key_is_published_before_it_signs_and_the_old_one_stays_while_its_tokens_work(house: House) {
        let olga = house.owner().await;
        let first = kid_of(&olga.token);
        assert_eq!(kids(&house).await, std::slice::from_ref(&first));
        house.advance(TimeDelta::days(29) + TimeDelta::minutes(1));
        let published = kids(&house).await;
        assert_eq!((published.len(), &published[0]), (2, &first));
        assert_eq!(kid_of(&sign_in(&house, &olga.email).await.token), first, "not yet");
        house.advance(TimeDelta::days(1) - TimeDelta::minutes(2));
        let last = sign_in(&house, &olga.email).await;
        assert_eq!(kid_of(&last.token), first);
        house.advance(TimeDelta::minutes(2));
        let next = sign_in(&house, &olga.email).await;
        assert_eq!(kid_of(&next.token), published[1]);
        for token in [&last.token, &next.token] {
            assert!(house.get("/v1/me", Some(token)).await.status.is_success());
        }
        house.advance(TimeDelta::hours(3));
        assert_eq!(kids(&house).await, [published[1].clone()]);
        house.app.accounts.sweep(&house.app.store).await.unwrap();
        let tx = house.app.store.read_accounts(None).await.unwrap();
        assert_eq!(tx.signing_keys().live().await.unwrap().len(), 1);
    }

    async fn processes_that_start_at_once_have_the_same_key(house: House) {
        // So long after, no key is left: each of them has to make one.
        house.advance(TimeDelta::days(40));
        let tx = house.fresh.store.accounts(None).await.unwrap();
        assert_eq!(tx.signing_keys().sweep().await.unwrap(), 1);
        tx.commit().await.unwrap();
        let others = futures::future::join_all((0..4).map(|_| house.another_process())).await;
        let olga = house.owner().await;
        for other in &others {
            let request = request(Method::GET, "/v1/auth/verify", Some(&olga.token), None);
            let answer = ask(other, "192.0.2.1".parse().unwrap(), request).await;
            assert!(answer.status.is_success());
        }
        assert_eq!(kids(&house).await.len(), 1);
    }

    async fn private_halves_are_sealed(house: House) {
        let tx = house.app.store.read_accounts(None).await.unwrap();
        let keys = tx.signing_keys().live().await.unwrap();
        // How an Ed25519 key in PKCS #8 begins.
        let head = [0x30, 0x2e, 0x02, 0x01, 0x00];
        assert!(!keys[0].private_key.windows(head.len()).any(|window| window == head));
    }
}
