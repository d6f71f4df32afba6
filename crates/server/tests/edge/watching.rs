//! For those who watch over the server: measurements by route, and whether it can work.

crate::on_both! {
    requests_are_counted_by_route_and_never_by_what_stands_in_it;
    jobs_are_counted_and_their_age_is_told;
    measurements_are_for_this_machine_or_with_the_token;
    without_its_database_it_is_not_ready;
    what_it_lacks_is_told;
}

mod stories {
    use std::{path::Path, process::Command, sync::OnceLock};

    use axum::body::Body;
    use chrono::TimeDelta;
    use http::{Method, Request};
    use metrics_exporter_prometheus::PrometheusHandle;
    use serde_json::json;
    use server::Monitoring;
    use std::sync::Arc;
    use storage::{DatabaseSettings, testing::Fresh};

    use crate::{
        common::{Answer, House, Wishes, tone},
        recordings::eventually,
    };

    /// One for the whole process, as in the product.
    fn prometheus() -> PrometheusHandle {
        static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
        HANDLE
            .get_or_init(|| {
                let recorder = server::metrics::recorder();
                let handle = recorder.handle();
                metrics::set_global_recorder(recorder).unwrap();
                handle
            })
            .clone()
    }

    async fn watched(fresh: Fresh, token: Option<&str>) -> House {
        let monitoring = Monitoring {
            prometheus: Some(prometheus()),
            token: token.map(str::to_owned),
            lacking: None,
        };
        let wishes = Wishes {
            monitoring,
            ..Wishes::default()
        };
        House::with(fresh, wishes).await
    }

    async fn scrape(house: &House, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(house.url("/metrics"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        house.send(request.body(Body::empty()).unwrap()).await
    }

    async fn measured(house: &House) -> String {
        let answer = scrape(house, &[]).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), Some("text/plain; version=0.0.4"));
        String::from_utf8(answer.body.to_vec()).unwrap()
    }

    /// The value of the line that begins so.
    fn value(text: &str, begins: &str) -> Option<f64> {
        let line = text.lines().find_map(|line| line.strip_prefix(begins));
        line.map(|rest| rest.trim().parse().unwrap())
    }

    pub(crate) async fn requests_are_counted_by_route_and_never_by_what_stands_in_it(fresh: Fresh) {
        let house = watched(fresh, None).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let secret = format!("secret{}", uuid::Uuid::new_v4().simple());
        for path in [
            format!("/v1/sessions/{session}"),
            format!("/v1/sessions/{session}?{secret}=1"),
            format!("/v1/sessions/{secret}"),
            format!("/v1/{secret}"),
            format!("/{secret}/index.php"),
        ] {
            house.get(&ana, &path).await;
        }
        let brew = house.request(&ana, Method::from_bytes(b"BREW").unwrap(), "/v1/sessions");
        house.send(brew.body(Body::empty()).unwrap()).await;
        let text = measured(&house).await;
        for line in [
            r#"vivavoce_http_requests_total{method="GET",route="/v1/sessions/{id}",status="200"}"#,
            r#"vivavoce_http_requests_total{method="GET",route="/v1/sessions/{id}",status="404"}"#,
            r#"vivavoce_http_requests_total{method="GET",route="none",status="404"}"#,
            r#"vivavoce_http_requests_total{method="other",route="/v1/sessions",status="405"}"#,
            r#"vivavoce_http_request_seconds_bucket{method="GET",route="/v1/sessions/{id}",le="0.25"}"#,
            r#"vivavoce_http_request_seconds_count{method="POST",route="/v1/sessions"}"#,
        ] {
            assert!(
                value(&text, line).is_some_and(|count| count >= 1.0),
                "{line} in\n{text}"
            );
        }
        // Requests of other stories ran already when measuring began: the number itself says nothing here.
        assert!(value(&text, "vivavoce_http_requests_running").is_some());
        assert!(!text.contains(&session) && !text.contains(&secret));
        let ids = text.lines().filter(|line| {
            line.split(['"', '/'])
                .any(|word| uuid::Uuid::try_parse(word).is_ok())
        });
        assert_eq!(ids.collect::<Vec<_>>(), Vec::<&str>::new(), "no id of anything");
    }

    pub(crate) async fn jobs_are_counted_and_their_age_is_told(fresh: Fresh) {
        let house = watched(fresh, None).await;
        let ana = house.somebody("ana").await;
        let path = format!("/v1/sessions/{}", house.session(&ana).await);
        house.put(&ana, &format!("{path}/media"), tone()).await.ok(201);
        house
            .post(&ana, &format!("{path}/process"), json!({}))
            .await
            .ok(202);
        house.fresh.clock.advance(TimeDelta::seconds(90));
        // Other servers of this process measure as well: their numbers may stand there for a moment.
        eventually("the job and its age", async || {
            let text = measured(&house).await;
            let jobs = value(&text, r#"vivavoce_jobs{kind="ingest",state="queued"}"#)?;
            let age = value(
                &text,
                r#"vivavoce_jobs_oldest_age_seconds{kind="ingest",state="queued"}"#,
            )?;
            (jobs == 1.0 && age == 90.0).then_some(())
        })
        .await;
    }

    pub(crate) async fn measurements_are_for_this_machine_or_with_the_token(fresh: Fresh) {
        let house = watched(fresh, Some("only for Prometheus")).await;
        let right = [("authorization", "Bearer only for Prometheus")];
        assert_eq!(scrape(&house, &right).await.status, 200);
        for proxy in ["x-forwarded-for", "forwarded", "x-real-ip"] {
            let with_proxy = [right[0], (proxy, "192.0.2.1")];
            assert_eq!(scrape(&house, &with_proxy).await.status, 200);
            // Without the token, a proxy makes everybody look as if they were of this machine.
            scrape(&house, &[(proxy, "192.0.2.1")])
                .await
                .problem(404, "not-found");
        }
        for wrong in [
            "Bearer only for Prometheu",
            "Bearer ",
            "only for Prometheus",
            "Basic b25seQ==",
        ] {
            let answer = scrape(&house, &[("authorization", wrong), ("x-real-ip", "192.0.2.1")]).await;
            answer.problem(404, "not-found");
        }
        let wrong = scrape(&house, &[("authorization", "Bearer wrong")]).await;
        wrong.problem(404, "not-found");
        // Of this machine, and no proxy between.
        assert_eq!(scrape(&house, &[]).await.status, 200);
        let unmeasured = House::new(Fresh::sqlite().await).await;
        scrape(&unmeasured, &[]).await.problem(404, "not-found");
    }

    /// Lets connections to the database be made, or not, as an operator of PostgreSQL can.
    fn lets_in(url: &str, lets: bool) {
        let variable = |name: &str| std::env::var(format!("VIVAVOCE_TEST_{name}")).unwrap();
        let database = url.rsplit('/').next().unwrap();
        let mut statements = vec![format!("ALTER DATABASE {database} ALLOW_CONNECTIONS {lets}")];
        if !lets {
            statements.push(format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
            ));
        }
        for statement in statements {
            let output = Command::new(Path::new(&variable("PG_BIN")).join("psql"))
                .args([
                    "--quiet",
                    "--no-psqlrc",
                    "--command",
                    &statement,
                    &variable("POSTGRES"),
                ])
                .output()
                .unwrap();
            assert!(output.status.success(), "{output:?}");
        }
    }

    pub(crate) async fn without_its_database_it_is_not_ready(fresh: Fresh) {
        let house = House::new(fresh).await;
        assert_eq!(house.get_ready().await, 200);
        let ready = async || {
            let request = Request::get(house.url("/readyz"));
            house.send(request.body(Body::empty()).unwrap()).await
        };
        if let DatabaseSettings::Postgres { url, .. } = house.fresh.settings.clone() {
            lets_in(&url, false);
            let answer = eventually("it is not ready", async || {
                let answer = ready().await;
                (answer.status != 200).then_some(answer)
            })
            .await;
            assert_eq!(answer.header("retry-after"), Some("5"));
            answer.problem(503, "unavailable");
            lets_in(&url, true);
            eventually("it is ready again", async || {
                (ready().await.status == 200).then_some(())
            })
            .await;
        }
        house.app.store.clone().close().await.unwrap();
        ready().await.problem(503, "unavailable");
        let request = Request::get(house.url("/healthz"));
        let alive = house.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(
            alive.status, 200,
            "it is alive all the same, and starting it anew would not help"
        );
    }

    pub(crate) async fn what_it_lacks_is_told(fresh: Fresh) {
        let lacking =
            Arc::new(|| Some("The model whisper-base is missing: run viva models pull.".to_owned()));
        let monitoring = Monitoring {
            lacking: Some(lacking),
            ..Monitoring::default()
        };
        let wishes = Wishes {
            monitoring,
            ..Wishes::default()
        };
        let house = House::with(fresh, wishes).await;
        let request = Request::get(house.url("/readyz"));
        let problem = house.send(request.body(Body::empty()).unwrap()).await;
        let problem = problem.problem(503, "unavailable");
        assert!(problem["detail"].as_str().unwrap().contains("viva models pull"));
    }
}
