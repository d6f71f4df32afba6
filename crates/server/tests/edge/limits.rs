//! Nobody asks too often or too much: counted by address, account and org, in memory and in Redis; and every part of a
//! request has its size.

crate::on_both! {
    an_address_that_asks_too_often_waits;
    an_account_that_asks_too_often_waits_wherever_it_comes_from;
    an_org_whose_members_ask_too_often_waits;
    an_address_is_believed_only_from_our_proxies;
    several_servers_count_together_in_redis;
    a_body_has_its_size;
    fields_have_their_sizes;
    a_head_has_its_size;
    json_that_is_too_deep_is_refused;
}

/// Half a minute, whichever the engine.
#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_does_not_come_is_given_up() {
    stories::a_body_that_does_not_come_is_given_up(storage::testing::Fresh::sqlite().await).await;
}

mod stories {
    use std::{
        net::TcpListener,
        process::{Child, Command, Stdio},
        sync::Arc,
    };

    use axum::body::Body;
    use chrono::TimeDelta;
    use http::{Method, Request};
    use redis::{Client, aio::ConnectionManager};
    use serde_json::{Value, json};
    use server::{limits::Limits, rate::RedisLimiter};
    use storage::{records::Role, testing::Fresh};
    use tempfile::TempDir;

    use crate::{
        common::{Answer, House, Person, Wishes},
        recordings::eventually,
        wire::{Wire, head},
    };

    fn wishes(change: impl FnOnce(&mut Limits)) -> Wishes {
        let mut wishes = Wishes::default();
        change(&mut wishes.limits);
        wishes
    }

    /// Asks without a token, from an address that a proxy tells.
    async fn from(house: &House, address: &str) -> Answer {
        let request = Request::get(house.url("/v1/sessions")).header("x-forwarded-for", address);
        house.send(request.body(Body::empty()).unwrap()).await
    }

    async fn lists(house: &House, who: &Person, address: &str) -> Answer {
        let request = house
            .request(who, Method::GET, "/v1/sessions")
            .header("x-forwarded-for", address);
        house.send(request.body(Body::empty()).unwrap()).await
    }

    /// That it was too often, and when to come back, in seconds.
    #[track_caller]
    fn waits(answer: Answer) -> u64 {
        let seconds = answer
            .header("retry-after")
            .expect("when to come back")
            .parse()
            .unwrap();
        let problem = answer.problem(429, "too-many-requests");
        let words = format!("Wait {seconds} s and try again.");
        assert_eq!(problem["detail"], words);
        seconds
    }

    pub(crate) async fn an_address_that_asks_too_often_waits(fresh: Fresh) {
        let house = House::with(
            fresh,
            Wishes {
                proxies: 1,
                ..wishes(|limits| limits.per_address = 6)
            },
        )
        .await;
        for _ in 0..6 {
            from(&house, "192.0.2.1").await.problem(401, "signed-out");
        }
        assert_eq!(waits(from(&house, "192.0.2.1").await), 10);
        // Another has their own, and the server's health is not counted.
        from(&house, "192.0.2.2").await.problem(401, "signed-out");
        for _ in 0..20 {
            let request = Request::get(house.url("/healthz")).header("x-forwarded-for", "192.0.2.1");
            assert_eq!(house.send(request.body(Body::empty()).unwrap()).await.status, 200);
        }
        // One network of IPv6 is one address.
        for last in 0..6 {
            from(&house, &format!("2001:db8:1:2::{last}"))
                .await
                .problem(401, "signed-out");
        }
        waits(from(&house, "2001:db8:1:2:ffff::1").await);
        // Who waits as told is let in, once.
        house.fresh.clock.advance(TimeDelta::seconds(10));
        from(&house, "192.0.2.1").await.problem(401, "signed-out");
        waits(from(&house, "192.0.2.1").await);
    }

    pub(crate) async fn an_account_that_asks_too_often_waits_wherever_it_comes_from(fresh: Fresh) {
        let house = House::with(
            fresh,
            Wishes {
                proxies: 1,
                ..wishes(|limits| limits.per_account = 6)
            },
        )
        .await;
        let (ana, ben) = (house.somebody("ana").await, house.somebody("ben").await);
        for last in 0..6 {
            lists(&house, &ana, &format!("192.0.2.{last}")).await.ok(200);
        }
        assert_eq!(waits(lists(&house, &ana, "192.0.2.99").await), 10);
        lists(&house, &ben, "192.0.2.99").await.ok(200);
        // Another device of hers is the same account; a token that is none is nobody's.
        let other = Person {
            token: house.signs_in(ana.user, false).await,
            ..ana.clone()
        };
        waits(lists(&house, &other, "192.0.2.98").await);
        let posing = Person {
            token: format!("{}x", ana.token),
            ..ana
        };
        lists(&house, &posing, "192.0.2.98")
            .await
            .problem(401, "signed-out");
    }

    pub(crate) async fn an_org_whose_members_ask_too_often_waits(fresh: Fresh) {
        let house = House::with(fresh, wishes(|limits| limits.per_org = 6)).await;
        let ana = house.somebody("ana").await;
        let ben = house.joins("ben", ana.org, Role::Learner, false).await;
        let eve = house.somebody("eve").await;
        // Whoever is not in it uses up nothing of it.
        let mut posing = eve.clone();
        posing.org = ana.org;
        for _ in 0..10 {
            house.get(&posing, "/v1/sessions").await.problem(404, "not-found");
        }
        let org = format!("/v1/orgs/{}", ana.org);
        for _ in 0..2 {
            house.get(&ana, "/v1/sessions").await.ok(200);
            house.get(&ben, "/v1/projects").await.ok(200);
            house.get(&ben, &org).await.ok(200);
        }
        for (who, path) in [(&ana, "/v1/sessions"), (&ben, "/v1/sessions"), (&ana, &org)] {
            assert_eq!(waits(house.get(who, path).await), 10, "{path}");
        }
        house.get(&eve, "/v1/sessions").await.ok(200);
        // Their own accounts are no business of the org.
        house.get(&ana, "/v1/me").await.ok(200);
    }

    pub(crate) async fn an_address_is_believed_only_from_our_proxies(fresh: Fresh) {
        let house = House::with(fresh, wishes(|limits| limits.per_address = 6)).await;
        for last in 0..6 {
            from(&house, &format!("192.0.2.{last}"))
                .await
                .problem(401, "signed-out");
        }
        waits(from(&house, "192.0.2.77").await);
        waits(from(&house, "127.0.0.1, 192.0.2.78").await);
    }

    /// A Redis of this story alone, which can be stopped and started.
    struct Redis {
        folder: TempDir,
        port: u16,
        child: Option<Child>,
    }

    impl Redis {
        fn new() -> Self {
            let free = TcpListener::bind("127.0.0.1:0").unwrap();
            Self {
                folder: tempfile::tempdir().unwrap(),
                port: free.local_addr().unwrap().port(),
                child: None,
            }
        }

        fn url(&self) -> String {
            format!("redis://127.0.0.1:{}", self.port)
        }

        async fn start(&mut self) {
            let child = Command::new("redis-server")
                .args(["--port", &self.port.to_string(), "--bind", "127.0.0.1"])
                .args(["--save", "", "--appendonly", "no", "--dir"])
                .arg(self.folder.path())
                .stdout(Stdio::null())
                .spawn()
                .expect("redis-server is installed (make servers)");
            self.child = Some(child);
            eventually("Redis answers", async || self.keys().await.ok()).await;
        }

        fn stop(&mut self) {
            if let Some(mut child) = self.child.take() {
                child.kill().unwrap();
                child.wait().unwrap();
            }
        }

        /// What is counted there.
        async fn keys(&self) -> redis::RedisResult<Vec<String>> {
            let client = Client::open(self.url())?;
            let mut connection = ConnectionManager::new(client).await?;
            redis::cmd("KEYS").arg("*").query_async(&mut connection).await
        }
    }

    impl Drop for Redis {
        fn drop(&mut self) {
            self.stop();
        }
    }

    pub(crate) async fn several_servers_count_together_in_redis(fresh: Fresh) {
        let mut redis = Redis::new();
        redis.start().await;
        let clock = fresh.clock.clone();
        let counting = |limits: &mut Limits| limits.per_address = 6;
        let with_redis = || Wishes {
            limiter: Some(Arc::new(RedisLimiter::open(&redis.url(), clock.clone()).unwrap())),
            ..wishes(counting)
        };
        let (one, other) = (with_redis(), with_redis());
        let house = House::with(fresh, one).await;
        let second = House::with(Fresh::sqlite().await, other).await;
        for _ in 0..3 {
            from(&house, "").await.problem(401, "signed-out");
            from(&second, "").await.problem(401, "signed-out");
        }
        assert!(waits(from(&house, "").await) <= 10);
        assert!(waits(from(&second, "").await) <= 10);
        assert_eq!(redis.keys().await.unwrap(), ["vivavoce:rate:address:127.0.0.1"]);
        // Without Redis each server counts for itself: nobody is turned away, and nobody is let in without end.
        redis.stop();
        for server in [&house, &second] {
            for _ in 0..6 {
                from(server, "").await.problem(401, "signed-out");
            }
            waits(from(server, "").await);
            assert_eq!(server.get_ready().await, 200, "it is ready all the same");
        }
        redis.start().await;
        eventually("it is counted in Redis again", async || {
            from(&house, "").await;
            let keys = redis.keys().await.unwrap();
            (!keys.is_empty()).then_some(())
        })
        .await;
    }

    pub(crate) async fn a_body_has_its_size(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        const MOST: usize = 256 * 1024;
        let padded = |bytes: usize| {
            let body = json!({"kind": "talk", "title": "Take"}).to_string();
            format!("{body}{}", " ".repeat(bytes - body.len()))
        };
        let send = async |path: &str, key: Option<&str>, bytes: usize| {
            let mut request = house
                .request(&ana, Method::POST, path)
                .header("content-type", "application/json");
            if let Some(key) = key {
                request = request.header("idempotency-key", key);
            }
            house.send(request.body(Body::from(padded(bytes))).unwrap()).await
        };
        send("/v1/sessions", None, MOST).await.ok(201);
        send("/v1/sessions", Some("a"), MOST).await.ok(201);
        send("/v1/sessions", None, MOST + 1)
            .await
            .problem(413, "too-large");
        send("/v1/sessions", Some("b"), MOST + 1)
            .await
            .problem(413, "too-large");
        send("/v1/auth/login", None, MOST + 1)
            .await
            .problem(413, "too-large");
        // Also when nobody says how long it will be, and it has no end.
        let headers = [
            ("transfer-encoding", "chunked"),
            ("content-type", "application/json"),
        ];
        for path in ["/v1/sessions", "/v1/auth/login"] {
            let mut wire = Wire::open(&house).await;
            wire.send(head(Some(&ana), "POST", path, &headers)).await;
            for _ in 0..5 {
                wire.chunk(&vec![b' '; MOST / 4]).await;
            }
            wire.answer().await.problem(413, "too-large");
        }
    }

    pub(crate) async fn fields_have_their_sizes(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let (name, text) = ("ä".repeat(201), "ä".repeat(20_001));
        for (path, body, field) in [
            ("/v1/sessions", json!({"kind": "talk", "title": name}), "title"),
            (
                "/v1/sessions",
                json!({"kind": "talk", "title": "T", "reference_text": text}),
                "reference_text",
            ),
            ("/v1/projects", json!({"name": name}), "name"),
            (
                "/v1/projects",
                json!({"name": "May", "description": text}),
                "description",
            ),
            ("/v1/orgs", json!({"name": name}), "name"),
        ] {
            let problem = house.post(&ana, path, body).await.problem(422, "invalid");
            assert_eq!(problem["errors"][0]["field"], field, "{path}");
        }
        let fits = json!({"kind": "talk", "title": "ä".repeat(200), "reference_text": "ä".repeat(20_000)});
        house.post(&ana, "/v1/sessions", fits).await.ok(201);
    }

    pub(crate) async fn a_head_has_its_size(fresh: Fresh) {
        let house = House::new(fresh).await;
        let many: Vec<(String, String)> = (0..120).map(|n| (format!("x-{n}"), "1".to_owned())).collect();
        let long = vec![("x-long".to_owned(), "x".repeat(100_000))];
        for headers in [many, long] {
            let headers: Vec<(&str, &str)> =
                headers.iter().map(|(name, value)| (&**name, &**value)).collect();
            let mut wire = Wire::open(&house).await;
            wire.send(head(None, "GET", "/healthz", &headers)).await;
            assert_eq!(wire.answer().await.status, 431);
        }
        let mut wire = Wire::open(&house).await;
        wire.send(format!(
            "GET /{} HTTP/1.1\r\nhost: localhost\r\n\r\n",
            "x".repeat(100_000)
        ))
        .await;
        let status = wire.answer().await.status.as_u16();
        assert!([414, 431].contains(&status), "{status}");
        assert_eq!(house.get_ready().await, 200);
    }

    pub(crate) async fn json_that_is_too_deep_is_refused(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let deep =
            |open: &str, close: &str, times: usize| format!("{}{}", open.repeat(times), close.repeat(times));
        for text in [
            deep("[", "]", 100_000),
            deep("{\"a\":", "}", 20_000),
            format!("{{\"kind\":\"talk\",\"title\":{}}}", deep("[", "]", 100_000)),
            format!("{{\"kind\":\"talk\",\"surprise\":{}}}", deep("{\"a\":", "}", 200)),
            "[".repeat(200_000),
            "{\"kind\":\"talk\",\"kind\":\"talk\",\"title\":\"T\"}".to_owned(),
            "{\"kind\":\"talk\",\"title\":\"\\ud800\"}".to_owned(),
            "{\"kind\":\"talk\",\"title\":1e999}".to_owned(),
            "\u{feff}{}".to_owned(),
            String::new(),
        ] {
            let request = house
                .request(&ana, Method::POST, "/v1/sessions")
                .header("content-type", "application/json");
            let answer = house.send(request.body(Body::from(text)).unwrap()).await;
            answer.problem(400, "bad-request");
        }
        let list: Value = house.get(&ana, "/v1/sessions").await.ok(200);
        assert_eq!(list["items"], json!([]));
    }

    /// The place is needed by others.
    pub(crate) async fn a_body_that_does_not_come_is_given_up(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let media = format!("/v1/sessions/{session}/media");
        let form = "multipart/form-data; boundary=cut-here";
        let part = "--cut-here\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\nsound";
        let stalls = async |method: &str, path: &str, kind: &str, begins: &str| {
            let headers = [("content-length", "1000"), ("content-type", kind)];
            let mut wire = Wire::open(&house).await;
            wire.send(head(Some(&ana), method, path, &headers)).await;
            wire.send(begins).await;
            let answer = tokio::time::timeout(std::time::Duration::from_secs(50), wire.read_answer()).await;
            answer
                .unwrap_or_else(|_| panic!("{method} {path} waits for ever"))
                .problem(504, "timeout")
        };
        tokio::join!(
            stalls("POST", "/v1/sessions", "application/json", "{"),
            stalls("PUT", &media, "audio/wav", "sound"),
            stalls("POST", &media, form, part),
            stalls("POST", "/v1/practice/attempts", form, part),
        );
    }
}
