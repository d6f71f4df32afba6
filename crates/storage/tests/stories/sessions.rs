//! Sessions and their recordings: how far they are, and who moves them on.

use storage::{
    Error, NewMedia, NewUpload, SessionChange, SessionId,
    records::{MediaState, SessionState},
    testing::Fresh,
};
use uuid::Uuid;

use crate::samples;

on_both!(
    a_session_moves_on_only_from_where_it_is,
    a_new_run_leaves_the_old_one_behind,
    a_session_changes_what_it_is_asked_to,
    a_session_has_one_recording,
    pieces_of_an_upload_follow_each_other,
    ids_sort_by_time,
    an_uncommitted_change_has_never_been,
);

async fn a_session_moves_on_only_from_where_it_is(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let owner = fresh.user("ana@example.org").await;
    let session = samples::session(fresh, org, owner).await;
    assert_eq!(session.state, SessionState::Created);

    let tx = fresh.store.write(org).await.unwrap();
    let sessions = tx.sessions();
    let from = [SessionState::Created, SessionState::Failed];
    let ready = sessions
        .advance(session.id, &from, SessionState::Ready)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((ready.state, ready.processed_at), (SessionState::Ready, None));
    assert!(
        sessions
            .advance(session.id, &from, SessionState::Ready)
            .await
            .unwrap()
            .is_none()
    );
    let from = [SessionState::Ready];
    let done = sessions
        .advance(session.id, &from, SessionState::Done)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(done.processed_at, Some(tx.now()));
    let nobody = SessionId(Uuid::now_v7());
    assert!(
        sessions
            .advance(nobody, &from, SessionState::Done)
            .await
            .unwrap()
            .is_none()
    );
}

async fn a_new_run_leaves_the_old_one_behind(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let owner = fresh.user("ana@example.org").await;
    let id = samples::session(fresh, org, owner).await.id;

    let tx = fresh.store.write(org).await.unwrap();
    let first = tx
        .sessions()
        .restart(id, &[SessionState::Created])
        .await
        .unwrap()
        .unwrap();
    assert_eq!((first.run, first.state), (1, SessionState::Processing));
    assert!(tx.sessions().fail(id, 1, "Nobody speaks.").await.unwrap());
    let failed = tx.sessions().lock(id).await.unwrap().unwrap();
    assert_eq!(failed.failure.as_deref(), Some("Nobody speaks."));
    let second = tx
        .sessions()
        .restart(id, &[SessionState::Failed])
        .await
        .unwrap()
        .unwrap();
    assert_eq!((second.run, second.failure), (2, None));
    // A job of the first run that fails late must not touch the second.
    assert!(!tx.sessions().fail(id, 1, "Too late.").await.unwrap());
    assert_eq!(
        tx.sessions().find(id).await.unwrap().unwrap().state,
        SessionState::Processing
    );
}

async fn a_session_changes_what_it_is_asked_to(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let owner = fresh.user("ana@example.org").await;
    let before = samples::session(fresh, org, owner).await;
    let tx = fresh.store.write(org).await.unwrap();
    let change = SessionChange {
        title: Some("The end of my talk".to_owned()),
        language: Some(None),
        ..SessionChange::default()
    };
    let after = tx.sessions().change(before.id, change).await.unwrap().unwrap();
    assert_eq!(
        (after.title.as_str(), &after.language),
        ("The end of my talk", &None)
    );
    assert_eq!(after.rubric, before.rubric);
    assert_eq!(tx.sessions().find(before.id).await.unwrap().unwrap(), after);
}

async fn a_session_has_one_recording(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let owner = fresh.user("ana@example.org").await;
    let session = samples::session(fresh, org, owner).await.id;
    let tx = fresh.store.write(org).await.unwrap();
    let id = samples::media(&tx, session).await;
    tx.commit().await.unwrap();

    let second = NewMedia {
        id: Uuid::now_v7(),
        session,
        state: MediaState::Stored,
        blob: None,
        name: "again.wav".to_owned(),
        content_type: "audio/wav".to_owned(),
        bytes: 1,
        sha256: None,
    };
    let tx = fresh.store.write(org).await.unwrap();
    let refused = tx.media().put(second.clone()).await;
    assert!(matches!(refused, Err(Error::Taken(_))), "{refused:?}");
    drop(tx);

    let tx = fresh.store.write(org).await.unwrap();
    let media = tx.media().of(session).await.unwrap().unwrap();
    assert_eq!(media.id, id);
    assert_eq!(media.decoded().unwrap(), Some(samples::facts()));
    assert_eq!(media.drawn().unwrap(), Some(samples::waveform()));
    let was = tx.media().erased(session).await.unwrap().unwrap();
    assert!(was.blob.is_some());
    let gone = tx.media().find(id).await.unwrap().unwrap();
    assert_eq!(
        (gone.state, gone.blob, gone.deleted_at),
        (MediaState::Gone, None, Some(tx.now()))
    );
    assert_eq!(tx.media().remove(session).await.unwrap().unwrap().id, id);
    tx.media().put(second).await.unwrap();
}

async fn pieces_of_an_upload_follow_each_other(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let owner = fresh.user("ana@example.org").await;
    let session = samples::session(fresh, org, owner).await.id;
    let tx = fresh.store.write(org).await.unwrap();
    let new = NewUpload {
        session,
        user: owner,
        name: "talk.wav".to_owned(),
        content_type: "audio/wav".to_owned(),
        total: Some(30),
        expires_at: tx.now() + chrono::TimeDelta::hours(1),
    };
    let uploads = tx.uploads();
    let id = uploads.create(new).await.unwrap().id;
    assert_eq!(uploads.append(id, 0, 10).await.unwrap().unwrap().received, 10);
    assert!(uploads.append(id, 0, 10).await.unwrap().is_none(), "sent twice");
    assert!(
        uploads.append(id, 20, 10).await.unwrap().is_none(),
        "one left out"
    );
    let there = uploads.append(id, 10, 20).await.unwrap().unwrap();
    assert_eq!((there.received, there.parts), (30, 2));
    assert!(uploads.expired(10).await.unwrap().is_empty());
    assert_eq!(uploads.of(session).await.unwrap(), [there]);
    tx.commit().await.unwrap();

    fresh.clock.advance(chrono::TimeDelta::hours(1));
    let tx = fresh.store.write(org).await.unwrap();
    assert_eq!(tx.uploads().expired(10).await.unwrap().len(), 1);
    assert!(tx.uploads().delete(id).await.unwrap());
    assert!(!tx.uploads().delete(id).await.unwrap());
}

async fn ids_sort_by_time(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let tx = fresh.store.read(org).await.unwrap();
    let ids: Vec<_> = (0..1000).map(|_| tx.new_id()).collect();
    assert!(ids.is_sorted() && ids.iter().all(|id| id.get_version_num() == 7));
    fresh.clock.advance(chrono::TimeDelta::seconds(1));
    let later = fresh.store.read(org).await.unwrap();
    assert!(later.new_id() > *ids.last().unwrap());
}

async fn an_uncommitted_change_has_never_been(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let owner = fresh.user("ana@example.org").await;
    let mut signals = fresh.store.signals().listen();
    let tx = fresh.store.write(org).await.unwrap();
    let id = tx
        .sessions()
        .create(samples::new_session(owner))
        .await
        .unwrap()
        .id;
    tx.jobs()
        .enqueue(samples::new_job("ingest", id.0, "never"))
        .await
        .unwrap()
        .unwrap();
    drop(tx);
    let tx = fresh.store.read(org).await.unwrap();
    assert!(tx.sessions().find(id).await.unwrap().is_none());
    assert!(signals.try_recv().is_err());
}
