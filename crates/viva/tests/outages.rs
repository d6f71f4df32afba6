//! The database goes away while recordings are worked on, the file store while they are sent and worked on, the disk is
//! full: people get a clear answer, jobs wait, and in the end everything is done once and nothing is lost.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{fs, thread::sleep, time::Duration};

use common::{
    file,
    own::{Postgres, S3, address, files},
    service::{Service, wait_for},
    sessions::{Sessions, TAKES, in_a_hurry},
};
use serde_json::{Value, json};

/// That the answer says what is the matter, that nothing was changed, and to come back.
fn is_told_to_come_back((status, problem): &(u16, Value)) {
    assert_eq!(*status, 503, "{problem}");
    assert_eq!(problem["type"], "/problems/unavailable", "{problem}");
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        detail.contains("storage") && detail.contains("Nothing was changed; try again"),
        "{detail}"
    );
}

#[test]
fn the_database_is_away_for_a_while() {
    let folder = tempfile::tempdir().unwrap();
    let mut database = Postgres::new();
    let mut variables = in_a_hurry();
    variables.push(("VIVAVOCE_DATABASE__URL", database.url.clone()));
    let mut service = Service::start(folder.path(), &[], &variables);
    let token = service.set_up("ada@example.org");
    let sessions = Sessions::on(&service, &token);
    let first = sessions.take(TAKES[0]);
    wait_for("the undisturbed session", || sessions.done(&first).then_some(()));
    let expected = sessions.found(&first);

    let ids = [TAKES[0]; 4].map(|name| sessions.take(name));
    for outage in 0..2 {
        wait_for("something to be at work", || {
            (sessions.last_event(&ids[outage * 2]) > 4).then_some(())
        });
        database.stop();
        is_told_to_come_back(&service.get("/v1/sessions", &token));
        is_told_to_come_back(&service.get("/readyz", ""));
        assert_eq!(service.get("/healthz", "").0, 200);
        database.start();
    }
    for id in &ids {
        wait_for("a session to be done", || sessions.done(id).then_some(()));
        sessions.finished_once(id, &expected);
    }
    assert_eq!(service.get("/readyz", "").0, 200);
}

#[test]
fn the_file_store_is_away_for_a_while() {
    let folder = tempfile::tempdir().unwrap();
    let mut s3 = S3::new();
    let mut variables = in_a_hurry();
    variables.extend(s3.variables());
    let mut service = Service::start(folder.path(), &[], &variables);
    let token = service.set_up("ada@example.org");
    let sessions = Sessions::on(&service, &token);
    let first = sessions.take(TAKES[0]);
    wait_for("the undisturbed session", || sessions.done(&first).then_some(()));
    let expected = sessions.found(&first);
    let sound = fs::read(file(TAKES[0])).unwrap();
    let (sent, unsent) = (sessions.make("sent"), sessions.make("not yet sent"));
    assert_eq!(sessions.send(&sent, &sound).0, 201);

    s3.stop();
    // While it is sent: nothing is kept, and it can be sent again.
    is_told_to_come_back(&sessions.send(&unsent, &sound));
    assert_eq!(sessions.get(&unsent)["state"], "created");
    // While it is worked on: the job waits.
    sessions.process(&sent);
    let away = || service.logged().matches("the file store does not answer").count();
    wait_for("a job that meets it", || (away() > 1).then_some(()));
    assert_eq!(sessions.get(&sent)["state"], "processing");
    is_told_to_come_back(&service.get(&format!("/v1/sessions/{sent}/media"), &token));

    s3.start();
    assert_eq!(sessions.send(&unsent, &sound).0, 201);
    sessions.process(&unsent);
    for id in [&sent, &unsent] {
        wait_for("a session to be done", || sessions.done(id).then_some(()));
        sessions.finished_once(id, &expected);
    }
}

/// Kilobytes of the database, closed.
fn database_kilobytes(folder: &std::path::Path) -> u64 {
    fs::metadata(folder.join("data/vivavoce.db")).unwrap().len() / 1024
}

#[test]
fn the_disk_is_full_while_a_recording_is_sent() {
    let (folder, address) = (tempfile::tempdir().unwrap(), address());
    let at = ["--addr", &address];
    let mut service = Service::start_on_a_full_disk(folder.path(), 10_000, &at, &in_a_hurry());
    let token = service.set_up("ada@example.org");
    let sessions = Sessions::on(&service, &token);
    let id = sessions.make("too much for this disk");
    let large = vec![7; 12_000_000];
    is_told_to_come_back(&sessions.send(&id, &large));
    assert_eq!(sessions.get(&id)["state"], "created");
    assert_eq!(
        files(&folder.path().join("data/blobs")),
        [] as [std::path::PathBuf; 0],
        "no half of it"
    );
    let log = service.logged();
    assert!(
        log.contains("the file store does not answer") && log.contains("File too large"),
        "{log}"
    );
    // What fits is taken, and once there is room, the rest.
    let sound = fs::read(file(TAKES[0])).unwrap();
    assert_eq!(sessions.send(&sessions.make("small"), &sound).0, 201);
    service.stop();
    let service = Service::start(folder.path(), &at, &in_a_hurry());
    let sessions = Sessions::on(&service, &token);
    assert_eq!(sessions.send(&id, &large).0, 201);
}

#[test]
fn the_disk_fills_up_while_a_recording_is_worked_on() {
    let (folder, address) = (tempfile::tempdir().unwrap(), address());
    let at = ["--addr", &address];
    let mut service = Service::start(folder.path(), &at, &in_a_hurry());
    let token = service.set_up("ada@example.org");
    let sessions = Sessions::on(&service, &token);
    let first = sessions.take(TAKES[0]);
    wait_for("the undisturbed session", || sessions.done(&first).then_some(()));
    let expected = sessions.found(&first);
    let id = sessions.make("on a full disk");
    assert_eq!(sessions.send(&id, &fs::read(file(TAKES[0])).unwrap()).0, 201);
    service.stop();

    // What is written first goes beside the database, up to the size that it has itself.
    let room = database_kilobytes(folder.path());
    let service = Service::start_on_a_full_disk(folder.path(), room, &at, &in_a_hurry());
    let sessions = Sessions::on(&service, &token);
    sessions.process(&id);
    let make = || {
        let body = json!({"kind": "talk", "title": "One more"});
        service.ask("POST", "/v1/sessions", Some(&token), Some(&body))
    };
    wait_for("the disk to be full", || (make().0 != 201).then_some(()));
    is_told_to_come_back(&make());
    sleep(Duration::from_secs(1));
    assert_eq!(service.get("/healthz", "").0, 200, "it goes on");
    service.kill();

    let service = Service::start(folder.path(), &at, &in_a_hurry());
    let sessions = Sessions::on(&service, &token);
    wait_for("the session to be done", || sessions.done(&id).then_some(()));
    sessions.finished_once(&id, &expected);
}
