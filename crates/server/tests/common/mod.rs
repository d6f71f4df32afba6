//! A whole server on a real listener, with people who are signed in, and a client to speak with it.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "each file of tests uses some of this; a test stops at the first thing that is not as it should be"
)]

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use axum::body::Body;
use bytes::Bytes;
use chrono::TimeDelta;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use jobs::MemoryAudio;
use serde_json::{Value, json};
use server::{
    App, AppParts, Hub, Monitoring, PublicSettings,
    accounts::{AccountSettings, Accounts, mailer::MailSettings, token},
    limits::Limits,
    permissions::Permissions,
    rate::{Limiter, MemoryLimiter},
};
use storage::{BlobSettings, Blobs, NewSignIn, OrgChange, OrgId, UserId, records::Role, testing::Fresh};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// The same story on both engines.
#[macro_export]
macro_rules! on_both {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        mod $name {
            $(#[$doc])*
            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                super::stories::$name(storage::testing::Fresh::sqlite().await).await;
            }

            $(#[$doc])*
            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                super::stories::$name(storage::testing::Fresh::postgres().await).await;
            }
        }
    )+};
}

/// What of a server a test wants otherwise.
pub struct Wishes {
    pub limits: Limits,
    pub blobs: Option<BlobSettings>,
    pub monitoring: Monitoring,
    /// Counts requests; without one, the server counts in its memory.
    pub limiter: Option<Arc<dyn Limiter>>,
    /// Origins of other pages.
    pub origins: Vec<String>,
    /// Proxies in front.
    pub proxies: u8,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            limits: Limits {
                per_address: 1_000_000,
                per_account: 1_000_000,
                per_org: 1_000_000,
                ..Limits::default()
            },
            blobs: None,
            monitoring: Monitoring::default(),
            limiter: None,
            origins: Vec::new(),
            proxies: 0,
        }
    }
}

/// A server and its database.
pub struct House {
    pub app: App,
    pub fresh: Fresh,
    pub address: SocketAddr,
    pub client: Client<HttpConnector, Body>,
    stop: CancellationToken,
}

impl Drop for House {
    fn drop(&mut self) {
        self.app.hub.stop();
        self.stop.cancel();
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Person {
    pub user: UserId,
    pub org: OrgId,
    pub token: String,
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// That it is a success, and what it says.
    #[track_caller]
    pub fn ok(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        if self.body.is_empty() {
            Value::Null
        } else {
            self.json()
        }
    }

    /// That it is this problem, and its words.
    #[track_caller]
    pub fn problem(self, status: u16, kind: &str) -> Value {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        assert_eq!(self.headers["content-type"], "application/problem+json");
        let body = self.json();
        assert_eq!(body["type"], format!("/problems/{kind}"), "{body}");
        assert_eq!(body["request_id"], self.headers["x-request-id"].to_str().unwrap());
        body
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

impl House {
    pub async fn new(fresh: Fresh) -> Self {
        Self::with(fresh, Wishes::default()).await
    }

    pub async fn with(fresh: Fresh, wishes: Wishes) -> Self {
        let public = PublicSettings {
            address: "http://127.0.0.1".to_owned(),
            allowed_origins: wishes.origins,
            trusted_proxies: wishes.proxies,
            open_registration: true,
        };
        let limiter = wishes
            .limiter
            .unwrap_or_else(|| Arc::new(MemoryLimiter::new(fresh.clock.clone())));
        let settings = AccountSettings {
            secret: [7; 32],
            access_life: TimeDelta::minutes(30),
            refresh_life: TimeDelta::days(30),
            mail: MailSettings::Log,
        };
        let accounts = Accounts::open(settings, &fresh.store, &public, limiter.clone())
            .await
            .unwrap();
        let blobs = wishes
            .blobs
            .unwrap_or_else(|| BlobSettings::Folder(blob_folder(&fresh)));
        let app = App::new(AppParts {
            store: fresh.store.clone(),
            blobs: Blobs::open(&blobs).unwrap(),
            memory: Arc::new(MemoryAudio::new("test", 8 << 20)),
            hub: Hub::start(fresh.store.clone()),
            public,
            accounts,
            permissions: Permissions::load().unwrap(),
            limiter,
            sentences: None,
            limits: wishes.limits,
            monitoring: wishes.monitoring,
            page: server::no_page,
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        tokio::spawn(server::serve(
            listener,
            app.clone(),
            stop.clone(),
            Duration::from_secs(1),
        ));
        Self {
            app,
            fresh,
            address,
            client: Client::builder(TokioExecutor::new()).build_http(),
            stop,
        }
    }

    /// Somebody new, signed in, in an org of their own.
    pub async fn somebody(&self, name: &str) -> Person {
        let org = self.fresh.org(name).await;
        self.joins(name, org, Role::Owner, false).await
    }

    /// Somebody new, signed in, in an org that is there.
    pub async fn joins(&self, name: &str, org: OrgId, role: Role, second_factor: bool) -> Person {
        let user = self.fresh.user(&format!("{name}@example.org")).await;
        let tx = self.app.store.write(org).await.unwrap();
        tx.memberships().add(user, role).await.unwrap();
        tx.commit().await.unwrap();
        let token = self.signs_in(user, second_factor).await;
        Person { user, org, token }
    }

    /// An access token, as the server gives it for a refresh token.
    pub async fn signs_in(&self, user: UserId, second_factor: bool) -> String {
        let refresh = token::fresh();
        let tx = self.app.store.accounts(Some(user)).await.unwrap();
        let expires_at = tx.now() + TimeDelta::days(1);
        tx.sign_ins()
            .begin(NewSignIn {
                user,
                device: "test".to_owned(),
                address: "127.0.0.1".to_owned(),
                second_factor,
                refresh: token::hash(&refresh),
                expires_at,
            })
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let body = json!({"refresh_token": refresh}).to_string();
        let request = Request::post(self.url("/v1/auth/refresh")).header("content-type", "application/json");
        let answer = self.send(request.body(Body::from(body)).unwrap()).await.ok(200);
        answer["access_token"].as_str().unwrap().to_owned()
    }

    /// Changes how the org keeps its data.
    pub async fn org_wants(&self, org: OrgId, change: OrgChange) {
        let tx = self.app.store.write(org).await.unwrap();
        tx.orgs().change(change).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.client.request(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes(),
        }
    }

    pub fn request(&self, who: &Person, method: Method, path: &str) -> http::request::Builder {
        Request::builder()
            .method(method)
            .uri(self.url(path))
            .header("authorization", format!("Bearer {}", who.token))
            .header("vivavoce-org", who.org.to_string())
    }

    pub async fn get(&self, who: &Person, path: &str) -> Answer {
        let request = self.request(who, Method::GET, path);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn delete(&self, who: &Person, path: &str) -> Answer {
        let request = self.request(who, Method::DELETE, path);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, who: &Person, path: &str, body: Value) -> Answer {
        self.json(who, Method::POST, path, body).await
    }

    pub async fn json(&self, who: &Person, method: Method, path: &str, body: Value) -> Answer {
        let request = self
            .request(who, method, path)
            .header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    /// A session of theirs that waits for its recording.
    pub async fn session(&self, who: &Person) -> String {
        let body = json!({"kind": "talk", "title": "Take", "language": "en", "consent": true});
        let session = self.post(who, "/v1/sessions", body).await.ok(201);
        session["id"].as_str().unwrap().to_owned()
    }

    /// Sends a recording in one stream.
    pub async fn put(&self, who: &Person, path: &str, body: impl Into<Body>) -> Answer {
        let request = self
            .request(who, Method::PUT, path)
            .header("content-type", "audio/wav");
        self.send(request.body(body.into()).unwrap()).await
    }
}

/// Where a test's blobs are, beside its database.
pub fn blob_folder(fresh: &Fresh) -> PathBuf {
    fresh.folder.join("blobs")
}

/// One second of a tone, as a WAV file.
pub fn tone() -> Bytes {
    let samples: Vec<u8> = (0..16_000_i32)
        .flat_map(|n| (((f64::from(n) * 0.0864).sin() * 8000.0) as i16).to_le_bytes())
        .collect();
    let mut file = Vec::from(*b"RIFF");
    file.extend_from_slice(&(36 + samples.len() as u32).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    file.extend_from_slice(&16_000_u32.to_le_bytes());
    file.extend_from_slice(&32_000_u32.to_le_bytes());
    file.extend_from_slice(b"\x02\0\x10\0data");
    file.extend_from_slice(&(samples.len() as u32).to_le_bytes());
    file.extend_from_slice(&samples);
    file.into()
}
