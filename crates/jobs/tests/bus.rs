//! The bus: it wakes workers of other processes, and nothing depends on it. With a real NATS server that is stopped and
//! started. The processes are two that have one database file open; the workers hardly ever look by themselves here, so
//! that what happens soon, happens because of the bus.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use common::{House, Recorded, Running, until};
use jobs::{Bus, BusSettings, WorkerParts};
use storage::{records::SessionState, testing::Fresh};
use uuid::Uuid;

/// Longer than any test: a worker that only looked by itself would be too late.
const HARDLY_EVER: Duration = Duration::from_secs(3600);

/// A server of our own, on a port that stays the same when it is started anew.
struct Nats {
    port: u16,
    child: Option<Child>,
}

impl Nats {
    fn new() -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        Self { port, child: None }
    }

    fn start(&mut self, folder: &Path) {
        let program = std::env::var("VIVAVOCE_TEST_NATS_BIN")
            .expect("VIVAVOCE_TEST_NATS_BIN is not set: run the tests with scripts/servers/with.sh (see docs/testing.md)");
        let child = Command::new(program)
            .arg("-js")
            .arg("-sd")
            .arg(folder)
            .args(["-a", "127.0.0.1", "-p", &self.port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.child = Some(child.unwrap());
    }

    fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    async fn bus(&self) -> Bus {
        let url = format!("nats://127.0.0.1:{}", self.port);
        let settings = BusSettings {
            url,
            prefix: format!("test_{}.", Uuid::new_v4().simple()),
        };
        Bus::open(&settings).await.unwrap()
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A process that serves: it does only what needs sound in its memory, which is nothing here.
fn serving(house: &House, bus: Bus) -> Running {
    let parts = house.parts(Arc::new(Recorded::default()));
    house.start(WorkerParts {
        bus: Some(bus),
        held_only: true,
        ..parts
    })
}

/// A worker in another process, with a store of its own, so that no signal of the first reaches it.
async fn working(house: &House, bus: Bus, poll: Duration, poll_with_bus: Duration) -> Running {
    let parts = house.parts(Arc::new(Recorded::default()));
    let mut timings = parts.timings;
    (timings.poll, timings.poll_with_bus) = (poll, poll_with_bus);
    let store = house.fresh.again().await;
    house.start(WorkerParts {
        store,
        bus: Some(bus),
        timings,
        ..parts
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_worker_of_another_process_hears_of_a_job() {
    let house = House::new(Fresh::sqlite().await).await;
    let mut nats = Nats::new();
    nats.start(&house.fresh.folder.join("nats"));
    let bus = nats.bus().await;
    until("connected", || async { bus.connected() }).await;
    let serving = serving(&house, bus.clone());
    let working = working(&house, bus, HARDLY_EVER, HARDLY_EVER).await;
    for _ in 0..3 {
        // The worker has had time to look once and find nothing.
        tokio::time::sleep(Duration::from_millis(500)).await;
        let session = house.processed(house.org).await;
        house.until(house.org, session, SessionState::Done).await;
    }
    serving.end().await;
    working.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn jobs_are_done_while_the_bus_is_away_and_it_may_come_back() {
    let house = House::new(Fresh::sqlite().await).await;
    let mut nats = Nats::new();
    let bus = nats.bus().await;
    let serving = serving(&house, bus.clone());
    // Without the bus it looks by itself; with it, hardly ever.
    let working = working(&house, bus.clone(), Duration::from_millis(50), HARDLY_EVER).await;

    let session = house.processed(house.org).await;
    house.until(house.org, session, SessionState::Done).await;
    assert!(!bus.connected(), "there was none at the start");

    nats.start(&house.fresh.folder.join("nats"));
    until("connected", || async { bus.connected() }).await;
    // Until the worker has its consumers, it may miss a message; then it hears of every one.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let session = house.processed(house.org).await;
    house.until(house.org, session, SessionState::Done).await;

    nats.stop();
    until("gone", || async { !bus.connected() }).await;
    let session = house.processed(house.org).await;
    house.until(house.org, session, SessionState::Done).await;

    // Back, and without anything it knew.
    nats.start(&house.fresh.folder.join("another"));
    until("connected again", || async { bus.connected() }).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let session = house.processed(house.org).await;
    house.until(house.org, session, SessionState::Done).await;
    serving.end().await;
    working.end().await;
}
