//! Whatever goes wrong is told as a problem (RFC 9457), by whichever part of the server: with its kind, its status and the
//! id of the request.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

on_both! {
    every_operation_refuses_nonsense_with_a_problem;
    addresses_without_an_operation_answer_with_a_problem;
    a_body_that_is_too_large_is_told_as_one;
    a_request_is_named_by_its_caller_or_by_the_server;
}

mod stories {
    use axum::body::Body;
    use http::{Method, Request};
    use serde_json::{Value, json};
    use storage::testing::Fresh;

    use super::common::{Answer, House, Person};

    /// Method and path of every operation, with nonsense for whatever is named in the path.
    fn operations() -> Vec<(Method, String)> {
        let document = serde_json::to_value(server::openapi_document()).unwrap();
        let mut found = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            let mut parts = path.split('/').map(|part| match part.starts_with('{') {
                true => "%00nonsense",
                false => part,
            });
            let first = parts.next().unwrap().to_owned();
            let path = parts.fold(first, |path, part| format!("{path}/{part}"));
            for method in item.as_object().unwrap().keys() {
                found.push((method.to_uppercase().parse().unwrap(), path.clone()));
            }
        }
        found
    }

    /// A success, or a problem in full.
    #[track_caller]
    fn well_told(answer: &Answer, what: &str) {
        if answer.status.is_success() {
            return;
        }
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json"),
            "{what}: {answer:?}"
        );
        let body = answer.json();
        assert!(
            body["type"].as_str().unwrap().starts_with("/problems/"),
            "{what}: {body}"
        );
        assert_eq!(body["status"], answer.status.as_u16(), "{what}: {body}");
        assert!(!body["title"].as_str().unwrap().is_empty(), "{what}: {body}");
        assert!(!body["detail"].as_str().unwrap().is_empty(), "{what}: {body}");
        assert_eq!(
            body["request_id"].as_str(),
            answer.header("x-request-id"),
            "{what}: {body}"
        );
        assert!(!answer.status.is_server_error(), "{what}: {body}");
    }

    pub(crate) async fn every_operation_refuses_nonsense_with_a_problem(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        for (method, path) in operations() {
            // One of them signs out.
            let ana = Person {
                token: house.signs_in(ana.user, true).await,
                ..ana.clone()
            };
            for (kind, body) in [
                ("application/json", "{"),
                ("application/json", "[7]"),
                ("text/plain", "nonsense"),
                ("multipart/form-data", "no boundary"),
                ("multipart/form-data; boundary=x", "--x\r\nbroken"),
            ] {
                for query in ["", "?limit=x&after=y&track=z&days=-1&replace=perhaps&ticket=t"] {
                    let what = format!("{method} {path}{query} {kind} {body}");
                    let request = house
                        .request(&ana, method.clone(), &format!("{path}{query}"))
                        .header("content-type", kind)
                        .header("range", "bytes=9-1")
                        .header("upload-offset", "-1");
                    let answer = house.send(request.body(Body::from(body)).unwrap()).await;
                    well_told(&answer, &what);
                }
            }
            let nobody = Request::builder()
                .method(method.clone())
                .uri(house.url(&path))
                .header("authorization", "Bearer nonsense");
            let answer = house.send(nobody.body(Body::empty()).unwrap()).await;
            well_told(&answer, &format!("{method} {path} by nobody"));
        }
    }

    pub(crate) async fn addresses_without_an_operation_answer_with_a_problem(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        for (method, path, status, kind) in [
            (Method::GET, "/nowhere", 404, "not-found"),
            (Method::GET, "/v1/nowhere", 404, "not-found"),
            (Method::GET, "/v1/%ff", 404, "not-found"),
            (Method::GET, "/v1/sessions/%ff", 404, "not-found"),
            (Method::GET, "/docs/nowhere.js", 404, "not-found"),
            (Method::PUT, "/nowhere", 404, "not-found"),
            (Method::DELETE, "/healthz", 405, "wrong-method"),
            (Method::PATCH, "/v1/orgs", 405, "wrong-method"),
            (Method::POST, "/openapi.json", 405, "wrong-method"),
        ] {
            let what = format!("{method} {path}");
            let request = house.request(&ana, method, path).body(Body::empty()).unwrap();
            let answer = house.send(request).await;
            well_told(&answer, &what);
            answer.problem(status, kind);
        }
    }

    pub(crate) async fn a_body_that_is_too_large_is_told_as_one(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let large = json!({ "name": "x".repeat(300 * 1024) });
        let told = house.post(&ana, "/v1/projects", large).await;
        told.problem(413, "too-large");
        let list: Value = house.get(&ana, "/v1/projects").await.ok(200);
        assert_eq!(list["items"], json!([]));
    }

    pub(crate) async fn a_request_is_named_by_its_caller_or_by_the_server(fresh: Fresh) {
        let house = House::new(fresh).await;
        let named = async |id: &str| {
            let request = Request::get(house.url("/nowhere")).header("x-request-id", id);
            let answer = house.send(request.body(Body::empty()).unwrap()).await;
            well_told(&answer, id);
            answer.header("x-request-id").unwrap().to_owned()
        };
        assert_eq!(named("a-take-1").await, "a-take-1");
        for forged in ["", "two lines", "{\"level\":\"ERROR\"}", &"x".repeat(1000)] {
            let ours = named(forged).await;
            assert_eq!(ours.len(), 36, "{forged} became {ours}");
        }
        assert_ne!(named("").await, named("").await);
    }
}
