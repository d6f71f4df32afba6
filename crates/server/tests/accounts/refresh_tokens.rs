//! Staying signed in.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::json;

use crate::common::{Answer, House, Signed};

async fn refresh(house: &House, token: &str) -> Answer {
    house
        .post("/v1/auth/refresh", None, json!({ "refresh_token": token }))
        .await
}

crate::stories! {
    async fn a_refresh_token_brings_the_next_ones(house: House) {
        let olga = house.owner().await;
        house.advance(TimeDelta::hours(1));
        assert_eq!(house.get("/v1/auth/verify", Some(&olga.token)).await.status, StatusCode::UNAUTHORIZED);
        let next = Signed::from(&refresh(&house, &olga.refresh).await.ok());
        assert_eq!(next.sign_in, olga.sign_in);
        assert_ne!(next.refresh, olga.refresh);
        assert!(house.get("/v1/auth/verify", Some(&next.token)).await.status.is_success());
        let next = Signed::from(&refresh(&house, &next.refresh).await.ok());
        assert_eq!(next.user, olga.user);
    }

    async fn a_reused_one_ends_its_whole_family(house: House) {
        let olga = house.owner().await;
        let elsewhere = Signed::from(&house.login(&olga.email, crate::common::PASSWORD).await.ok());
        let next = Signed::from(&refresh(&house, &olga.refresh).await.ok());
        assert_eq!(refresh(&house, &olga.refresh).await.problem(), "signed-out");
        assert_eq!(refresh(&house, &next.refresh).await.problem(), "signed-out", "the newest is over as well");
        assert_eq!(house.get("/v1/me", Some(&next.token)).await.problem(), "signed-out", "and its access tokens");
        assert!(refresh(&house, &elsewhere.refresh).await.status.is_success(), "another device is another family");
    }

    async fn of_two_at_once_one_wins_and_the_family_ends(house: House) {
        let olga = house.owner().await;
        let (one, two) = tokio::join!(refresh(&house, &olga.refresh), refresh(&house, &olga.refresh));
        let won = [&one, &two].iter().filter(|answer| answer.status.is_success()).count();
        assert_eq!(won, 1, "{one:?} {two:?}");
        let winner = if one.status.is_success() { one } else { two };
        let next = Signed::from(&winner.ok());
        assert_eq!(refresh(&house, &next.refresh).await.problem(), "signed-out", "there is no grace");
    }

    async fn who_stays_away_for_long_signs_in_again(house: House) {
        let olga = house.owner().await;
        house.advance(TimeDelta::days(29));
        let next = Signed::from(&refresh(&house, &olga.refresh).await.ok());
        house.advance(TimeDelta::days(31));
        assert_eq!(refresh(&house, &next.refresh).await.problem(), "signed-out");
    }

    async fn a_made_up_one_is_nothing(house: House) {
        house.owner().await;
        assert_eq!(refresh(&house, "made-up").await.problem(), "signed-out");
        assert_eq!(refresh(&house, "").await.problem(), "signed-out");
        assert_eq!(house.post("/v1/auth/refresh", None, json!({})).await.problem(), "signed-out");
    }

    async fn housekeeping_forgets_what_is_over_and_nothing_else(house: House) {
        let olga = house.owner().await;
        let old = Signed::from(&house.login(&olga.email, crate::common::PASSWORD).await.ok());
        house.advance(TimeDelta::days(20));
        let next = Signed::from(&refresh(&house, &olga.refresh).await.ok());
        house.advance(TimeDelta::days(20));
        house.app.accounts.sweep(&house.app.store).await.unwrap();
        assert_eq!(refresh(&house, &old.refresh).await.problem(), "signed-out");
        let next = Signed::from(&refresh(&house, &next.refresh).await.ok());
        let devices = house.get("/v1/me/sign-ins", Some(&next.token)).await.ok();
        assert_eq!(devices.as_array().unwrap().len(), 1);
    }
}
