//! What goes with a session, and with an org.

use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Statement};
use storage::{records, testing::Fresh};

use crate::samples;

on_both!(
    a_session_takes_everything_with_it,
    sessions_are_erased_when_their_time_is_over,
    an_org_takes_everything_with_it,
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
