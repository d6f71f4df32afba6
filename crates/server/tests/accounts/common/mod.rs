//! A whole server on a database of its own, asked through its router; mails are read where people at home read them, in
//! the log.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its share")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod log;

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use chrono::TimeDelta;
use domain::Clock;
use jobs::MemoryAudio;
use serde_json::{Value, json};
use server::{
    App, AppParts, Hub, Monitoring, PublicSettings,
    accounts::{AccountSettings, Accounts, mailer::MailSettings, setup},
    limits::Limits,
    permissions::Permissions,
    rate::MemoryLimiter,
};
use storage::{BlobSettings, Blobs, Store, testing::Fresh};
use tower::ServiceExt;

pub use log::{Log, token_in as log_token};

/// The address that the server is told to have.
pub const ADDRESS: &str = "https://speak.example";

/// A password that is good enough.
pub const PASSWORD: &str = "seven green bottles on a wall";

/// Writes each story twice: on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! stories {
    ($(async fn $name:ident($house:ident: House) $body:block)+) => {
        $(async fn $name($house: $crate::common::House) $body)+

        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name($crate::common::House::sqlite().await).await;
            })+
        }

        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name($crate::common::House::postgres().await).await;
            })+
        }
    };
}

/// An answer of the server.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Answer {
    /// The body, which must be of a success.
    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.body);
        self.body
    }

    /// The kind of problem, without what stands before every kind.
    pub fn problem(&self) -> &str {
        assert!(!self.status.is_success(), "{} {}", self.status, self.body);
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
        self.body["type"]
            .as_str()
            .unwrap()
            .trim_start_matches("/problems/")
    }

    /// Status and body without what differs for every request.
    pub fn words(&self) -> (StatusCode, Value) {
        let mut body = self.body.clone();
        if let Some(body) = body.as_object_mut() {
            body.remove("request_id");
        }
        (self.status, body)
    }

    /// The cookie that it puts into the browser.
    pub fn cookie(&self) -> &str {
        self.headers[header::SET_COOKIE].to_str().unwrap()
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Signed {
    pub email: String,
    pub token: String,
    pub refresh: String,
    pub user: String,
    pub sign_in: String,
}

impl Signed {
    pub fn from(body: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self {
            email: text(&body["user"]["email"]),
            token: text(&body["access_token"]),
            refresh: text(&body["refresh_token"]),
            user: text(&body["user"]["id"]),
            sign_in: text(&body["sign_in"]),
        }
    }
}

/// A server.
pub struct House {
    pub fresh: Fresh,
    pub app: App,
    pub log: Log,
    router: Router,
    from: IpAddr,
}

impl House {
    pub async fn sqlite() -> Self {
        Self::with(Fresh::sqlite().await, MailSettings::Log).await
    }

    pub async fn postgres() -> Self {
        Self::with(Fresh::postgres().await, MailSettings::Log).await
    }

    pub async fn with(fresh: Fresh, mail: MailSettings) -> Self {
        let log = Log::listen();
        let app = app(fresh.store.clone(), &fresh, mail).await;
        Self {
            router: server::router(app.clone()),
            fresh,
            app,
            log,
            from: "192.0.2.1".parse().unwrap(),
        }
    }

    /// Another process of the same server: the same database, nothing else.
    pub async fn another_process(&self) -> Router {
        server::router(app(self.fresh.again().await, &self.fresh, MailSettings::Log).await)
    }

    /// From where the next requests come.
    pub fn come_from(&mut self, address: &str) {
        self.from = address.parse().unwrap();
    }

    pub fn advance(&self, delta: TimeDelta) {
        self.fresh.clock.advance(delta);
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        ask(&self.router, self.from, request).await
    }

    pub async fn post(&self, path: &str, token: Option<&str>, body: Value) -> Answer {
        self.send(request(Method::POST, path, token, Some(body))).await
    }

    pub async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.send(request(Method::GET, path, token, None)).await
    }

    pub async fn delete(&self, path: &str, token: Option<&str>, body: Option<Value>) -> Answer {
        self.send(request(Method::DELETE, path, token, body)).await
    }

    pub async fn patch(&self, path: &str, token: Option<&str>, body: Value) -> Answer {
        self.send(request(Method::PATCH, path, token, Some(body))).await
    }

    /// The first owner, made with the set-up token.
    pub async fn owner(&self) -> Signed {
        let token = setup(&self.app).await.unwrap().expect("nobody is there yet");
        let email = unique("owner");
        let body = json!({ "token": token, "email": email, "name": "Olga", "password": PASSWORD, "org": "The school" });
        Signed::from(&self.post("/v1/auth/setup", None, body).await.ok())
    }

    /// Somebody with an account and an org of their own, made by open registration.
    pub async fn person(&self) -> Signed {
        let email = unique("person");
        let body = json!({ "email": email, "name": "Pia", "password": PASSWORD });
        assert_eq!(
            self.post("/v1/users", None, body).await.status,
            StatusCode::ACCEPTED
        );
        let token = self.log.token_in_mail(&email).await;
        Signed::from(
            &self
                .post("/v1/users/confirm", None, json!({ "token": token }))
                .await
                .ok(),
        )
    }

    pub async fn login(&self, email: &str, password: &str) -> Answer {
        let body = json!({ "email": email, "password": password });
        self.post("/v1/auth/login", None, body).await
    }
}

async fn app(store: Store, fresh: &Fresh, mail: MailSettings) -> App {
    let clock: Arc<dyn Clock> = store.clock().clone();
    let public = PublicSettings {
        address: ADDRESS.to_owned(),
        allowed_origins: Vec::new(),
        trusted_proxies: 0,
        open_registration: true,
    };
    let settings = AccountSettings {
        secret: [9; 32],
        access_life: TimeDelta::minutes(30),
        refresh_life: TimeDelta::days(30),
        mail,
    };
    let limiter = Arc::new(MemoryLimiter::new(clock));
    let accounts = Accounts::open(settings, &store, &public, limiter.clone())
        .await
        .unwrap();
    App::new(AppParts {
        sentences: None,
        blobs: Blobs::open(&BlobSettings::Folder(fresh.folder.join("blobs"))).unwrap(),
        memory: Arc::new(MemoryAudio::new("a test", 1 << 20)),
        hub: Hub::start(store.clone()),
        limiter,
        limits: Limits::default(),
        monitoring: Monitoring::default(),
        store,
        public,
        accounts,
        permissions: Permissions::load().unwrap(),
        page: server::no_page,
    })
}

/// Asks a router, as somebody at an address.
pub async fn ask(router: &Router, from: IpAddr, mut request: Request<Body>) -> Answer {
    request
        .extensions_mut()
        .insert(ConnectInfo(SocketAddr::new(from, 40_000)));
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 16 * 1024 * 1024).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
    }
}

pub fn request(method: Method, path: &str, token: Option<&str>, body: Option<Value>) -> Request<Body> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::USER_AGENT, "a test");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    match body {
        Some(body) => request
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string())),
        None => request.body(Body::empty()),
    }
    .unwrap()
}

/// A mail address that no other test has.
pub fn unique(who: &str) -> String {
    format!("{who}-{}@example.org", uuid::Uuid::new_v4().simple())
}

/// Looks again and again, for ten seconds, until there is something.
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: &str, look: impl Fn() -> F) -> T {
    for _ in 0..200 {
        if let Some(found) = look().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{what} did not come");
}
