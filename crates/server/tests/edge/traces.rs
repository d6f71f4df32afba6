//! `X-Request-ID`: the caller's own, when it is harmless, and else one of ours; in the answer, in problems, in the audit.

crate::on_both! {
    a_request_keeps_its_name;
    a_hostile_name_is_replaced;
}

mod stories {
    use axum::body::Body;
    use http::{HeaderValue, Method};
    use storage::testing::Fresh;
    use uuid::Uuid;

    use crate::common::{Answer, House, Person};

    async fn asks(house: &House, who: &Person, method: Method, path: &str, name: &[u8]) -> Answer {
        let request = house
            .request(who, method, path)
            .header("x-request-id", HeaderValue::from_bytes(name).unwrap());
        house.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn a_request_keeps_its_name(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let ana = Person {
            token: house.signs_in(ana.user, true).await,
            ..ana
        };
        let longest = "a".repeat(128);
        for name in ["a", "Trace-7.of:May_1", longest.as_str()] {
            let answer = asks(&house, &ana, Method::GET, "/v1/sessions", name.as_bytes()).await;
            assert_eq!(answer.header("x-request-id"), Some(name));
            let answer = asks(&house, &ana, Method::GET, "/v1/nowhere", name.as_bytes()).await;
            assert_eq!(answer.problem(404, "not-found")["request_id"], name);
        }
        let session = house.session(&ana).await;
        let path = format!("/v1/sessions/{session}");
        asks(&house, &ana, Method::DELETE, &path, b"the-end-of-it")
            .await
            .ok(204);
        let audit = house
            .get(&ana, &format!("/v1/orgs/{}/audit?action=session.erase", ana.org))
            .await
            .ok(200);
        assert_eq!(audit["items"][0]["request_id"], "the-end-of-it");
        assert_eq!(audit["items"][0]["address"], "127.0.0.1");
    }

    pub(crate) async fn a_hostile_name_is_replaced(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let long = "a".repeat(129);
        let mut given = Vec::new();
        for hostile in [
            &b""[..],
            b"two words",
            b"<script>alert(1)</script>",
            b"a\",\"level\":\"error",
            b"a;b",
            b"a/../b",
            b"tab\there",
            "grüße".as_bytes(),
            b"\xff\xfe",
            long.as_bytes(),
        ] {
            let answer = asks(&house, &ana, Method::GET, "/v1/nowhere", hostile).await;
            let name = answer.header("x-request-id").unwrap().to_owned();
            name.parse::<Uuid>().expect("one of ours");
            assert_eq!(answer.problem(404, "not-found")["request_id"], name);
            given.push(name);
        }
        let none = house.get(&ana, "/v1/sessions").await;
        given.push(none.header("x-request-id").unwrap().to_owned());
        let count = given.len();
        given.sort();
        given.dedup();
        assert_eq!(given.len(), count, "each has its own");
    }
}
