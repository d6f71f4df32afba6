//! Nothing secret is logged, at any level, by us or by what we use.

use chrono::TimeDelta;
use serde_json::json;
use server::accounts::mailer::{MailSettings, SmtpSecurity, SmtpSettings};
use storage::testing::Fresh;

use crate::common::{House, Signed, eventually, unique};
use crate::mail::{mailbox, smtp};

/// Signs up, in, on and out, with a mail server; gives every secret that was seen on the way.
async fn a_life(house: &House) -> Vec<String> {
    let password = format!("secret password {}", uuid::Uuid::new_v4());
    let email = unique("secret");
    let body = json!({ "email": email, "name": "S", "password": password });
    house.post("/v1/users", None, body).await.ok();
    let mail = eventually("a mail", || async { mailbox(&email).await.pop() }).await;
    let registration = crate::common::log_token(&mail);
    let made = house
        .post("/v1/users/confirm", None, json!({ "token": registration }))
        .await
        .ok();
    let who = Signed::from(&made);
    let begun = house
        .post("/v1/me/totp", Some(&who.token), json!({ "password": password }))
        .await
        .ok();
    let next = house
        .post("/v1/auth/refresh", None, json!({ "refresh_token": who.refresh }))
        .await
        .ok();
    let next = Signed::from(&next);
    let again = house
        .post("/v1/auth/refresh", None, json!({ "refresh_token": who.refresh }))
        .await;
    assert_eq!(again.problem(), "signed-out");
    house.login(&email, &format!("wrong {password}")).await;
    house
        .post("/v1/auth/password-reset", None, json!({ "email": email }))
        .await
        .ok();
    let mail = eventually("a second mail", || async {
        let mails = mailbox(&email).await;
        (mails.len() > 1).then(|| {
            mails
                .into_iter()
                .find(|mail| mail.contains("password-reset"))
                .unwrap()
        })
    })
    .await;
    let reset = crate::common::log_token(&mail);
    let body = json!({ "token": reset, "password": format!("new {password}") });
    house
        .post("/v1/auth/password-reset/confirm", None, body)
        .await
        .ok();
    house.advance(TimeDelta::hours(1));
    house.get("/v1/me", Some(&next.token)).await;
    let secret = begun["secret"].as_str().unwrap().to_owned();
    vec![
        password,
        registration,
        reset,
        secret,
        who.token,
        who.refresh,
        next.token,
        next.refresh,
    ]
}

async fn nothing_leaks(fresh: Fresh) {
    let (host, port) = smtp();
    let mail = MailSettings::Smtp(SmtpSettings {
        host,
        port,
        security: SmtpSecurity::None,
        credentials: None,
        from: "Vivavoce <speak@example.org>".to_owned(),
    });
    let house = House::with(fresh, mail).await;
    let secrets = a_life(&house).await;
    let word = unique("finest");
    tracing::trace!(word);
    assert_eq!(
        house.log.with(&["TRACE", &word]).len(),
        1,
        "the log is heard at its finest"
    );
    for secret in secrets {
        let lines = house.log.with(&[&secret]);
        assert!(lines.is_empty(), "{secret} stands in {lines:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    nothing_leaks(Fresh::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    nothing_leaks(Fresh::postgres().await).await;
}
