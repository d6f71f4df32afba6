//! Projects and sessions: made, found, changed, gone; and only by those who may.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

on_both! {
    projects_are_made_changed_and_removed;
    sessions_are_made_found_and_erased;
    what_is_wrong_with_a_session_is_named;
    lists_go_by_the_page_and_by_what_was_asked;
    what_did_not_change_is_not_sent_again;
    others_see_what_their_role_lets_them;
    nothing_of_another_org_is_there;
    nothing_is_found_before_it_was_measured;
}

/// What is recorded of a process is one for the whole process, so this runs on one engine.
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_counted_and_when_nothing_waits_that_is_counted_too() {
    let recorder = server::metrics::recorder();
    let monitoring = server::Monitoring {
        prometheus: Some(recorder.handle()),
        ..server::Monitoring::default()
    };
    metrics::set_global_recorder(recorder).unwrap();
    let wishes = common::Wishes {
        monitoring,
        ..common::Wishes::default()
    };
    let house = common::House::with(storage::testing::Fresh::sqlite().await, wishes).await;
    let ana = house.somebody("ana").await;
    let id = house.session(&ana).await;
    let path = format!("/v1/sessions/{id}");
    house
        .put(&ana, &format!("{path}/media"), common::tone())
        .await
        .ok(201);
    house
        .post(&ana, &format!("{path}/process"), serde_json::json!({}))
        .await
        .ok(202);
    house.fresh.clock.advance(chrono::TimeDelta::seconds(40));
    let scraped = async || {
        let answer = house.get(&ana, "/metrics").await;
        String::from_utf8(answer.body.to_vec()).unwrap()
    };
    let queued = scraped().await;
    let count = r#"vivavoce_jobs{kind="ingest",state="queued"}"#;
    let age = r#"vivavoce_jobs_oldest_age_seconds{kind="ingest",state="queued"}"#;
    assert!(queued.contains(&format!("{count} 1\n")), "{queued}");
    assert!(queued.contains(&format!("{age} 40\n")), "{queued}");
    house.delete(&ana, &path).await.ok(204);
    let empty = scraped().await;
    assert!(empty.contains(&format!("{count} 0\n")), "{empty}");
    assert!(empty.contains(&format!("{age} 0\n")), "{empty}");
}

mod stories {
    use http::Method;
    use serde_json::{Value, json};
    use storage::{OrgChange, records::Role, testing::Fresh};
    use uuid::Uuid;

    use super::common::House;

    pub(crate) async fn projects_are_made_changed_and_removed(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let made = house
            .post(&ana, "/v1/projects", json!({"name": "Talk in May"}))
            .await
            .ok(201);
        let path = format!("/v1/projects/{}", made["id"].as_str().unwrap());
        assert_eq!(made["owner"], ana.user.to_string());
        let changed = house
            .json(&ana, Method::PATCH, &path, json!({"description": "Ten minutes"}))
            .await
            .ok(200);
        assert_eq!(
            (&changed["name"], &changed["description"]),
            (&json!("Talk in May"), &json!("Ten minutes"))
        );
        assert_eq!(house.get(&ana, &path).await.ok(200), changed);
        assert_eq!(
            house.get(&ana, "/v1/projects").await.ok(200),
            json!({"items": [changed], "next": null})
        );
        let problem = house
            .post(&ana, "/v1/projects", json!({"name": ""}))
            .await
            .problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], "name");
        let body = json!({"kind": "talk", "title": "Take", "project": made["id"]});
        let session = house.post(&ana, "/v1/sessions", body).await.ok(201);
        house.delete(&ana, &path).await.ok(204);
        house.get(&ana, &path).await.problem(404, "not-found");
        let session = house
            .get(&ana, &format!("/v1/sessions/{}", session["id"].as_str().unwrap()))
            .await
            .ok(200);
        assert_eq!(session["project"], Value::Null, "it stays, without its project");
    }

    pub(crate) async fn sessions_are_made_found_and_erased(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let change = OrgChange {
            retention_days: Some(Some(30)),
            consent_text: Some("We record you.".to_owned()),
            ..OrgChange::default()
        };
        house.org_wants(ana.org, change).await;
        let body = json!({
            "kind": "reading", "title": "Fox", "language": "en", "reference_text": "The quick brown fox.",
            "rubric": "conversation", "consent": true
        });
        let made = house.post(&ana, "/v1/sessions", body).await.ok(201);
        assert_eq!(
            (&made["state"], &made["consent"], &made["media"]),
            (&json!("created"), &json!(true), &Value::Null)
        );
        assert!(made["erased_at"].is_string(), "the org keeps for thirty days");
        let path = format!("/v1/sessions/{}", made["id"].as_str().unwrap());
        assert_eq!(house.get(&ana, &path).await.ok(200), made);
        house
            .post(&ana, &format!("{path}/process"), json!({}))
            .await
            .problem(409, "conflict");
        house
            .post(&ana, &format!("{path}/rescore"), json!({}))
            .await
            .problem(409, "conflict");
        house.delete(&ana, &path).await.ok(204);
        house.get(&ana, &path).await.problem(404, "not-found");
        house.delete(&ana, &path).await.problem(404, "not-found");
    }

    pub(crate) async fn what_is_wrong_with_a_session_is_named(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let fields = async |body: Value| {
            let problem = house
                .post(&ana, "/v1/sessions", body)
                .await
                .problem(422, "invalid");
            let errors = problem["errors"].as_array().unwrap().clone();
            errors
                .iter()
                .map(|error| error["field"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        let body = json!({"kind": "reading", "title": "T", "language": "xx", "rubric": "juggling"});
        assert_eq!(fields(body).await, ["language", "rubric", "reference_text"]);
        assert_eq!(fields(json!({"kind": "talk", "title": ""})).await, ["title"]);
        let long = "x".repeat(20_001);
        assert_eq!(
            fields(json!({"kind": "talk", "title": "T", "reference_text": long})).await,
            ["reference_text"]
        );
        let project = Uuid::new_v4();
        assert_eq!(
            fields(json!({"kind": "talk", "title": "T", "project": project})).await,
            ["project"]
        );
        for wrong in [
            json!({"kind": "song", "title": "T"}),
            json!({"kind": "talk", "title": "T", "surprise": 1}),
            json!([]),
        ] {
            house
                .post(&ana, "/v1/sessions", wrong)
                .await
                .problem(400, "bad-request");
        }
        let large = json!({"kind": "talk", "title": "x".repeat(300_000)});
        house
            .post(&ana, "/v1/sessions", large)
            .await
            .problem(413, "too-large");
    }

    pub(crate) async fn lists_go_by_the_page_and_by_what_was_asked(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let mut made = Vec::new();
        for _ in 0..5 {
            made.insert(0, house.session(&ana).await);
        }
        let mut seen = Vec::new();
        let mut path = "/v1/sessions?limit=2".to_owned();
        loop {
            let page = house.get(&ana, &path).await.ok(200);
            seen.extend(
                page["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|item| item["id"].as_str().unwrap().to_owned()),
            );
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/v1/sessions?limit=2&after={next}");
        }
        assert_eq!(seen, made, "newest first, each once");
        let count = async |query: &str| {
            let page = house.get(&ana, &format!("/v1/sessions?{query}")).await.ok(200);
            page["items"].as_array().unwrap().len()
        };
        assert_eq!(count("state=created").await, 5);
        assert_eq!(count("state=done").await, 0);
        assert_eq!(count(&format!("owner={}", ana.user)).await, 5);
        assert_eq!(count(&format!("owner={}", Uuid::new_v4())).await, 0);
        assert_eq!(count(&format!("project={}", Uuid::new_v4())).await, 0);
        house
            .get(&ana, "/v1/sessions?limit=0")
            .await
            .problem(422, "invalid");
        house
            .get(&ana, "/v1/sessions?limit=101")
            .await
            .problem(422, "invalid");
        house
            .get(&ana, "/v1/sessions?state=lost")
            .await
            .problem(400, "bad-request");
    }

    pub(crate) async fn what_did_not_change_is_not_sent_again(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let path = format!("/v1/sessions/{}", house.session(&ana).await);
        let first = house.get(&ana, &path).await;
        let tag = first.header("etag").unwrap().to_owned();
        let again = async || {
            let request = house
                .request(&ana, Method::GET, &path)
                .header("if-none-match", &tag);
            house.send(request.body(axum::body::Body::empty()).unwrap()).await
        };
        let same = again().await;
        assert_eq!((same.status.as_u16(), same.body.len()), (304, 0));
        let put = house
            .put(&ana, &format!("{path}/media"), super::common::tone())
            .await;
        put.ok(201);
        assert_eq!(again().await.ok(200)["state"], "ready");
    }

    pub(crate) async fn others_see_what_their_role_lets_them(fresh: Fresh) {
        let house = House::new(fresh).await;
        let owner = house.somebody("owner").await;
        let learner = house.joins("learner", owner.org, Role::Learner, false).await;
        let other = house.joins("other", owner.org, Role::Learner, false).await;
        let coach = house.joins("coach", owner.org, Role::Coach, false).await;
        let admin = house.joins("admin", owner.org, Role::Admin, true).await;
        let path = format!("/v1/sessions/{}", house.session(&learner).await);
        house.get(&other, &path).await.problem(404, "not-found");
        house.get(&coach, &path).await.problem(404, "not-found");
        let tx = house.app.store.write(owner.org).await.unwrap();
        tx.coachings().add(coach.user, learner.user).await.unwrap();
        tx.commit().await.unwrap();
        house.get(&coach, &path).await.ok(200);
        house.delete(&coach, &path).await.problem(403, "forbidden");
        house
            .put(&coach, &format!("{path}/media"), "sound")
            .await
            .problem(403, "forbidden");
        let list = async |who| {
            house.get(who, "/v1/sessions").await.ok(200)["items"]
                .as_array()
                .unwrap()
                .len()
        };
        assert_eq!(
            (list(&other).await, list(&coach).await, list(&admin).await),
            (0, 1, 1)
        );
        assert_eq!(
            list(&owner).await,
            0,
            "without the second factor an owner sees their own"
        );
        house
            .get(&owner, &path)
            .await
            .problem(403, "second-factor-needed");
        house.delete(&admin, &path).await.ok(204);
    }

    pub(crate) async fn nothing_of_another_org_is_there(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let eve = house.somebody("eve").await;
        let (mine, unknown) = (house.session(&ana).await, Uuid::new_v4().to_string());
        let mut in_their_name = eve.clone();
        in_their_name.org = ana.org;
        for rest in [
            "",
            "/media",
            "/transcript",
            "/metrics?track=f0",
            "/scores",
            "/drills",
            "/reports",
            "/events",
            "/analysis",
        ] {
            let words = async |id: &str, who| {
                let mut body = house
                    .get(who, &format!("/v1/sessions/{id}{rest}"))
                    .await
                    .problem(404, "not-found");
                body["request_id"].take();
                body
            };
            assert_eq!(words(&mine, &eve).await, words(&unknown, &eve).await, "{rest}");
            assert_eq!(
                words(&mine, &in_their_name).await["detail"],
                "There is no such org.",
                "{rest}"
            );
        }
        house
            .put(&eve, &format!("/v1/sessions/{mine}/media"), "sound")
            .await
            .problem(404, "not-found");
        house
            .post(&eve, &format!("/v1/sessions/{mine}/process"), json!({}))
            .await
            .problem(404, "not-found");
        let report = json!({"session": mine, "format": "pdf"});
        house
            .post(&eve, "/v1/reports", report)
            .await
            .problem(404, "not-found");
    }

    pub(crate) async fn nothing_is_found_before_it_was_measured(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let id = house.session(&ana).await;
        for what in [
            "transcript",
            "prosody",
            "fluency",
            "analysis",
            "metrics?track=f0",
            "media",
        ] {
            house
                .get(&ana, &format!("/v1/sessions/{id}/{what}"))
                .await
                .problem(404, "not-found");
        }
        for what in ["scores", "drills", "reports", "metrics/minutes?track=intensity"] {
            let list = house
                .get(&ana, &format!("/v1/sessions/{id}/{what}"))
                .await
                .ok(200);
            assert_eq!(list["items"], json!([]), "{what}");
        }
        let wrong = house
            .get(
                &ana,
                &format!("/v1/sessions/{id}/metrics?track=f0&from=5&to=1&points=0"),
            )
            .await;
        assert_eq!(
            wrong.problem(422, "invalid")["errors"].as_array().unwrap().len(),
            2
        );
        house
            .post(&ana, "/v1/reports", json!({"session": id, "format": "pdf"}))
            .await
            .problem(409, "conflict");
        house
            .get(&ana, "/v1/sessions/nonsense")
            .await
            .problem(404, "not-found");
    }
}
