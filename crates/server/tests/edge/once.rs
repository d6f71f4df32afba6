//! A request that is sent twice under one `Idempotency-Key` is done once.

crate::on_both! {
    the_same_request_gets_the_same_answer;
    another_request_under_the_same_key_is_refused;
    of_several_at_once_one_is_done;
    a_key_belongs_to_its_account;
    what_went_wrong_is_remembered_too_unless_it_may_go_well;
    after_a_day_a_key_is_new_again;
    answers_with_secrets_are_never_remembered;
    a_key_is_short_and_plain;
}

mod stories {
    use axum::body::Body;
    use chrono::TimeDelta;
    use futures::future::join_all;
    use http::{HeaderValue, Method};
    use serde_json::{Value, json};
    use server::limits::Limits;
    use storage::testing::Fresh;

    use crate::common::{Answer, House, Person, Wishes};

    async fn posts(house: &House, who: &Person, path: &str, key: &str, body: &Value) -> Answer {
        let request = house
            .request(who, Method::POST, path)
            .header("content-type", "application/json")
            .header("idempotency-key", key);
        house
            .send(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    fn take() -> Value {
        json!({"kind": "talk", "title": "Take"})
    }

    async fn sessions(house: &House, who: &Person) -> usize {
        let list = house.get(who, "/v1/sessions?limit=100").await.ok(200);
        list["items"].as_array().unwrap().len()
    }

    pub(crate) async fn the_same_request_gets_the_same_answer(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let first = posts(&house, &ana, "/v1/sessions", "monday-1", &take()).await;
        let second = posts(&house, &ana, "/v1/sessions", "monday-1", &take()).await;
        assert_eq!(
            (
                first.header("idempotent-replay"),
                second.header("idempotent-replay")
            ),
            (None, Some("true"))
        );
        assert_eq!(first.header("content-type"), second.header("content-type"));
        assert_eq!((first.status, &first.body), (second.status, &second.body));
        assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
        posts(&house, &ana, "/v1/sessions", "monday-2", &take())
            .await
            .ok(201);
        assert_eq!(sessions(&house, &ana).await, 2);
        // Whatever makes something: projects, reports, uploads, orgs.
        let session = first.json()["id"].as_str().unwrap().to_owned();
        for (path, body) in [
            ("/v1/projects".to_owned(), json!({"name": "May"})),
            ("/v1/orgs".to_owned(), json!({"name": "Choir"})),
            (format!("/v1/sessions/{session}/uploads"), json!({"total": 5})),
        ] {
            let first = posts(&house, &ana, &path, &path, &body).await.ok(201);
            assert_eq!(posts(&house, &ana, &path, &path, &body).await.ok(201), first);
        }
    }

    pub(crate) async fn another_request_under_the_same_key_is_refused(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let mut elsewhere = ana.clone();
        elsewhere.org = house.fresh.org("another").await;
        let tx = house.app.store.write(elsewhere.org).await.unwrap();
        tx.memberships()
            .add(ana.user, storage::records::Role::Learner)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let made = posts(&house, &ana, "/v1/sessions", "key", &take()).await.ok(201);
        for (who, path, body) in [
            (
                &ana,
                "/v1/sessions",
                json!({"kind": "talk", "title": "Another take"}),
            ),
            (&ana, "/v1/sessions?extra=1", take()),
            (&ana, "/v1/projects", json!({"name": "May"})),
            (&elsewhere, "/v1/sessions", take()),
        ] {
            let problem = posts(&house, who, path, "key", &body)
                .await
                .problem(409, "conflict");
            assert!(
                problem["detail"].as_str().unwrap().contains("another request"),
                "{problem}"
            );
        }
        assert_eq!(
            posts(&house, &ana, "/v1/sessions", "key", &take()).await.ok(201),
            made
        );
        assert_eq!(sessions(&house, &ana).await, 1);
    }

    pub(crate) async fn of_several_at_once_one_is_done(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        for round in 0..5 {
            let key = format!("round-{round}");
            let body = take();
            let all = (0..8).map(|_| posts(&house, &ana, "/v1/sessions", &key, &body));
            let mut made = Vec::new();
            for answer in join_all(all).await {
                if answer.status == 201 {
                    made.push(answer.json()["id"].clone());
                } else {
                    assert_eq!(answer.header("retry-after"), Some("1"));
                    answer.problem(409, "conflict");
                }
            }
            made.dedup();
            assert_eq!(made.len(), 1, "one of them at least, and all of them the same");
            let after = posts(&house, &ana, "/v1/sessions", &key, &body).await.ok(201);
            assert_eq!(after["id"], made[0]);
            assert_eq!(sessions(&house, &ana).await, round + 1);
        }
    }

    pub(crate) async fn a_key_belongs_to_its_account(fresh: Fresh) {
        let house = House::new(fresh).await;
        let (ana, ben) = (house.somebody("ana").await, house.somebody("ben").await);
        let hers = posts(&house, &ana, "/v1/sessions", "key", &take()).await.ok(201);
        let his = posts(&house, &ben, "/v1/sessions", "key", &take()).await.ok(201);
        assert_ne!(hers["id"], his["id"]);
        assert_eq!(his["owner"], ben.user.to_string());
        let mut nobody = ana.clone();
        nobody.token = "nonsense".to_owned();
        posts(&house, &nobody, "/v1/sessions", "key", &take())
            .await
            .problem(401, "signed-out");
    }

    pub(crate) async fn what_went_wrong_is_remembered_too_unless_it_may_go_well(fresh: Fresh) {
        let limits = Limits {
            queued_per_org: 0,
            ..Wishes::default().limits
        };
        let wishes = Wishes {
            limits,
            ..Wishes::default()
        };
        let house = House::with(fresh, wishes).await;
        let ana = house.somebody("ana").await;
        let wrong = json!({"kind": "talk", "title": ""});
        for replay in [None, Some("true")] {
            let answer = posts(&house, &ana, "/v1/sessions", "wrong", &wrong).await;
            assert_eq!(answer.header("idempotent-replay"), replay);
            assert_eq!(
                (answer.status.as_u16(), &answer.json()["type"]),
                (422, &json!("/problems/invalid"))
            );
        }
        let session = house.session(&ana).await;
        let path = format!("/v1/sessions/{session}");
        house
            .put(&ana, &format!("{path}/media"), crate::common::tone())
            .await
            .ok(201);
        for _ in 0..2 {
            let full = posts(&house, &ana, &format!("{path}/process"), "full", &json!({})).await;
            assert_eq!(full.header("idempotent-replay"), None);
            full.problem(429, "too-many-requests");
        }
    }

    pub(crate) async fn after_a_day_a_key_is_new_again(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let first = posts(&house, &ana, "/v1/sessions", "key", &take()).await.ok(201);
        house.fresh.clock.advance(TimeDelta::hours(25));
        let ana = Person {
            token: house.signs_in(ana.user, false).await,
            ..ana
        };
        let second = posts(&house, &ana, "/v1/sessions", "key", &take()).await;
        assert_eq!(second.header("idempotent-replay"), None);
        assert_ne!(second.ok(201)["id"], first["id"]);
        house.fresh.clock.advance(TimeDelta::hours(25));
        server::housekeeping::sweep(&house.app).await.unwrap();
        let rows = house.fresh.every_row().await;
        assert!(
            !rows.iter().any(|row| row.starts_with("idempotency")),
            "it is forgotten"
        );
    }

    pub(crate) async fn answers_with_secrets_are_never_remembered(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let ticket = async || {
            let answer = posts(&house, &ana, "/v1/live/tickets", "key", &json!({})).await;
            assert_eq!(answer.header("idempotent-replay"), None);
            answer.ok(201)["ticket"].as_str().unwrap().to_owned()
        };
        assert_ne!(ticket().await, ticket().await);
        let begin = async || {
            let answer = posts(&house, &ana, "/v1/me/totp", "key", &json!({"password": "none"})).await;
            answer.header("idempotent-replay").map(str::to_owned)
        };
        assert_eq!((begin().await, begin().await), (None, None));
        let rows = house.fresh.every_row().await;
        assert!(
            !rows.iter().any(|row| row.starts_with("idempotency")),
            "nothing was kept"
        );
    }

    pub(crate) async fn a_key_is_short_and_plain(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        posts(&house, &ana, "/v1/sessions", &"k".repeat(128), &take())
            .await
            .ok(201);
        let long = "k".repeat(129);
        for wrong in [
            &b""[..],
            long.as_bytes(),
            b"two words",
            b"\xc3\xa4",
            b"\xff",
            b"tab\there",
        ] {
            let request = house
                .request(&ana, Method::POST, "/v1/sessions")
                .header("content-type", "application/json")
                .header("idempotency-key", HeaderValue::from_bytes(wrong).unwrap());
            let answer = house
                .send(request.body(Body::from(take().to_string())).unwrap())
                .await;
            answer.problem(400, "bad-request");
        }
        assert_eq!(sessions(&house, &ana).await, 1);
        // A body too large for any such request is too large with a key as well.
        let large = json!({"kind": "talk", "title": "x".repeat(300_000)});
        posts(&house, &ana, "/v1/sessions", "large", &large)
            .await
            .problem(413, "too-large");
    }
}
