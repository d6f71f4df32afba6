//! What stands at the door of every address: headers that browsers go by, no way in from other pages, and a plain word for
//! what is not there or not done this way.

crate::on_both! {
    every_answer_says_what_browsers_may_not_do_with_it;
    other_pages_may_ask_only_where_the_operator_says_so;
    no_other_page_can_use_the_cookie;
    the_name_that_a_client_calls_us_by_goes_nowhere;
    a_method_that_an_address_does_not_take_is_told;
    an_address_made_of_tricks_leads_nowhere;
}

mod stories {
    use std::collections::BTreeMap;

    use axum::body::Body;
    use chrono::TimeDelta;
    use http::{Method, Request};
    use serde_json::json;
    use server::accounts::token;
    use storage::{NewSignIn, testing::Fresh};

    use crate::{
        common::{Answer, House, Person, Wishes, tone},
        wire::{Wire, head},
    };

    const PAGE: &str = "https://page.example";

    async fn asks(house: &House, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(house.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        house.send(request.body(Body::empty()).unwrap()).await
    }

    async fn of_every_kind(house: &House, ana: &Person) -> Vec<(&'static str, Answer)> {
        let session = house.session(ana).await;
        let path = format!("/v1/sessions/{session}");
        let media = format!("{path}/media");
        let take = json!({"kind": "talk", "title": "Take"});
        let part = house
            .request(ana, Method::GET, &media)
            .header("range", "bytes=0-1");
        let beyond = house
            .request(ana, Method::GET, &media)
            .header("range", "bytes=99999999-");
        let known = house
            .request(ana, Method::GET, &path)
            .header("if-none-match", "*");
        let text = house
            .request(ana, Method::POST, "/v1/sessions")
            .header("content-type", "text/plain");
        vec![
            ("200", house.get(ana, "/v1/sessions").await),
            ("201", house.post(ana, "/v1/sessions", take).await),
            ("201 of a recording", house.put(ana, &media, tone()).await),
            ("a recording", house.get(ana, &media).await),
            (
                "a part of it",
                house.send(part.body(Body::empty()).unwrap()).await,
            ),
            ("416", house.send(beyond.body(Body::empty()).unwrap()).await),
            ("304", house.send(known.body(Body::empty()).unwrap()).await),
            ("400", house.post(ana, "/v1/sessions", json!([])).await),
            ("401", asks(house, Method::GET, "/v1/sessions", &[]).await),
            ("404", house.get(ana, "/v1/sessions/nothing").await),
            ("404 of no route", house.get(ana, "/v1/nowhere").await),
            ("404 outside", asks(house, Method::GET, "/nowhere.txt", &[]).await),
            ("405", house.delete(ana, "/v1/sessions").await),
            (
                "409",
                house.post(ana, &format!("{path}/rescore"), json!({})).await,
            ),
            (
                "413",
                house.post(ana, "/v1/sessions", json!("x".repeat(300_000))).await,
            ),
            ("415", house.send(text.body(Body::from("{}")).unwrap()).await),
            ("422", house.post(ana, "/v1/projects", json!({"name": ""})).await),
            ("204", house.delete(ana, &path).await),
            ("health", asks(house, Method::GET, "/healthz", &[]).await),
            ("ready", asks(house, Method::GET, "/readyz", &[]).await),
            ("the root", asks(house, Method::GET, "/", &[]).await),
            ("the documentation", asks(house, Method::GET, "/docs/", &[]).await),
            (
                "a script of it",
                asks(house, Method::GET, "/docs/swagger-ui-bundle.js", &[]).await,
            ),
            (
                "the description",
                asks(house, Method::GET, "/openapi.json", &[]).await,
            ),
            (
                "a preflight",
                asks(
                    house,
                    Method::OPTIONS,
                    "/v1/sessions",
                    &[("origin", PAGE), ("access-control-request-method", "GET")],
                )
                .await,
            ),
        ]
    }

    pub(crate) async fn every_answer_says_what_browsers_may_not_do_with_it(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        for (kind, answer) in of_every_kind(&house, &ana).await {
            assert!(!answer.status.is_server_error(), "{kind}: {}", answer.status);
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("x-frame-options", "DENY"),
                ("referrer-policy", "no-referrer"),
                ("cross-origin-opener-policy", "same-origin"),
                (
                    "permissions-policy",
                    "microphone=(self), camera=(), geolocation=()",
                ),
            ] {
                assert_eq!(answer.header(name), Some(value), "{kind}: {name}");
            }
            let policy = answer.header("content-security-policy").unwrap();
            for part in [
                "default-src 'self'",
                "object-src 'none'",
                "frame-ancestors 'none'",
                "base-uri 'none'",
            ] {
                assert!(policy.contains(part), "{kind}: {policy}");
            }
            assert!(!policy.contains("unsafe-eval") && !policy.contains("script-src *"));
            assert!(answer.header("x-request-id").is_some(), "{kind}");
            assert_eq!(
                (answer.header("server"), answer.header("x-powered-by")),
                (None, None)
            );
            if answer.status.is_client_error() {
                assert_eq!(
                    answer.header("content-type"),
                    Some("application/problem+json"),
                    "{kind}"
                );
                let body = answer.json();
                assert_eq!(body["status"], answer.status.as_u16(), "{kind}");
                assert_eq!(answer.header("x-request-id").unwrap(), body["request_id"]);
            }
        }
        for path in ["/v1/sessions", "/v1/me", "/v1/orgs"] {
            let kept = house.get(&ana, path).await;
            assert_eq!(kept.header("cache-control"), Some("no-store"), "{path}");
        }
    }

    /// What an answer lets pages of other origins do.
    fn lets(answer: &Answer) -> Option<&str> {
        assert_eq!(
            answer.header("access-control-allow-credentials"),
            None,
            "never with cookies"
        );
        answer.header("access-control-allow-origin")
    }

    pub(crate) async fn other_pages_may_ask_only_where_the_operator_says_so(fresh: Fresh) {
        let open = Wishes {
            origins: vec![PAGE.to_owned()],
            ..Wishes::default()
        };
        let closed = House::new(Fresh::sqlite().await).await;
        let house = House::with(fresh, open).await;
        let ana = house.somebody("ana").await;
        let wants = "authorization,content-type,vivavoce-org,idempotency-key,upload-offset,last-event-id";
        for (origin, allowed) in [
            (PAGE, Some(PAGE)),
            ("https://page.example.evil.example", None),
            ("https://evil.example/https://page.example", None),
            ("http://page.example", None),
            ("https://page.example:8443", None),
            ("https://PAGE.example", None),
            ("https://sub.page.example", None),
            ("null", None),
            ("*", None),
        ] {
            let preflight = [
                ("origin", origin),
                ("access-control-request-method", "POST"),
                ("access-control-request-headers", wants),
            ];
            let answer = asks(&house, Method::OPTIONS, "/v1/sessions", &preflight).await;
            assert_eq!(lets(&answer), allowed, "{origin}");
            assert_eq!(
                lets(&asks(&closed, Method::OPTIONS, "/v1/sessions", &preflight).await),
                None
            );
            let request = house
                .request(&ana, Method::GET, "/v1/sessions")
                .header("origin", origin);
            let answer = house.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(lets(&answer), allowed, "{origin}");
            assert!(answer.header("vary").unwrap().to_lowercase().contains("origin"));
            // A refusal is told to the page that may ask, too.
            let nobody = asks(&house, Method::GET, "/v1/sessions", &[("origin", origin)]).await;
            assert_eq!(
                (nobody.status.as_u16(), lets(&nobody)),
                (401, allowed),
                "{origin}"
            );
        }
        let preflight = [("origin", PAGE), ("access-control-request-method", "POST")];
        let answer = asks(&house, Method::OPTIONS, "/v1/auth/refresh", &preflight).await;
        let headers = answer.header("access-control-allow-headers").unwrap();
        assert!(
            headers.contains("authorization") && !headers.contains("csrf"),
            "{headers}"
        );
        assert!(!headers.contains('*'));
    }

    pub(crate) async fn no_other_page_can_use_the_cookie(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let refresh = token::fresh();
        let tx = house.app.store.accounts(Some(ana.user)).await.unwrap();
        let expires_at = tx.now() + TimeDelta::days(1);
        let new = NewSignIn {
            user: ana.user,
            device: "a browser".to_owned(),
            address: "127.0.0.1".to_owned(),
            second_factor: false,
            refresh: token::hash(&refresh),
            expires_at,
        };
        tx.sign_ins().begin(new).await.unwrap();
        tx.commit().await.unwrap();
        let cookie = format!("viva_refresh={refresh}");
        let posts = async |path: &str, headers: &[(&str, &str)], body: &'static str| {
            let mut request = Request::post(house.url(path)).header("cookie", &cookie);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            house.send(request.body(Body::from(body)).unwrap()).await
        };
        let from_there = ("origin", "https://evil.example");
        let json = ("content-type", "application/json");
        for path in ["/v1/auth/refresh", "/v1/auth/logout"] {
            // What a form of another page can send, without asking anybody.
            for simple in [
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
            ] {
                posts(path, &[from_there, ("content-type", simple)], "{}")
                    .await
                    .problem(415, "unsupported-format");
            }
            posts(path, &[from_there], "{}")
                .await
                .problem(415, "unsupported-format");
            for csrf in [None, Some("0"), Some("true"), Some("")] {
                let mut headers = vec![from_there, json];
                headers.extend(csrf.map(|csrf| ("vivavoce-csrf", csrf)));
                posts(path, &headers, "{}").await.problem(403, "forbidden");
            }
        }
        // The cookie opens nothing but its own addresses.
        let me = asks(
            &house,
            Method::GET,
            "/v1/me",
            &[("cookie", &cookie), ("vivavoce-csrf", "1")],
        )
        .await;
        me.problem(401, "signed-out");
        let ours = posts("/v1/auth/refresh", &[json, ("vivavoce-csrf", "1")], "{}").await;
        let next = ours.header("set-cookie").unwrap().to_owned();
        for part in ["HttpOnly", "SameSite=Strict", "Path=/v1/auth"] {
            assert!(next.contains(part), "{next}");
        }
        ours.ok(200);
    }

    pub(crate) async fn the_name_that_a_client_calls_us_by_goes_nowhere(fresh: Fresh) {
        let house = House::new(fresh).await;
        for path in [
            "/",
            "/v1/sessions",
            "/v1/nowhere",
            "/healthz",
            "/openapi.json",
            "/docs/",
            "/docs",
        ] {
            for host in [
                "evil.example",
                "evil.example:1234",
                "localhost@evil.example",
                "[::1]",
            ] {
                let mut wire = Wire::open(&house).await;
                let forwarded = "x-forwarded-host: evil.example\r\nforwarded: host=evil.example";
                wire.send(format!(
                    "GET {path} HTTP/1.1\r\nhost: {host}\r\n{forwarded}\r\n\r\n"
                ))
                .await;
                let answer = wire.answer().await;
                assert!(answer.status.as_u16() < 500, "{path} {host}");
                let said = format!("{:?} {}", answer.headers, String::from_utf8_lossy(&answer.body));
                assert!(!said.contains("evil"), "{path} {host}: {said}");
            }
        }
        // An address that names another server than us is no more than an address.
        let mut wire = Wire::open(&house).await;
        wire.send("GET http://evil.example/healthz HTTP/1.1\r\nhost: evil.example\r\n\r\n")
            .await;
        assert!(wire.answer().await.status.as_u16() < 500);
    }

    /// Each address of the description, with the methods that it takes.
    fn addresses() -> BTreeMap<String, Vec<String>> {
        let document = serde_json::to_value(server::openapi_document()).unwrap();
        let mut all = BTreeMap::<String, Vec<String>>::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            let parts = path.split('/').map(|part| {
                if part.starts_with('{') {
                    "0191e7a0-0000-7000-8000-000000000000"
                } else {
                    part
                }
            });
            let concrete = parts.collect::<Vec<_>>().join("/");
            let methods = item.as_object().unwrap().keys();
            all.entry(concrete)
                .or_default()
                .extend(methods.map(|method| method.to_uppercase()));
        }
        all
    }

    pub(crate) async fn a_method_that_an_address_does_not_take_is_told(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let mut refused = 0;
        for (path, takes) in addresses() {
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"] {
                if takes.iter().any(|taken| taken == method) {
                    continue;
                }
                let request = house
                    .request(&ana, method.parse().unwrap(), &path)
                    .header("content-type", "application/json");
                let answer = house.send(request.body(Body::from("{}")).unwrap()).await;
                let allow = answer.header("allow").map(str::to_owned);
                assert_eq!(answer.status, 405, "{method} {path}");
                let problem = answer.problem(405, "wrong-method");
                assert_eq!(problem["status"], 405);
                let allow = allow.unwrap_or_else(|| panic!("{method} {path}: no Allow"));
                for taken in &takes {
                    assert!(allow.split(',').any(|one| one.trim() == taken), "{path}: {allow}");
                }
                refused += 1;
            }
        }
        assert!(refused > 200, "{refused}");
    }

    pub(crate) async fn an_address_made_of_tricks_leads_nowhere(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let long = "x".repeat(10_000);
        for path in [
            "/../../etc/passwd".to_owned(),
            "/v1/../../../etc/passwd".to_owned(),
            "/v1/sessions/../../../../etc/passwd".to_owned(),
            "/v1/sessions/..%2f..%2f..%2fetc%2fpasswd".to_owned(),
            "/v1/sessions/%2e%2e/%2e%2e/etc/passwd".to_owned(),
            "/v1/sessions/..%5c..%5cwindows/media".to_owned(),
            "/docs/../../../../etc/passwd".to_owned(),
            "/docs/..%2f..%2f..%2fetc%2fpasswd".to_owned(),
            "/docs/%2e%2e/%2e%2e/Cargo.toml".to_owned(),
            "//etc/passwd".to_owned(),
            "//evil.example/%2f..".to_owned(),
            "/v1/sessions/%00".to_owned(),
            "/v1/sessions/%FF%FE/media".to_owned(),
            "/v1/sessions/%E2%80%AE/transcript".to_owned(),
            "/v1/orgs/%00/members".to_owned(),
            "/v1/uploads/%27%20OR%201=1--".to_owned(),
            "/v1/reports/;cat%20etc/file".to_owned(),
            "/.git/config".to_owned(),
            "/vivavoce.toml".to_owned(),
            "/secret.key".to_owned(),
            format!("/v1/sessions/{long}"),
            format!("/v1/{}", "a/".repeat(3_000)),
        ] {
            let mut wire = Wire::open(&house).await;
            wire.send(head(Some(&ana), "GET", &path, &[])).await;
            let answer = wire.answer().await;
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            assert!(!text.contains("root:") && !text.contains("[package]"), "{path}");
            let shown = &path[..path.len().min(60)];
            assert_eq!(answer.status, 404, "{shown}: {text}");
            answer.problem(404, "not-found");
        }
    }
}
