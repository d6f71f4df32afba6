//! A session from its recording to its reports, and what is told on the way.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::{sync::Arc, time::Duration};

use common::{House, Recorded, fixture, on_both, until};
use jobs::{MemoryAudio, analysis};
use serde_json::json;
use storage::{
    AuditFilter, BlobKey, OrgChange, OrgId, Page,
    records::{AttemptState, Channel, JobState, ReportFormat, ReportState, SessionState},
};
use uuid::Uuid;

on_both!(
    a_recording_is_worked_on_until_it_is_done,
    doing_it_again_forgets_what_was_found_and_keeps_nothing_twice,
    a_bad_file_fails_at_once_and_is_not_tried_again,
    silence_is_told_in_a_sentence,
    reports_are_made_in_every_format,
    a_sentence_is_read_aloud,
    what_is_due_is_erased,
    sentences_read_aloud_go_when_the_org_keeps_nothing_so_old,
    a_new_version_of_a_rubric_scores_again,
);

async fn a_recording_is_worked_on_until_it_is_done(house: House) {
    let session = house.processed(house.org).await;
    let worker = house.worker(Arc::new(Recorded::default()));
    let done = house.until(house.org, session, SessionState::Done).await;
    assert!(done.processed_at.is_some() && done.failure.is_none());
    let tx = house.store.read(house.org).await.unwrap();
    let analysis = analysis(&tx, &done).await.unwrap().unwrap();
    assert_eq!(analysis.transcript.words.len(), 10);
    assert!(analysis.prosody.pitch.f0_hz.len() > 200, "the tracks are whole");
    assert!((analysis.recording.seconds - 2.99).abs() < 0.01);
    assert_eq!(analysis.recording.name, "talk.wav");
    assert_eq!(analysis.models[0].name, "recorded");
    assert_eq!(analysis.reading.unwrap().expected_words, 8);
    drop(tx);

    let events = house.events(house.org, session).await;
    let numbers: Vec<i64> = events.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (1..=events.len() as i64).collect::<Vec<_>>());
    let of = |channel| events.iter().filter(move |event| event.channel == channel);
    let words: usize = of(Channel::Tokens)
        .filter_map(|event| event.payload["words"].as_array().map(Vec::len))
        .sum();
    assert_eq!(words, 10);
    assert!(of(Channel::Metrics).any(|event| event.payload["type"] == "stretches"));
    assert!(of(Channel::Score).any(|event| event.payload["type"] == "scored"));
    let last = events.last().unwrap();
    assert_eq!(
        last.payload,
        json!({"type": "session", "state": "done", "run": 1, "failure": null})
    );
    for job in house.jobs(house.org, session.0).await {
        assert_eq!((job.state, job.tries), (JobState::Done, 1), "{}", job.kind);
    }
    worker.end().await;
}

async fn doing_it_again_forgets_what_was_found_and_keeps_nothing_twice(house: House) {
    let session = house.processed(house.org).await;
    let worker = house.worker(Arc::new(Recorded::default()));
    house.until(house.org, session, SessionState::Done).await;
    house.process(house.org, session, &worker.memory).await;
    let done = house.until(house.org, session, SessionState::Done).await;
    assert_eq!(done.run, 2);
    let tx = house.store.read(house.org).await.unwrap();
    assert_eq!(tx.scores().list(session).await.unwrap().len(), 1);
    assert!(analysis(&tx, &done).await.unwrap().is_some());
    drop(tx);
    assert_eq!(
        house.jobs(house.org, session.0).await.len(),
        14,
        "seven of each run"
    );
    worker.end().await;
}

async fn a_bad_file_fails_at_once_and_is_not_tried_again(house: House) {
    let session = house.session(house.org, |_| {}).await;
    house
        .stored(
            house.org,
            session,
            b"%PDF-1.7 not a recording at all".to_vec().into(),
        )
        .await;
    house
        .process(house.org, session, &MemoryAudio::new("nobody", 0))
        .await;
    let worker = house.worker(Arc::new(Recorded::default()));
    let failed = house.until(house.org, session, SessionState::Failed).await;
    assert!(failed.failure.unwrap().starts_with("talk.wav is not a recording"));
    let job = house.job(house.org, session.0, "ingest").await;
    assert_eq!((job.state, job.tries), (JobState::Done, 1));
    let last = house.events(house.org, session).await.pop().unwrap();
    assert_eq!(
        (last.channel, &last.payload["state"]),
        (Channel::State, &json!("failed"))
    );
    worker.end().await;
}

async fn silence_is_told_in_a_sentence(house: House) {
    let session = house.processed(house.org).await;
    let worker = house.worker(Arc::new(Recorded {
        silent: true,
        ..Recorded::default()
    }));
    let failed = house.until(house.org, session, SessionState::Failed).await;
    assert!(
        failed
            .failure
            .unwrap()
            .starts_with("no speech was found in talk.wav")
    );
    // The voice was being measured meanwhile: nobody wants that any more, and nothing follows from it.
    until("nothing left to do", || async {
        let jobs = house.jobs(house.org, session.0).await;
        jobs.iter()
            .all(|job| matches!(job.state, JobState::Done | JobState::Void))
    })
    .await;
    assert!(
        house
            .jobs(house.org, session.0)
            .await
            .iter()
            .all(|job| job.kind != "fluency")
    );
    worker.end().await;
}

async fn reports_are_made_in_every_format(house: House) {
    let session = house.processed(house.org).await;
    let worker = house.worker(Arc::new(Recorded::default()));
    house.until(house.org, session, SessionState::Done).await;
    for (format, begins) in [
        (ReportFormat::Json, &b"{"[..]),
        (ReportFormat::Html, b"<!DOCTYPE html>"),
        (ReportFormat::Pdf, b"%PDF-"),
        (ReportFormat::Csv, b"PK\x03\x04"),
    ] {
        let tx = house.store.write(house.org).await.unwrap();
        let (row, fresh) = tx.reports().request(session, house.user, format).await.unwrap();
        assert!(fresh);
        jobs::start::report(&tx, row.id).await.unwrap();
        tx.commit().await.unwrap();
        let find = || async {
            let tx = house.store.read(house.org).await.unwrap();
            tx.reports().find(row.id).await.unwrap().unwrap()
        };
        until("the report", || async {
            find().await.state != ReportState::Queued
        })
        .await;
        let ready = find().await;
        assert_eq!((ready.state, ready.error), (ReportState::Ready, None));
        let key = BlobKey::stored(house.org, &ready.blob.unwrap()).unwrap();
        let file = house.blobs.get(&key, 64 << 20).await.unwrap().unwrap();
        assert_eq!(file.len() as i64, ready.bytes.unwrap());
        assert!(
            file.len() > 500 && file[..begins.len()].eq_ignore_ascii_case(begins),
            "{format}"
        );
    }
    let events = house.events(house.org, session).await;
    assert_eq!(
        events
            .iter()
            .filter(|event| event.payload["type"] == "report")
            .count(),
        4
    );
    worker.end().await;
}

async fn a_sentence_is_read_aloud(house: House) {
    let id = Uuid::now_v7();
    let worker = house.worker(Arc::new(Recorded::default()));
    worker
        .memory
        .put(house.org, id, fixture(), house.store.clock().now())
        .unwrap();
    let tx = house.store.write(house.org).await.unwrap();
    tx.attempts().create(house.attempt(id)).await.unwrap();
    jobs::start::attempt(&tx, id, Some(&worker.memory)).await.unwrap();
    tx.commit().await.unwrap();
    let find = || async {
        let tx = house.store.read(house.org).await.unwrap();
        tx.attempts().find(id).await.unwrap().unwrap()
    };
    until("the attempt", || async {
        find().await.state != AttemptState::Queued
    })
    .await;
    let attempt = find().await;
    assert_eq!(
        (attempt.state, attempt.failure.as_deref()),
        (AttemptState::Done, None)
    );
    assert_eq!(
        attempt.correct,
        Some(true),
        "two words too many of ten: {:?}",
        attempt.accuracy
    );
    let kept: coach::AssessedAttempt = attempt.compared().unwrap().unwrap();
    assert!(kept.pronunciation.is_some(), "English is scored sound by sound");
    assert!(attempt.transcription.unwrap().ends_with("named Dashwood."));
    until("the sound is let go", || async { worker.memory.is_empty() }).await;
    worker.end().await;
}

async fn what_is_due_is_erased(house: House) {
    let now = house.store.clock().now();
    let session = house
        .session(house.org, |new| {
            new.erase_at = Some(now + chrono::TimeDelta::seconds(1))
        })
        .await;
    let key = house.stored(house.org, session, fixture()).await;
    let kept = house.session(house.org, |_| {}).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let worker = house.worker(Arc::new(Recorded::default()));
    until("the session is gone", || async {
        house.find(house.org, session).await.is_none()
    })
    .await;
    until("its sound is gone", || async {
        house.blobs.size(&key).await.unwrap().is_none()
    })
    .await;
    assert!(house.find(house.org, kept).await.is_some());
    worker.end().await;
}

async fn sentences_read_aloud_go_when_the_org_keeps_nothing_so_old(house: House) {
    let mut keys = Vec::new();
    let mut read = async || {
        let id = Uuid::now_v7();
        let key = BlobKey::attempt(house.org, id);
        house.blobs.put(&key, fixture()).await.unwrap();
        let mut new = house.attempt(id);
        new.blob = Some(key.to_string());
        let tx = house.store.write(house.org).await.unwrap();
        tx.attempts().create(new).await.unwrap();
        jobs::start::attempt(&tx, id, None).await.unwrap();
        tx.commit().await.unwrap();
        keys.push(key);
        id
    };
    let old = read().await;
    house.fresh.clock.advance(chrono::TimeDelta::days(30));
    let young = read().await;
    let there = async |id| {
        let tx = house.store.read(house.org).await.unwrap();
        tx.attempts().find(id).await.unwrap().is_some()
    };
    // An org that keeps everything.
    let worker = house.worker(Arc::new(Recorded::default()));
    until("both are heard", || async {
        let tx = house.store.read(house.org).await.unwrap();
        let all = tx
            .attempts()
            .list(house.user, None, Page::first(10))
            .await
            .unwrap();
        all.len() == 2 && all.iter().all(|attempt| attempt.state == AttemptState::Done)
    })
    .await;
    worker.end().await;
    // It no longer does.
    let tx = house.store.write(house.org).await.unwrap();
    let change = OrgChange {
        retention_days: Some(Some(7)),
        ..OrgChange::default()
    };
    tx.orgs().change(change).await.unwrap();
    tx.commit().await.unwrap();
    house.fresh.clock.advance(chrono::TimeDelta::hours(1));
    let worker = house.worker(Arc::new(Recorded::default()));
    until("the old one is gone", || async { !there(old).await }).await;
    until("its sound is gone", || async {
        house.blobs.size(&keys[0]).await.unwrap().is_none()
    })
    .await;
    assert!(there(young).await && house.blobs.size(&keys[1]).await.unwrap().is_some());
    assert!(house.jobs(house.org, old).await.is_empty());
    let tx = house.store.read(house.org).await.unwrap();
    let audit = tx
        .audit()
        .list(AuditFilter::default(), Page::first(10))
        .await
        .unwrap();
    assert!(
        audit
            .iter()
            .any(|event| event.action == "attempt.expired" && event.object_id == old.to_string())
    );
    drop(tx);
    worker.end().await;
}

async fn a_new_version_of_a_rubric_scores_again(house: House) {
    let session = house.processed(house.org).await;
    let worker = house.worker(Arc::new(Recorded::default()));
    house.until(house.org, session, SessionState::Done).await;
    worker.end().await;
    // As if the card had been written by an earlier version of the product.
    let scores = async |org: OrgId| {
        let tx = house.store.read(org).await.unwrap();
        tx.scores().list(session).await.unwrap()
    };
    let mut card = scores(house.org).await.pop().unwrap().card;
    let version = card.rubric.version;
    card.rubric.version = version - 1;
    let tx = house.store.write(house.org).await.unwrap();
    tx.scores().remove(session).await.unwrap();
    tx.scores().write(session, &card).await.unwrap();
    tx.commit().await.unwrap();

    let worker = house.worker(Arc::new(Recorded::default()));
    until("two cards", || async { scores(house.org).await.len() == 2 }).await;
    let versions: Vec<u32> = scores(house.org)
        .await
        .iter()
        .map(|score| score.card.rubric.version)
        .collect();
    assert!(versions.contains(&version) && versions.contains(&(version - 1)));
    worker.end().await;
}
