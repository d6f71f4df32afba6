//! Lists are walked page by page: everything once, whatever comes meanwhile; and a cursor is no way in.

crate::on_both! {
    a_walk_through_all_pages_meets_everything_once;
    a_cursor_that_is_none_is_told;
    a_cursor_of_another_org_shows_nothing_of_it;
}

mod stories {
    use serde_json::json;
    use storage::{NewAttempt, testing::Fresh};
    use uuid::Uuid;

    use crate::common::{House, Person};

    /// The ids on all pages of a list, in their order. After each page something happens.
    async fn walk(house: &House, who: &Person, path: &str, meanwhile: impl AsyncFn()) -> Vec<String> {
        let mut seen = Vec::new();
        let mut next = String::new();
        loop {
            let page = house.get(who, &format!("{path}?limit=3{next}")).await.ok(200);
            let items = page["items"].as_array().unwrap();
            seen.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
            let Some(after) = page["next"].as_str() else {
                return seen;
            };
            assert_eq!(items.len(), 3, "a page that is not the last is full");
            next = format!("&after={after}");
            meanwhile().await;
        }
    }

    async fn attempt(house: &House, who: &Person) {
        let tx = house.app.store.write(who.org).await.unwrap();
        tx.attempts()
            .create(NewAttempt {
                id: Uuid::now_v7(),
                user: who.user,
                language: "en".to_owned(),
                level: None,
                sentence_id: None,
                expected: "The fox.".to_owned(),
                translation: None,
                blob: None,
                content_type: "audio/wav".to_owned(),
            })
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn adds(house: &House, who: &Person, what: &str) {
        match what {
            "/v1/sessions" => drop(house.session(who).await),
            "/v1/projects" => {
                house.post(who, what, json!({"name": "May"})).await.ok(201);
            }
            "/v1/practice/attempts" => attempt(house, who).await,
            audit => {
                assert!(audit.ends_with("/audit"), "{audit}");
                let session = house.session(who).await;
                house
                    .delete(who, &format!("/v1/sessions/{session}"))
                    .await
                    .ok(204);
            }
        }
    }

    pub(crate) async fn a_walk_through_all_pages_meets_everything_once(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let ana = Person {
            token: house.signs_in(ana.user, true).await,
            ..ana
        };
        let audit = format!("/v1/orgs/{}/audit", ana.org);
        for list in ["/v1/sessions", "/v1/projects", "/v1/practice/attempts", &audit] {
            // A page and a half, whole pages, none.
            for _ in 0..7 {
                adds(&house, &ana, list).await;
            }
            let before = walk(&house, &ana, list, async || {}).await;
            let mut unique = before.clone();
            unique.sort();
            unique.dedup();
            assert!(
                before.len() >= 7 && unique.len() == before.len(),
                "{list}: {before:?}"
            );
            let busy = walk(&house, &ana, list, async || adds(&house, &ana, list).await).await;
            assert_eq!(
                busy, before,
                "{list}: what comes meanwhile is newer, and on no page that is left"
            );
            let after = walk(&house, &ana, list, async || {}).await;
            assert!(
                after.len() > before.len() && after.ends_with(&before),
                "{list}: newest first"
            );
        }
        let page = house.get(&ana, "/v1/sessions?state=done&limit=3").await.ok(200);
        assert_eq!(page, json!({"items": [], "next": null}));
    }

    pub(crate) async fn a_cursor_that_is_none_is_told(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        house.session(&ana).await;
        for tampered in [
            "after=nonsense",
            "after=",
            "after=0",
            "after=%27%20OR%201=1%20--",
            "after=%00",
            "after=%FF",
            "after=0191e7a0-0000-7000-8000-00000000000g",
            "limit=many",
            "limit=-1",
            "limit=1.5",
            "limit=99999999999999999999",
        ] {
            for list in ["/v1/sessions", "/v1/projects", "/v1/practice/attempts"] {
                let answer = house.get(&ana, &format!("{list}?{tampered}")).await;
                answer.problem(400, "bad-request");
            }
        }
        for limit in ["limit=0", "limit=101", "limit=18446744073709551615"] {
            let problem = house
                .get(&ana, &format!("/v1/sessions?{limit}"))
                .await
                .problem(422, "invalid");
            assert_eq!(problem["errors"][0]["field"], "limit");
        }
    }

    pub(crate) async fn a_cursor_of_another_org_shows_nothing_of_it(fresh: Fresh) {
        let house = House::new(fresh).await;
        let (ana, eve) = (house.somebody("ana").await, house.somebody("eve").await);
        let hers = house.session(&eve).await;
        let session = house.session(&ana).await;
        house.session(&ana).await;
        let never = Uuid::from_u128(u128::MAX);
        for after in [session.as_str(), &never.to_string(), &Uuid::nil().to_string()] {
            let page = house
                .get(&eve, &format!("/v1/sessions?after={after}"))
                .await
                .ok(200);
            for item in page["items"].as_array().unwrap() {
                assert_eq!(item["id"], hers, "{after}");
            }
        }
    }
}
