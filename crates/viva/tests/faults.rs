//! A server that is killed at any point, again and again, with its bus going away and coming back, finishes every session
//! once, with the result that an undisturbed server has. On SQLite with a folder, and on PostgreSQL with S3 and NATS.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is not as it should be, and says how much it disturbed"
)]

mod common;

use std::{path::Path, thread::sleep, time::Duration};

use common::{
    own::{Nats, address},
    postgres::{Fresh, variable},
    service::{Service, wait_for},
    sessions::{Sessions, TAKES, in_a_hurry},
};

/// Rounds, each with sessions of its own.
const ROUNDS: usize = 3;

/// Sessions of a round.
const SESSIONS: usize = 4;

/// How often the server is killed in a round: a job that has died four times counts as the cause, and is parked
/// (`crates/jobs/tests/queue.rs`).
const KILLS: usize = 3;

/// Runs the whole story. `disturb` is told before each start of the server which one it is.
fn story(folder: &Path, variables: &[(&str, String)], mut disturb: impl FnMut(usize)) {
    let mut all = in_a_hurry();
    all.extend_from_slice(variables);
    let address = address();
    let at = ["--addr", &address];
    disturb(0);
    let mut service = Service::start(folder, &at, &all);
    let token = service.set_up("ada@example.org");
    let undisturbed = TAKES.map(|name| {
        let sessions = Sessions::on(&service, &token);
        let id = sessions.take(name);
        wait_for("the undisturbed session", || sessions.done(&id).then_some(()));
        sessions.found(&id)
    });
    let (mut kills, mut at_work, mut begun) = (0, 0, 0);
    for _ in 0..ROUNDS {
        let ids: Vec<String> = (0..SESSIONS)
            .map(|index| Sessions::on(&service, &token).take(TAKES[index % TAKES.len()]))
            .collect();
        for _ in 0..KILLS {
            kills += 1;
            at_work += usize::from(wait(&Sessions::on(&service, &token), &ids, kills));
            service.kill();
            disturb(kills);
            service = Service::start(folder, &at, &all);
        }
        let sessions = Sessions::on(&service, &token);
        for (index, id) in ids.iter().enumerate() {
            wait_for("a session to be done", || sessions.done(id).then_some(()));
            begun += sessions.finished_once(id, &undisturbed[index % TAKES.len()]);
        }
    }
    println!("{at_work} of {kills} kills met work; the words were begun {begun} times");
    assert!(
        at_work > kills * 2 / 3,
        "most kills met work: {at_work} of {kills}"
    );
    assert!(begun > ROUNDS * SESSIONS, "some were in the middle of the words");
}

/// Waits for the next kill: now for nothing, now for a step or several, and a little longer each time. Whether there is
/// still work.
fn wait(sessions: &Sessions<'_>, ids: &[String], kill: usize) -> bool {
    let told = || ids.iter().map(|id| sessions.last_event(id)).sum::<i64>();
    let at_work = || !ids.iter().all(|id| sessions.done(id));
    let more = told() + (kill as i64 * 5) % 7;
    wait_for("progress", || (told() >= more || !at_work()).then_some(()));
    sleep(Duration::from_millis((kill as u64 * 137) % 400));
    at_work()
}

#[test]
fn killed_at_home() {
    let folder = tempfile::tempdir().unwrap();
    story(folder.path(), &[], |_| {});
}

#[test]
fn killed_at_a_school_while_the_bus_comes_and_goes() {
    let folder = tempfile::tempdir().unwrap();
    let database = Fresh::make();
    let mut nats = Nats::new();
    let variables = [
        ("VIVAVOCE_DATABASE__URL", database.url.clone()),
        ("VIVAVOCE_BLOBS__KIND", "s3".to_owned()),
        ("VIVAVOCE_BLOBS__ENDPOINT", variable("S3")),
        ("VIVAVOCE_BLOBS__ALLOW_HTTP", "true".to_owned()),
        ("VIVAVOCE_BLOBS__BUCKET", variable("S3_BUCKET")),
        ("VIVAVOCE_BLOBS__ACCESS_KEY", variable("S3_KEY")),
        ("VIVAVOCE_BLOBS__SECRET_KEY", variable("S3_SECRET")),
        ("VIVAVOCE_BUS__URL", nats.url.clone()),
    ];
    // There at first, then gone at every other start.
    story(folder.path(), &variables, |start| {
        if start % 2 == 0 { nats.start() } else { nats.stop() }
    });
}
