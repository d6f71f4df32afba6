//! What is too old is forgotten by itself.

use std::time::Duration;

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::json;
use server::housekeeping;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::common::{House, Signed, eventually, request};

/// The housekeeping of a server that looks at the clock all the time.
fn begin(house: &House) -> DropGuard {
    let stop = CancellationToken::new();
    tokio::spawn(housekeeping::run(
        house.app.clone(),
        Duration::from_millis(5),
        stop.clone(),
    ));
    stop.drop_guard()
}

/// How many rows a table has.
async fn rows(house: &House, table: &str) -> usize {
    let start = format!("{table}: ");
    let all = house.fresh.every_row().await;
    all.iter().filter(|row| row.starts_with(&start)).count()
}

async fn until_empty(house: &House, table: &str) {
    eventually(&format!("the end of the rows of {table}"), || async {
        (rows(house, table).await == 0).then_some(())
    })
    .await;
}

/// A token in a mail; works for an hour.
async fn asks_for_a_password(house: &House, who: &Signed) {
    let body = json!({ "email": who.email });
    house.post("/v1/auth/password-reset", None, body).await.ok();
    house.log.token_in_mail(&who.email).await;
}

/// An answer that is remembered for a day.
async fn makes_an_org(house: &House, who: &Signed) {
    let body = json!({ "name": "Choir" });
    let mut request = request(Method::POST, "/v1/orgs", Some(&who.token), Some(body));
    let key = "once".parse().unwrap();
    request.headers_mut().insert("idempotency-key", key);
    house.send(request).await.ok();
}

crate::stories! {
    async fn what_is_too_old_is_forgotten_every_hour(house: House) {
        let olga = house.owner().await;
        makes_an_org(&house, &olga).await;
        asks_for_a_password(&house, &olga).await;
        house.advance(TimeDelta::hours(1));
        let _housekeeping = begin(&house);
        until_empty(&house, "one_time_tokens").await;

        let next = house.post("/v1/auth/refresh", None, json!({ "refresh_token": olga.refresh })).await.ok();
        let olga = Signed::from(&next);
        house.post("/v1/live/tickets", Some(&olga.token), json!({})).await.ok();
        house.advance(TimeDelta::minutes(59));
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(rows(&house, "one_time_tokens").await, 1, "no longer good, but the hour is not over");
        house.advance(TimeDelta::minutes(1));
        until_empty(&house, "one_time_tokens").await;
        assert_eq!(rows(&house, "idempotency_records").await, 1, "remembered for a day");

        house.advance(TimeDelta::days(1));
        until_empty(&house, "idempotency_records").await;
        assert_eq!(rows(&house, "refresh_tokens").await, 2, "the used one as well, so that its second use is noticed");

        house.advance(TimeDelta::days(30));
        until_empty(&house, "refresh_tokens").await;
        until_empty(&house, "sign_ins").await;
    }
}
