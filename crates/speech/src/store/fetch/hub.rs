//! A model hub over HTTPS: one request a file, taken up where it broke off when the server can do that.

use std::{io::Read, thread, time::Duration};

use ureq::{Agent, Body, http::Response};

use super::{Fault, Job, Phase};
use crate::store::{manifest::Hub, target::Target};

/// Requests for one file in a row that bring nothing new before the source is given up.
const MAX_FRUITLESS: u32 = 3;

/// Requests for one file at most, however little each of them brings.
const MAX_REQUESTS: u32 = 200;

/// How long to wait after the first of them; twice as long after each more.
const PAUSE: Duration = Duration::from_millis(250);

/// How long to wait for a connection, an answer, or more of it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Brings the wanted files, one after the other.
pub(super) fn fetch(hub: &Hub, mut job: Job<'_>) -> Result<(), Fault> {
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_connect(Some(PATIENCE))
        .timeout_recv_response(Some(PATIENCE))
        .timeout_per_read(Some(PATIENCE))
        .user_agent(concat!("vivavoce/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let address = job.options.hub.clone();
    job.each(Phase::Downloading, |target, done| {
        let download = Download {
            agent: &agent,
            url: hub.url(&address, &target.file),
            target,
        };
        download.run(done)
    })
}

struct Download<'a> {
    agent: &'a Agent,
    url: String,
    target: &'a Target,
}

/// How one request ended.
enum Outcome {
    /// All bytes are there.
    Whole,
    /// It broke off, and may go on.
    Broken(String),
}

impl Download<'_> {
    fn run(&self, done: &mut dyn FnMut(u64)) -> Result<(), Fault> {
        let resumed = self.target.begun() > 0;
        self.bytes(done)?;
        match self.target.settle() {
            // The bytes of an earlier day may have been the wrong ones: these are gone now, so once more from the start.
            Err(Fault::Source(_)) if resumed => {
                self.bytes(done)?;
                self.target.settle()
            }
            settled => settled,
        }
    }

    /// Asks until all bytes are there.
    fn bytes(&self, done: &mut dyn FnMut(u64)) -> Result<(), Fault> {
        if self.target.begun() > self.target.file.size {
            self.target.restart()?;
        }
        let mut fruitless = 0;
        let mut most = self.target.begun();
        let mut reason = String::new();
        for _ in 0..MAX_REQUESTS {
            reason = match self.request(self.target.begun(), done)? {
                Outcome::Whole => return Ok(()),
                Outcome::Broken(reason) => reason,
            };
            // Only more than ever counts: a server that starts again each time must not go on for ever.
            fruitless = if self.target.begun() > most {
                0
            } else {
                fruitless + 1
            };
            most = most.max(self.target.begun());
            if fruitless >= MAX_FRUITLESS {
                break;
            }
            thread::sleep(PAUSE * 2_u32.pow(fruitless));
        }
        Err(Fault::Source(reason))
    }

    /// Asks for what comes after the first `begun` bytes.
    fn request(&self, begun: u64, done: &mut dyn FnMut(u64)) -> Result<Outcome, Fault> {
        if begun == self.target.file.size {
            return Ok(Outcome::Whole);
        }
        let mut request = self.agent.get(&self.url);
        if begun > 0 {
            request = request.header("Range", format!("bytes={begun}-"));
        }
        let response = match request.call() {
            Ok(response) => response,
            Err(error) => return Ok(Outcome::Broken(format!("{}: {error}", self.url))),
        };
        match response.status().as_u16() {
            200 => self.target.restart()?,
            206 if continues(&response, begun, self.target.file.size) => {}
            // What is here does not fit what is there: from the start, then.
            206 | 416 if begun > 0 => {
                self.target.restart()?;
                return Ok(Outcome::Broken(format!(
                    "{}: the server cannot go on where it broke off",
                    self.url
                )));
            }
            code @ (408 | 429 | 500..=599) => {
                return Ok(Outcome::Broken(format!(
                    "{}: the server answered {code}",
                    self.url
                )));
            }
            _ => {
                return Err(Fault::Source(format!(
                    "{}: the server answered {}",
                    self.url,
                    response.status()
                )));
            }
        }
        let rest = self.target.file.size - self.target.begun();
        if let Some(length) = response.body().content_length().filter(|&length| length != rest) {
            self.target.restart()?;
            let path = &self.target.file.path;
            return Err(Fault::Source(format!(
                "{path}: the server sends {length} bytes, expected {rest}"
            )));
        }
        let mut body: Box<dyn Read> = Box::new(response.into_body().into_reader());
        match self.target.append(&mut body, done) {
            Ok(()) => Ok(Outcome::Whole),
            Err(Fault::Source(reason)) if self.target.begun() > 0 => Ok(Outcome::Broken(reason)),
            Err(fault) => Err(fault),
        }
    }
}

/// Whether a partial answer is the one that was asked for.
fn continues(response: &Response<Body>, begun: u64, size: u64) -> bool {
    let range = response
        .headers()
        .get("Content-Range")
        .and_then(|range| range.to_str().ok());
    let parts = range
        .and_then(|range| range.strip_prefix("bytes "))
        .and_then(|range| range.split_once('-'));
    let Some((start, rest)) = parts else { return false };
    let total = rest.split_once('/').map_or("", |(_, total)| total);
    start.parse() == Ok(begun) && (total == "*" || total.parse() == Ok(size))
}
