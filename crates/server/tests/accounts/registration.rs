//! Making an account.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use server::accounts::token;
use storage::{NewInvitation, OrgId, records::Role};

use crate::common::{House, PASSWORD, Signed, eventually, unique};

fn account(email: &str) -> Value {
    json!({ "email": email, "name": "Nora", "password": PASSWORD, "locale": "es" })
}

/// An invitation into the org of its maker.
async fn invite(house: &House, by: &Signed, email: &str) -> String {
    let org = house.get("/v1/me", Some(&by.token)).await.ok()["orgs"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let org: OrgId = org.parse().unwrap();
    let invitation = token::for_org(org);
    let tx = house.app.store.write(org).await.unwrap();
    let new = NewInvitation {
        email: email.to_owned(),
        role: Role::Learner,
        token_hash: token::hash(&invitation),
        invited_by: by.user.parse().unwrap(),
        expires_at: tx.now() + TimeDelta::days(7),
    };
    tx.invitations().create(new).await.unwrap();
    tx.commit().await.unwrap();
    invitation
}

crate::stories! {
    async fn a_mail_proves_the_address_and_makes_the_account(house: House) {
        let email = unique("nora");
        let asked = house.post("/v1/users", None, account(&email)).await;
        assert_eq!((asked.status, asked.body), (StatusCode::ACCEPTED, Value::Null));
        assert_eq!(house.login(&email, PASSWORD).await.problem(), "wrong-credentials", "not yet");
        let token = house.log.token_in_mail(&email).await;
        assert!(house.log.mails_to(&email)[0].contains("Termina de crear"), "in their language");
        let made = house.post("/v1/users/confirm", None, json!({ "token": token })).await;
        assert_eq!(made.status, StatusCode::CREATED);
        let nora = Signed::from(&made.body);
        let me = house.get("/v1/me", Some(&nora.token)).await.ok();
        assert_eq!((me["email"].as_str(), me["locale"].as_str()), (Some(email.as_str()), Some("es")));
        assert_eq!(me["orgs"][0]["role"], "owner", "of an org of their own");
        assert!(house.login(&email, PASSWORD).await.status.is_success());
        assert_eq!(house.post("/v1/users/confirm", None, json!({ "token": token })).await.problem(), "gone");
    }

    async fn the_answer_does_not_tell_who_has_an_account(house: House) {
        let olga = house.owner().await;
        let email = unique("nora");
        let new = house.post("/v1/users", None, account(&email)).await;
        let known = house.post("/v1/users", None, account(&olga.email)).await;
        assert_eq!(new.words(), known.words());
        eventually("a mail to the owner", || async {
            house.log.with(&[&format!("to={}", olga.email), "already"]).pop()
        }).await;
        assert!(house.login(&olga.email, PASSWORD).await.status.is_success(), "nothing happened to the account");
    }

    async fn the_link_is_over_after_a_day(house: House) {
        let email = unique("nora");
        house.post("/v1/users", None, account(&email)).await;
        let token = house.log.token_in_mail(&email).await;
        house.advance(TimeDelta::hours(25));
        assert_eq!(house.post("/v1/users/confirm", None, json!({ "token": token })).await.problem(), "gone");
    }

    async fn who_asks_twice_has_one_account(house: House) {
        let email = unique("nora");
        house.post("/v1/users", None, account(&email)).await;
        let first = house.log.token_in_mail(&email).await;
        house.post("/v1/users", None, account(&email)).await;
        let second = eventually("a second mail", || async {
            let token = house.log.token_in_mail(&email).await;
            (token != first).then_some(token)
        }).await;
        assert!(house.post("/v1/users/confirm", None, json!({ "token": second })).await.status.is_success());
        assert_eq!(house.post("/v1/users/confirm", None, json!({ "token": first })).await.problem(), "conflict");
    }

    async fn an_invitation_leads_into_its_org(house: House) {
        let olga = house.owner().await;
        let email = unique("lea");
        let invitation = invite(&house, &olga, &email).await;
        let mut body = account(&email);
        body["invitation"] = json!(invitation);
        let made = house.post("/v1/users", None, body.clone()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let lea = Signed::from(&made.body);
        let me = house.get("/v1/me", Some(&lea.token)).await.ok();
        assert_eq!(me["orgs"].as_array().unwrap().len(), 1);
        assert_eq!((me["orgs"][0]["name"].as_str(), me["orgs"][0]["role"].as_str()), (Some("The school"), Some("learner")));
        assert_eq!(house.post("/v1/users", None, body).await.problem(), "gone", "it works once");
    }

    async fn an_invitation_is_for_one_address_and_for_some_days(house: House) {
        let olga = house.owner().await;
        let email = unique("lea");
        let invitation = invite(&house, &olga, &email).await;
        let mut other = account(&unique("other"));
        other["invitation"] = json!(invitation);
        assert_eq!(house.post("/v1/users", None, other.clone()).await.problem(), "invalid");
        let mut forged = account(&email);
        forged["invitation"] = json!(format!("{}x", invitation));
        assert_eq!(house.post("/v1/users", None, forged).await.problem(), "gone");
        house.advance(TimeDelta::days(8));
        let mut late = account(&email);
        late["invitation"] = json!(invitation);
        assert_eq!(house.post("/v1/users", None, late).await.problem(), "gone");
    }

    async fn who_has_an_account_is_told_to_sign_in_and_the_invitation_stays(house: House) {
        let olga = house.owner().await;
        let pia = house.person().await;
        let invitation = invite(&house, &olga, &pia.email).await;
        let mut body = account(&pia.email);
        body["invitation"] = json!(invitation);
        assert_eq!(house.post("/v1/users", None, body.clone()).await.problem(), "conflict");
        assert_eq!(house.post("/v1/users", None, body).await.problem(), "conflict", "it was not used up");
    }

    async fn weak_passwords_and_wrong_addresses_are_named(house: House) {
        let fields = |body: &Value| -> Vec<String> {
            body["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap().to_owned()).collect()
        };
        let mut body = account("no address");
        body["password"] = json!("aaaaaaaaaaaa");
        body["name"] = json!("");
        let answer = house.post("/v1/users", None, body).await;
        assert_eq!(answer.problem(), "invalid");
        let mut named = fields(&answer.body);
        named.sort();
        assert_eq!(named, ["email", "name", "password"]);
    }
}
