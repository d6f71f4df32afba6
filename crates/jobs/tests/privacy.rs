//! What must not be kept is nowhere: looked for in every file and every row.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use std::sync::{Arc, atomic::Ordering};

use common::{House, NAME, Recorded, fixture, on_both, until};
use jobs::{MemoryAudio, NotStarted, analysis};
use storage::records::{MediaState, SessionState};

on_both!(
    sound_that_is_not_stored_is_in_memory_until_it_is_heard_and_nowhere_else,
    sound_in_a_memory_that_is_gone_is_told_so,
    sound_of_another_process_is_left_to_it,
    a_failed_session_lets_its_sound_go,
    no_name_is_written_anywhere_where_transcripts_are_masked,
);

/// A piece of the fixture's sound that is not in anything else.
fn piece() -> Vec<u8> {
    fixture()[40_000..40_064].to_vec()
}

fn holds(file: &[u8], piece: &[u8]) -> bool {
    file.windows(piece.len()).any(|window| window == piece)
}

async fn sound_that_is_not_stored_is_in_memory_until_it_is_heard_and_nowhere_else(house: House) {
    let worker = house.worker(Arc::new(Recorded::default()));
    let session = house.session(house.org, |new| new.store_audio = false).await;
    house.in_memory(&worker.memory, session, fixture()).await;
    house.process(house.org, session, &worker.memory).await;
    let done = house.until(house.org, session, SessionState::Done).await;
    until("memory is empty", || async { worker.memory.is_empty() }).await;
    let tx = house.store.read(house.org).await.unwrap();
    assert_eq!(
        tx.media().of(session).await.unwrap().unwrap().state,
        MediaState::Gone
    );
    assert!(
        analysis(&tx, &done).await.unwrap().is_some(),
        "what was found stays"
    );
    drop(tx);
    worker.end().await;
    for (path, bytes) in house.files() {
        assert!(!holds(&bytes, &piece()), "{} holds sound", path.display());
    }
    let piece: String = piece().iter().map(|byte| format!("{byte:02x}")).collect();
    for row in house.fresh.every_row().await {
        assert!(!row.contains(&piece), "{row:.40} holds sound");
    }
    let tx = house.store.write(house.org).await.unwrap();
    let again = jobs::start::session(&tx, session, &MemoryAudio::new("nobody", 0))
        .await
        .unwrap();
    assert_eq!(again.unwrap_err(), NotStarted::NoSound);
}

async fn sound_in_a_memory_that_is_gone_is_told_so(house: House) {
    let gone = MemoryAudio::new("a process that is gone", 16 << 20);
    let session = house.session(house.org, |new| new.store_audio = false).await;
    house.in_memory(&gone, session, fixture()).await;
    house.process(house.org, session, &gone).await;
    let worker = house.worker(Arc::new(Recorded::default()));
    let failed = house.until(house.org, session, SessionState::Failed).await;
    assert_eq!(
        failed.failure.as_deref(),
        Some("the sound was never stored and the server restarted; record again")
    );
    let tx = house.store.read(house.org).await.unwrap();
    assert_eq!(
        tx.media().of(session).await.unwrap().unwrap().state,
        MediaState::Gone
    );
    drop(tx);
    worker.end().await;
}

async fn sound_of_another_process_is_left_to_it(house: House) {
    let engines = Arc::new(Recorded::default());
    engines.hang.store(1, Ordering::SeqCst);
    // One that only serves, and does what needs the sound it holds.
    let mut parts = house.parts(engines.clone());
    parts.held_only = true;
    let serving = house.start(parts);
    let working = house.worker(Arc::new(Recorded::default()));
    let session = house.session(house.org, |new| new.store_audio = false).await;
    house.in_memory(&serving.memory, session, fixture()).await;
    house.process(house.org, session, &serving.memory).await;
    until("it is being heard", || async {
        engines.calls.load(Ordering::SeqCst) == 1
    })
    .await;
    // Far longer than a process may be silent: it is alive, and says so.
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    assert_eq!(
        house.find(house.org, session).await.unwrap().state,
        SessionState::Processing
    );
    engines.release.cancel();
    house.until(house.org, session, SessionState::Done).await;
    assert_eq!(engines.calls.load(Ordering::SeqCst), 1);
    serving.end().await;
    working.end().await;
}

async fn a_failed_session_lets_its_sound_go(house: House) {
    let worker = house.worker(Arc::new(Recorded {
        silent: true,
        ..Recorded::default()
    }));
    let session = house.session(house.org, |new| new.store_audio = false).await;
    house.in_memory(&worker.memory, session, fixture()).await;
    house.process(house.org, session, &worker.memory).await;
    house.until(house.org, session, SessionState::Failed).await;
    until("memory is empty", || async { worker.memory.is_empty() }).await;
    worker.end().await;
}

async fn no_name_is_written_anywhere_where_transcripts_are_masked(house: House) {
    let worker = house.worker(Arc::new(Recorded::default()));
    let session = house.session(house.org, |new| new.mask_transcript = true).await;
    house.stored(house.org, session, fixture()).await;
    house.process(house.org, session, &worker.memory).await;
    let done = house.until(house.org, session, SessionState::Done).await;
    let tx = house.store.read(house.org).await.unwrap();
    let analysis = analysis(&tx, &done).await.unwrap().unwrap();
    assert!(
        analysis.transcript.text().ends_with("named [name]."),
        "{}",
        analysis.transcript.text()
    );
    assert!(!serde_json::to_string(&analysis).unwrap().contains(NAME));
    let heard: Option<serde_json::Value> = tx.transcripts().heard(session).await.unwrap();
    assert!(!heard.unwrap().to_string().contains(NAME));
    drop(tx);
    let events = house.events(house.org, session).await;
    assert!(
        events
            .iter()
            .any(|event| event.payload.to_string().contains("[name]"))
    );
    assert!(
        events
            .iter()
            .all(|event| !event.payload.to_string().contains(NAME))
    );
    worker.end().await;
    for (path, bytes) in house.files() {
        assert!(
            !holds(&bytes, NAME.as_bytes()),
            "{} holds the name",
            path.display()
        );
    }
    for row in house.fresh.every_row().await {
        assert!(!row.contains(&NAME.to_lowercase()), "{row:.40} holds the name");
    }
}
