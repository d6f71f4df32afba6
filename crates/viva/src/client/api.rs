//! Requests to a Vivavoce server, each with an answer, a problem that the server describes, or a connection that was
//! lost.

use std::{fmt, time::Duration};

use serde::de::DeserializeOwned;
use serde_json::Value;
use ureq::{
    Agent, Body,
    http::{Method, Request, Response, request},
};

use super::Problem;
use crate::{failure::Failure, settings::Secret};

/// How long the server may take to take a connection.
const CONNECT: Duration = Duration::from_secs(10);

/// How long a stream may be silent: servers of ours say something every 15 s.
const SILENCE: Duration = Duration::from_secs(45);

/// How long a whole quick answer may take.
const ANSWER: Duration = Duration::from_secs(60);

/// Bytes of a quick answer at most. An analysis of an hour is about 10 MB without its sounds.
const ANSWER_BYTES: u64 = 256 << 20;

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The server answered, with a problem.
    Problem(Box<Problem>),
    /// The server was not reached, or the connection was lost: what was sent may have arrived.
    Lost(String),
}

/// What came of a request.
pub(crate) type Answer<T> = Result<T, Trouble>;

impl Trouble {
    /// Whether the same request may go better in a moment.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Self::Lost(_) => true,
            Self::Problem(problem) => matches!(problem.status, 429 | 502 | 503 | 504),
        }
    }

    /// How long the server asks to wait.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Problem(problem) => problem.retry_after.map(Duration::from_secs),
            Self::Lost(_) => None,
        }
    }

    /// Whether the server described a problem of this kind.
    pub(crate) fn is(&self, kind: &str) -> bool {
        matches!(self, Self::Problem(problem) if problem.is(kind))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) => problem.fmt(f),
            Self::Lost(why) => f.write_str(why),
        }
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Problem(problem) => (*problem).into(),
            Trouble::Lost(why) => Self::ours(why),
        }
    }
}

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Ask<'a> {
    method: Method,
    path: &'a str,
    headers: Vec<(&'static str, String)>,
    body: Option<Vec<u8>>,
}

impl<'a> Ask<'a> {
    /// Asks for what is there.
    pub(crate) fn get(path: &'a str) -> Self {
        Self::new(Method::GET, path)
    }

    /// Asks for something to be done.
    pub(crate) fn post(path: &'a str) -> Self {
        Self::new(Method::POST, path)
    }

    /// Any other way of asking.
    pub(crate) fn new(method: Method, path: &'a str) -> Self {
        Self {
            method,
            path,
            headers: Vec::new(),
            body: None,
        }
    }

    /// With a header.
    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Done once, however often it is asked with the same key.
    pub(crate) fn once(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// With a body of JSON.
    pub(crate) fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json")
            .bytes(body.to_string().into_bytes())
    }

    /// With a body.
    pub(crate) fn bytes(mut self, body: Vec<u8>) -> Self {
        self.body = Some(body);
        self
    }
}

/// A server.
pub(crate) struct Api {
    server: String,
    quick: Agent,
    stream: Agent,
}

impl Api {
    /// The server at `server`, such as `https://speak.example.org`. Nothing is sent yet.
    pub(crate) fn new(server: &str) -> Self {
        let agent = |global, silence| {
            Agent::config_builder()
                .http_status_as_error(false)
                .user_agent(concat!("viva/", env!("CARGO_PKG_VERSION")))
                .timeout_connect(Some(CONNECT))
                .timeout_global(global)
                .timeout_per_read(silence)
                .build()
                .new_agent()
        };
        Self {
            server: server.to_owned(),
            quick: agent(Some(ANSWER), None),
            stream: agent(None, Some(SILENCE)),
        }
    }

    /// Where the server is.
    pub(crate) fn server(&self) -> &str {
        &self.server
    }

    /// Asks, and reads the answer as JSON.
    pub(crate) fn ask<T: DeserializeOwned>(&self, ask: &Ask<'_>, token: Option<&Secret>) -> Answer<T> {
        let mut response = self.send(&self.quick, ask, token)?;
        response
            .body_mut()
            .with_config()
            .limit(ANSWER_BYTES)
            .read_json()
            .map_err(|error| match error {
                ureq::Error::Json(error) if !error.is_io() => Trouble::Lost(format!(
                    "{} answered with something else than was asked for ({error}): is it a Vivavoce server of this version?",
                    self.server
                )),
                error => self.lost(&error),
            })
    }

    /// Asks where the answer has no words.
    pub(crate) fn tell(&self, ask: &Ask<'_>, token: Option<&Secret>) -> Answer<()> {
        self.send(&self.quick, ask, token).map(drop)
    }

    /// Asks for a stream.
    pub(crate) fn listen(&self, ask: &Ask<'_>, token: Option<&Secret>) -> Answer<Body> {
        Ok(self.send(&self.stream, ask, token)?.into_body())
    }

    /// Sends a request whose body may take its time.
    pub(crate) fn send_slowly<T: DeserializeOwned>(
        &self,
        ask: &Ask<'_>,
        token: Option<&Secret>,
    ) -> Answer<T> {
        let mut response = self.send(&self.stream, ask, token)?;
        response.body_mut().read_json().map_err(|error| self.lost(&error))
    }

    fn send(&self, agent: &Agent, ask: &Ask<'_>, token: Option<&Secret>) -> Answer<Response<Body>> {
        let mut request: request::Builder = Request::builder()
            .method(ask.method.clone())
            .uri(format!("{}{}", self.server, ask.path));
        for (name, value) in &ask.headers {
            request = request.header(*name, value);
        }
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {}", token.reveal()));
        }
        let wrong = |error: ureq::http::Error| Trouble::Lost(format!("the request cannot be made: {error}"));
        let sent = match &ask.body {
            Some(body) => agent.run(request.body(body.as_slice()).map_err(wrong)?),
            None if ask.method == Method::POST => agent.run(request.body(&[][..]).map_err(wrong)?),
            None => agent.run(request.body(()).map_err(wrong)?),
        };
        let mut response = sent.map_err(|error| self.lost(&error))?;
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        let retry_after = response
            .headers()
            .get("retry-after")
            .and_then(|value| value.to_str().ok()?.parse().ok());
        let problem: Option<Problem> = response.body_mut().read_json().ok();
        let mut problem = problem.unwrap_or_else(|| Problem::bare(status.as_u16()));
        problem.status = status.as_u16();
        problem.retry_after = retry_after;
        Err(Trouble::Problem(Box::new(problem)))
    }

    fn lost(&self, error: &ureq::Error) -> Trouble {
        let server = &self.server;
        Trouble::Lost(match error {
            ureq::Error::HostNotFound => format!("there is no server at {server}: check the address"),
            ureq::Error::ConnectionFailed => format!("{server} takes no connections: is the server running?"),
            error => format!("{server} could not be reached ({error}): is the server running?"),
        })
    }
}
