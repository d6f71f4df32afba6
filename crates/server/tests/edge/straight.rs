//! A recording that is sent straight to the file store, at an address that the server signs: on a real S3.

crate::on_both! {
    a_recording_goes_straight_to_the_file_store;
    the_address_takes_what_was_announced_and_nothing_else;
    only_what_has_arrived_is_taken;
    a_folder_has_no_addresses;
}

mod stories {
    use std::time::SystemTime;

    use axum::body::Body;
    use bytes::Bytes;
    use chrono::{DateTime, TimeDelta, Utc};
    use http::{Method, Request};
    use serde_json::{Value, json};
    use storage::{
        records::Role,
        testing::{Fresh, s3},
    };

    use crate::{
        common::{Answer, House, Person, Wishes},
        recordings::{noise, small},
    };

    /// What S3 goes by. Signatures are only good for so long.
    #[expect(clippy::disallowed_methods, reason = "S3 has the clock of the machine")]
    fn now() -> DateTime<Utc> {
        SystemTime::now().into()
    }

    async fn on_s3(fresh: Fresh, wishes: Wishes) -> House {
        let _there_already = rustls::crypto::ring::default_provider().install_default();
        fresh.clock.set(now());
        let blobs = Some(s3());
        House::with(fresh, Wishes { blobs, ..wishes }).await
    }

    async fn presigned(house: &House, who: &Person, session: &str, bytes: usize) -> Value {
        let body = json!({"bytes": bytes, "name": "../May.wav", "content_type": "audio/wav"});
        house
            .post(who, &format!("/v1/sessions/{session}/media/presign"), body)
            .await
            .ok(201)
    }

    /// Sends bytes to the file store, without anything of ours.
    async fn to_s3(house: &House, presigned: &Value, bytes: Bytes) -> Answer {
        let request = Request::put(presigned["url"].as_str().unwrap());
        house.send(request.body(Body::from(bytes)).unwrap()).await
    }

    async fn confirms(house: &House, who: &Person, session: &str, presigned: &Value) -> Answer {
        let body = json!({"upload": presigned["upload"]});
        house
            .post(who, &format!("/v1/sessions/{session}/media/confirm"), body)
            .await
    }

    pub(crate) async fn a_recording_goes_straight_to_the_file_store(fresh: Fresh) {
        let house = on_s3(fresh, Wishes::default()).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let to = presigned(&house, &ana, &session, noise().len()).await;
        let ends: DateTime<Utc> = to["expires_at"].as_str().unwrap().parse().unwrap();
        assert!(ends - house.app.store.clock().now() == TimeDelta::minutes(15));
        assert_eq!(to_s3(&house, &to, noise()).await.status, 200);
        let sent = confirms(&house, &ana, &session, &to).await.ok(201);
        assert_eq!(
            (&sent["name"], &sent["bytes"], &sent["state"]),
            (&json!("May.wav"), &json!(noise().len()), &json!("stored"))
        );
        let again = confirms(&house, &ana, &session, &to).await.ok(201);
        assert_eq!(sent, again, "the answer may have got lost");
        let path = format!("/v1/sessions/{session}/media");
        assert_eq!(house.get(&ana, &path).await.body, noise());
        let request = house
            .request(&ana, Method::GET, &path)
            .header("range", "bytes=100-199");
        let part = house.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!((part.status.as_u16(), part.body), (206, noise().slice(100..200)));
        let shown = house.get(&ana, &format!("/v1/sessions/{session}")).await.ok(200);
        assert_eq!(shown["state"], "ready");
    }

    pub(crate) async fn the_address_takes_what_was_announced_and_nothing_else(fresh: Fresh) {
        let house = on_s3(fresh, small()).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let to = presigned(&house, &ana, &session, 100).await;
        for wrong in [noise().slice(..99), noise().slice(..101)] {
            assert_eq!(to_s3(&house, &to, wrong).await.status, 403, "the size is signed");
        }
        let mut other = to.clone();
        let url = to["url"].as_str().unwrap();
        let another = url.replace(&ana.org.to_string(), &uuid::Uuid::now_v7().to_string());
        other["url"] = json!(another);
        let refused = to_s3(&house, &other, noise().slice(..100)).await;
        assert_eq!(refused.status, 403, "the place is signed");
        confirms(&house, &ana, &session, &to)
            .await
            .problem(409, "conflict");
        for (bytes, status, kind) in [(1_000_001, 413, "too-large"), (0, 422, "invalid")] {
            let path = format!("/v1/sessions/{session}/media/presign");
            house
                .post(&ana, &path, json!({"bytes": bytes}))
                .await
                .problem(status, kind);
        }
        // Sixteen minutes ago it was good for fifteen.
        house.fresh.clock.advance(TimeDelta::minutes(-16));
        let ana = Person {
            token: house.signs_in(ana.user, false).await,
            ..ana
        };
        let old = presigned(&house, &ana, &session, 100).await;
        assert_eq!(to_s3(&house, &old, noise().slice(..100)).await.status, 403);
    }

    pub(crate) async fn only_what_has_arrived_is_taken(fresh: Fresh) {
        let house = on_s3(fresh, Wishes::default()).await;
        let ana = house.somebody("ana").await;
        let ben = house.joins("ben", ana.org, Role::Learner, false).await;
        let (session, other) = (house.session(&ana).await, house.session(&ana).await);
        let to = presigned(&house, &ana, &session, 100).await;
        confirms(&house, &ana, &session, &to)
            .await
            .problem(409, "conflict");
        assert_eq!(to_s3(&house, &to, noise().slice(..100)).await.status, 200);
        confirms(&house, &ana, &other, &to).await.problem(409, "conflict");
        let his = house.session(&ben).await;
        confirms(&house, &ben, &his, &to).await.problem(404, "not-found");
        let unknown = json!({"upload": uuid::Uuid::now_v7()});
        confirms(&house, &ana, &session, &unknown)
            .await
            .problem(404, "not-found");
        confirms(&house, &ana, &session, &to).await.ok(201);
    }

    pub(crate) async fn a_folder_has_no_addresses(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let path = format!("/v1/sessions/{}/media/presign", house.session(&ana).await);
        let problem = house
            .post(&ana, &path, json!({"bytes": 100}))
            .await
            .problem(409, "conflict");
        assert!(problem["detail"].as_str().unwrap().contains("PUT"), "{problem}");
    }
}
