//! What goes with a session, and with an org.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, Statement};
use storage::{AttemptResult, Claim, NewAttempt, OrgId, records, testing::Fresh};
use uuid::Uuid;

use crate::samples;

on_both!(
    a_session_takes_everything_with_it,
    sessions_are_erased_when_their_time_is_over,
    an_org_takes_everything_with_it,
    attempts_are_found_by_their_age,
);

/// Rows of each table that hangs on a session, as the owner of the tables sees them.
async fn left(fresh: &Fresh) -> Vec<(&'static str, u64)> {
    let all = fresh.owner().await;
    let left = vec![
        ("media", records::media::Entity::find().count(&all).await.unwrap()),
        (
            "uploads",
            records::upload::Entity::find().count(&all).await.unwrap(),
        ),
        (
            "transcripts",
            records::transcript::Entity::find().count(&all).await.unwrap(),
        ),
        (
            "prosody",
            records::prosody::Entity::find().count(&all).await.unwrap(),
        ),
        (
            "metrics",
            records::metric::Entity::find().count(&all).await.unwrap(),
        ),
        (
            "minutes",
            records::metric_minute::Entity::find().count(&all).await.unwrap(),
        ),
        (
            "fluency",
            records::fluency::Entity::find().count(&all).await.unwrap(),
        ),
        (
            "scores",
            records::score::Entity::find().count(&all).await.unwrap(),
        ),
        (
            "drills",
            records::drill::Entity::find().count(&all).await.unwrap(),
        ),
        (
            "reports",
            records::report::Entity::find().count(&all).await.unwrap(),
        ),
        (
            "events",
            records::event::Entity::find().count(&all).await.unwrap(),
        ),
        (
            "consents",
            records::consent::Entity::find().count(&all).await.unwrap(),
        ),
    ];
    left
}

async fn a_session_takes_everything_with_it(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let house = samples::house(fresh, org, fresh.user("ana@example.org").await).await;
    assert!(
        left(fresh).await.iter().all(|(_, rows)| *rows > 0),
        "one of everything"
    );
    let tx = fresh.store.write(org).await.unwrap();
    assert!(tx.sessions().delete(house.session).await.unwrap());
    assert!(!tx.sessions().delete(house.session).await.unwrap());
    assert_eq!(tx.jobs().void(house.session.0, None).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let left: Vec<_> = left(fresh)
        .await
        .into_iter()
        .filter(|(_, rows)| *rows > 0)
        .collect();
    assert_eq!(left, []);
    // Its project and the person's attempts are not its own.
    let tx = fresh.store.read(org).await.unwrap();
    assert!(tx.projects().find(house.project.id).await.unwrap().is_some());
    assert!(tx.attempts().find(house.attempt).await.unwrap().is_some());
}

async fn sessions_are_erased_when_their_time_is_over(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let owner = fresh.user("ana@example.org").await;
    let ids = [
        samples::session(fresh, org, owner).await.id,
        samples::session(fresh, org, owner).await.id,
        samples::session(fresh, org, owner).await.id,
    ];
    let tx = fresh.store.write(org).await.unwrap();
    let at = |hours| Some(tx.now() + chrono::TimeDelta::hours(hours));
    assert!(tx.sessions().set_erase_at(ids[0], at(2)).await.unwrap());
    assert!(tx.sessions().set_erase_at(ids[1], at(1)).await.unwrap());
    tx.commit().await.unwrap();
    let due = async || {
        let tx = fresh.store.read(org).await.unwrap();
        let due = tx.sessions().due_for_erasure(10).await.unwrap();
        due.into_iter().map(|session| session.id).collect::<Vec<_>>()
    };
    assert_eq!(due().await, []);
    fresh.clock.advance(chrono::TimeDelta::hours(1));
    assert_eq!(due().await, [ids[1]]);
    fresh.clock.advance(chrono::TimeDelta::hours(1));
    assert_eq!(due().await, [ids[1], ids[0]]);
}

async fn an_org_takes_everything_with_it(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let other = fresh.org("Company").await;
    let owner = fresh.user("ana@example.org").await;
    samples::house(fresh, org, owner).await;
    samples::house(fresh, other, owner).await;
    let all = fresh.owner().await;
    let before = left(fresh).await;
    let delete = "DELETE FROM orgs WHERE name = 'School'";
    let backend = fresh.connection().get_database_backend();
    all.execute_raw(Statement::from_string(backend, delete))
        .await
        .unwrap();
    let after = left(fresh).await;
    for (before, after) in before.iter().zip(after) {
        assert_eq!(after.1 * 2, before.1, "{}", after.0);
    }
    assert_eq!(records::job::Entity::find().count(&all).await.unwrap(), 1);
    assert_eq!(records::attempt::Entity::find().count(&all).await.unwrap(), 1);
}

async fn attempts_are_found_by_their_age(fresh: &Fresh) {
    let (org, other) = (fresh.org("School").await, fresh.org("Company").await);
    let owner = fresh.user("ana@example.org").await;
    let first = samples::house(fresh, org, owner).await.attempt;
    samples::house(fresh, other, owner).await;
    let made = fresh.store.read(org).await.unwrap().now();
    fresh.clock.advance(chrono::TimeDelta::hours(1));
    let second = new_attempt(fresh, org, owner).await;
    let before = async |time| {
        let tx = fresh.store.read(org).await.unwrap();
        let found = tx.attempts().before(time, 10).await.unwrap();
        found.into_iter().map(|attempt| attempt.id).collect::<Vec<_>>()
    };
    assert!(before(made - chrono::TimeDelta::seconds(1)).await.is_empty());
    assert_eq!(before(made).await, [first]);
    assert_eq!(before(made + chrono::TimeDelta::hours(1)).await, [first, second]);
    let tx = fresh.store.write(org).await.unwrap();
    assert!(tx.erasure().attempt(second).await.unwrap());
    assert!(!tx.erasure().attempt(second).await.unwrap());
    assert_eq!(tx.jobs().of_subject(second).await.unwrap(), []);
    tx.commit().await.unwrap();
    assert_eq!(before(made + chrono::TimeDelta::hours(1)).await, [first]);
}

/// A sentence that was just read aloud, and waits to be heard.
async fn new_attempt(fresh: &Fresh, org: OrgId, user: storage::UserId) -> Uuid {
    let tx = fresh.store.write(org).await.unwrap();
    let id = tx.new_id();
    let new = NewAttempt {
        id,
        user,
        language: "es".to_owned(),
        level: None,
        sentence_id: None,
        expected: "Hola.".to_owned(),
        translation: None,
        blob: None,
        content_type: "audio/wav".to_owned(),
    };
    tx.attempts().create(new).await.unwrap();
    let job = samples::new_job("attempt", id, "an attempt");
    tx.jobs().enqueue(job).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    id
}

/// A worker and an erasure that meet on PostgreSQL, which locks rows: each waits for the other's end, and not for each
/// other. (SQLite has one writer at a time.)
mod meeting_a_worker {
    use super::*;

    /// Claims the one job of a kind.
    async fn claim(fresh: &Fresh, kind: &str) -> records::Job {
        let tx = fresh.store.system().await.unwrap();
        let claim = Claim {
            kinds: &[kind],
            process: "here",
            worker: "one",
            lease: Duration::from_secs(30),
            held_only: false,
        };
        let job = tx.queue().claim(&claim).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        job
    }

    /// Waits until somebody waits for a row.
    async fn until_somebody_waits(fresh: &Fresh) {
        let all = fresh.owner().await;
        let waiting =
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let waiting = Statement::from_string(DbBackend::Postgres, waiting);
        for _ in 0..200 {
            if all.query_one_raw(waiting.clone()).await.unwrap().is_some() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("nobody waits: the two did not meet");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn that_writes_down_a_step_of_a_session() {
        let fresh = Fresh::postgres().await;
        let org = fresh.org("School").await;
        let session = samples::house(&fresh, org, fresh.user("ana@example.org").await)
            .await
            .session;
        let job = claim(&fresh, "ingest").await;
        // A worker writes with the session locked, and its job comes last.
        let writing = fresh.store.write(org).await.unwrap();
        writing.sessions().lock(session).await.unwrap().unwrap();
        let store = fresh.store.clone();
        let erasing = tokio::spawn(async move {
            let tx = store.write(org).await?;
            let gone = tx.erasure().session(session).await?;
            tx.commit().await.map(|()| gone)
        });
        until_somebody_waits(&fresh).await;
        assert!(writing.jobs().finish(job.id, "one").await.unwrap());
        writing.commit().await.unwrap();
        assert!(erasing.await.unwrap().unwrap(), "erased after the worker");
        let tx = fresh.store.read(org).await.unwrap();
        assert!(tx.sessions().find(session).await.unwrap().is_none());
        assert!(tx.jobs().find(job.id).await.unwrap().is_none());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn that_writes_down_how_an_attempt_went() {
        let fresh = Fresh::postgres().await;
        let org = fresh.org("School").await;
        let user = fresh.user("ana@example.org").await;
        let attempt = new_attempt(&fresh, org, user).await;
        let job = claim(&fresh, "attempt").await;
        let writing = fresh.store.write(org).await.unwrap();
        let result = AttemptResult {
            transcription: "Hola.".to_owned(),
            accuracy: 100.0,
            correct: true,
            document: serde_json::json!([]),
        };
        assert!(writing.attempts().finish(attempt, &result).await.unwrap());
        let store = fresh.store.clone();
        let erasing = tokio::spawn(async move {
            let tx = store.write(org).await?;
            let gone = tx.erasure().practice(user).await?;
            tx.commit().await.map(|()| gone)
        });
        until_somebody_waits(&fresh).await;
        assert!(writing.jobs().finish(job.id, "one").await.unwrap());
        writing.commit().await.unwrap();
        assert_eq!(
            erasing.await.unwrap().unwrap().attempts,
            1,
            "erased after the worker"
        );
        let tx = fresh.store.read(org).await.unwrap();
        assert!(tx.attempts().find(attempt).await.unwrap().is_none());
        assert!(tx.jobs().find(job.id).await.unwrap().is_none());
    }
}
