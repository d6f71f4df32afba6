//! What the queue does when work fails, hangs, is no longer wanted or loses its worker.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use common::{House, Recorded, on_both, timings, until};
use jobs::{MemoryAudio, NotStarted, Timings};
use storage::records::{JobState, ReportFormat, ReportState, SessionState};

on_both!(
    what_fails_is_tried_again,
    what_always_fails_is_parked_and_can_be_done_again,
    a_file_store_that_is_away_is_waited_for,
    a_report_that_was_parked_can_be_made_again,
    a_panic_is_a_failure_of_its_job_alone,
    what_hangs_is_cut_off_and_tried_again,
    a_lost_lease_counts_for_nothing,
    a_worker_that_dies_loses_its_job_to_another,
    a_job_that_kills_its_workers_is_parked,
    an_erased_session_stops_its_jobs,
    a_graceful_end_hands_back_what_is_long,
    orgs_take_turns,
    a_session_that_is_at_work_is_not_started_again,
);

async fn what_fails_is_tried_again(house: House) {
    let engines = Arc::new(Recorded::default());
    engines.fail.store(2, Ordering::SeqCst);
    let session = house.processed(house.org).await;
    let worker = house.worker(engines.clone());
    house.until(house.org, session, SessionState::Done).await;
    assert_eq!(engines.calls.load(Ordering::SeqCst), 3);
    let job = house.job(house.org, session.0, "asr").await;
    assert_eq!((job.state, job.tries, job.error), (JobState::Done, 3, None));
    // Listeners are told to begin anew with every try.
    let events = house.events(house.org, session).await;
    let resets = events
        .iter()
        .filter(|event| event.channel.as_str() == "tokens" && event.payload["type"] == "reset");
    assert_eq!(resets.count(), 3);
    worker.end().await;
}

async fn what_always_fails_is_parked_and_can_be_done_again(house: House) {
    let engines = Arc::new(Recorded::default());
    engines.fail.store(usize::MAX, Ordering::SeqCst);
    let session = house.processed(house.org).await;
    let worker = house.worker(engines.clone());
    let failed = house.until(house.org, session, SessionState::Failed).await;
    assert!(
        failed
            .failure
            .unwrap()
            .starts_with("something went wrong on the server while listening for words")
    );
    let job = house.job(house.org, session.0, "asr").await;
    assert_eq!((job.state, job.tries), (JobState::Parked, job.max_tries));
    assert!(job.error.as_deref().unwrap().contains("told to fail"));

    engines.fail.store(0, Ordering::SeqCst);
    let tx = house.store.write(house.org).await.unwrap();
    jobs::start::retry(&tx, &job, &worker.memory)
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
    house.until(house.org, session, SessionState::Done).await;
    worker.end().await;
}

async fn a_file_store_that_is_away_is_waited_for(house: House) {
    let session = house.processed(house.org).await;
    let (folder, aside) = (house.fresh.folder.join("blobs"), house.fresh.folder.join("aside"));
    std::fs::rename(&folder, &aside).unwrap();
    // A file in its place: whoever looks for another in it is told that it is no folder.
    std::fs::write(&folder, "").unwrap();
    let worker = house.worker(Arc::new(Recorded::default()));
    let ingest = || house.job(house.org, session.0, "ingest");
    until("its tries would be over", || async {
        // The waits between them come to 22.5 s, and there was one more.
        let job = ingest().await;
        job.run_at - job.created_at > chrono::TimeDelta::seconds(60)
    })
    .await;
    let job = ingest().await;
    assert!(
        job.tries < job.max_tries && job.state != JobState::Parked,
        "{job:?}"
    );
    assert!(job.error.unwrap().contains("the file store does not answer"));
    let waiting = house.find(house.org, session).await.unwrap();
    assert_eq!(waiting.state, SessionState::Processing);
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    house.until(house.org, session, SessionState::Done).await;
    worker.end().await;
}

async fn a_report_that_was_parked_can_be_made_again(house: House) {
    let session = house.processed(house.org).await;
    let worker = house.worker(Arc::new(Recorded::default()));
    house.until(house.org, session, SessionState::Done).await;
    worker.end().await;
    let tx = house.store.write(house.org).await.unwrap();
    let (report, _) = tx
        .reports()
        .request(session, house.user, ReportFormat::Json)
        .await
        .unwrap();
    jobs::start::report(&tx, report.id).await.unwrap();
    tx.commit().await.unwrap();
    // As workers that claim it and are never heard of again.
    house.lose(&["report"], 6).await;
    let worker = house.worker(Arc::new(Recorded::default()));
    let state = async || {
        let tx = house.store.read(house.org).await.unwrap();
        tx.reports().find(report.id).await.unwrap().unwrap().state
    };
    until("it could not be made", || async {
        state().await == ReportState::Failed
    })
    .await;
    let job = house.job(house.org, report.id, "report").await;
    assert_eq!(job.state, JobState::Parked);
    let tx = house.store.write(house.org).await.unwrap();
    jobs::start::retry(&tx, &job, &worker.memory)
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
    until("the report", || async { state().await == ReportState::Ready }).await;
    worker.end().await;
}

async fn a_panic_is_a_failure_of_its_job_alone(house: House) {
    let engines = Arc::new(Recorded::default());
    engines.panic.store(1, Ordering::SeqCst);
    let (first, second) = (house.processed(house.org).await, house.processed(house.org).await);
    let worker = house.worker(engines);
    house.until(house.org, first, SessionState::Done).await;
    house.until(house.org, second, SessionState::Done).await;
    worker.end().await;
}

async fn what_hangs_is_cut_off_and_tried_again(house: House) {
    let engines = Arc::new(Recorded::default());
    engines.hang.store(1, Ordering::SeqCst);
    let session = house.processed(house.org).await;
    let mut parts = house.parts(engines.clone());
    parts.timings.longest_try = Duration::from_secs(4);
    let worker = house.start(parts);
    house.until(house.org, session, SessionState::Done).await;
    assert_eq!(house.job(house.org, session.0, "asr").await.tries, 2);
    until("the thread is free", || async {
        engines.stopped.load(Ordering::SeqCst) == 1
    })
    .await;
    worker.end().await;
}

async fn a_lost_lease_counts_for_nothing(house: House) {
    // The first worker never renews, and hangs until the second has done it all.
    let late = Arc::new(Recorded::default());
    late.hang.store(1, Ordering::SeqCst);
    let session = house.processed(house.org).await;
    let mut parts = house.parts(late.clone());
    parts.timings = Timings {
        renew: Duration::from_secs(3600),
        grace: Duration::from_secs(60),
        ..timings()
    };
    let first = house.start(parts);
    until("the first is at it", || async {
        late.calls.load(Ordering::SeqCst) == 1
    })
    .await;
    let second = house.worker(Arc::new(Recorded::default()));
    house.until(house.org, session, SessionState::Done).await;
    let before = house.events(house.org, session).await.len();
    late.release.cancel();
    first.end().await;
    assert_eq!(
        house.events(house.org, session).await.len(),
        before,
        "nothing more is told"
    );
    let jobs = house.jobs(house.org, session.0).await;
    assert_eq!(jobs.len(), 7);
    assert!(jobs.iter().all(|job| job.state == JobState::Done), "{jobs:?}");
    second.end().await;
}

async fn a_worker_that_dies_loses_its_job_to_another(house: House) {
    let hanging = Arc::new(Recorded::default());
    hanging.hang.store(1, Ordering::SeqCst);
    let session = house.processed(house.org).await;
    let first = house.worker(hanging.clone());
    until("the first is at it", || async {
        hanging.calls.load(Ordering::SeqCst) == 1
    })
    .await;
    first.kill().await;
    let second = house.worker(Arc::new(Recorded::default()));
    house.until(house.org, session, SessionState::Done).await;
    hanging.release.cancel();
    second.end().await;
}

async fn a_job_that_kills_its_workers_is_parked(house: House) {
    let session = house.processed(house.org).await;
    house.lose(&["ingest"], 5).await;
    let worker = house.worker(Arc::new(Recorded::default()));
    house.until(house.org, session, SessionState::Failed).await;
    let job = house.job(house.org, session.0, "ingest").await;
    assert_eq!(job.state, JobState::Parked);
    assert!(job.error.unwrap().contains("workers died"));
    worker.end().await;
}

async fn an_erased_session_stops_its_jobs(house: House) {
    let engines = Arc::new(Recorded::default());
    engines.hang.store(1, Ordering::SeqCst);
    let session = house.processed(house.org).await;
    let worker = house.worker(engines.clone());
    until("it is being heard", || async {
        engines.calls.load(Ordering::SeqCst) == 1
    })
    .await;
    let tx = house.store.write(house.org).await.unwrap();
    tx.erasure().session(session).await.unwrap();
    tx.commit().await.unwrap();
    until("the engine is free", || async {
        engines.stopped.load(Ordering::SeqCst) == 1
    })
    .await;
    worker.end().await;
    assert!(house.find(house.org, session).await.is_none());
    assert!(house.events(house.org, session).await.is_empty());
}

async fn a_graceful_end_hands_back_what_is_long(house: House) {
    let engines = Arc::new(Recorded::default());
    engines.hang.store(1, Ordering::SeqCst);
    let session = house.processed(house.org).await;
    let worker = house.worker(engines.clone());
    until("it is being heard", || async {
        engines.calls.load(Ordering::SeqCst) == 1
    })
    .await;
    worker.end().await;
    let job = house.job(house.org, session.0, "asr").await;
    assert_eq!((job.state, job.tries, job.leased_by), (JobState::Queued, 0, None));
    let second = house.worker(Arc::new(Recorded::default()));
    house.until(house.org, session, SessionState::Done).await;
    second.end().await;
}

async fn orgs_take_turns(house: House) {
    let other = house.fresh.org("Company").await;
    let mut many = Vec::new();
    for _ in 0..6 {
        many.push(house.processed(house.org).await);
    }
    let one = house.processed(other).await;
    let worker = house.worker(Arc::new(Recorded {
        slow: Duration::from_millis(150),
        ..Recorded::default()
    }));
    house.until(other, one, SessionState::Done).await;
    let mut waiting = 0;
    for session in many {
        waiting +=
            usize::from(house.find(house.org, session).await.unwrap().state == SessionState::Processing);
    }
    assert!(
        waiting >= 3,
        "the one came after most of the many: only {waiting} still wait"
    );
    worker.end().await;
}

async fn a_session_that_is_at_work_is_not_started_again(house: House) {
    let session = house.processed(house.org).await;
    let memory = MemoryAudio::new("nobody", 0);
    let tx = house.store.write(house.org).await.unwrap();
    let again = jobs::start::session(&tx, session, &memory).await.unwrap();
    assert_eq!(again.unwrap_err(), NotStarted::State);
}
