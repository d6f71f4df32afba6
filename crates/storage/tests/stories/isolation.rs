//! One org finds and touches nothing of another, by any repository: on SQLite, where no row-level security helps.

use serde_json::{Value, json};
use storage::{
    NewUpload, OrgTx, Page, ProjectChange, SessionChange, SessionFilter, Window,
    records::{Channel, DrillState, JobState, ReportFormat, SessionState, Track},
    testing::Fresh,
};

use crate::samples::{self, House};

on_both!(
    another_org_finds_nothing,
    another_org_changes_nothing,
    another_org_takes_no_key
);

async fn two_orgs(fresh: &Fresh) -> (OrgTx, OrgTx, House) {
    let (theirs, other) = (fresh.org("School").await, fresh.org("Company").await);
    // The same person is in both.
    let owner = fresh.user("ana@example.org").await;
    let house = samples::house(fresh, theirs, owner).await;
    let theirs = fresh.store.read(theirs).await.unwrap();
    (theirs, fresh.store.write(other).await.unwrap(), house)
}

async fn another_org_finds_nothing(fresh: &Fresh) {
    let (theirs, tx, house) = two_orgs(fresh).await;
    for (tx, there) in [(&theirs, true), (&tx, false)] {
        let found = found(tx, &house).await;
        let wrong: Vec<_> = found.iter().filter(|(_, found)| *found != there).collect();
        assert!(wrong.is_empty(), "found or not against expectation: {wrong:?}");
    }
}

/// Everything there is to ask for, and whether something came.
async fn found(tx: &OrgTx, house: &House) -> Vec<(&'static str, bool)> {
    let mut found = found_of_the_recording(tx, house).await;
    found.extend(found_of_the_work(tx, house).await);
    found
}

async fn found_of_the_recording(tx: &OrgTx, house: &House) -> Vec<(&'static str, bool)> {
    let id = house.session;
    let page = Page::first(10);
    let window = Window {
        from_ms: 0,
        to_ms: 10_000,
        max_points: 10,
    };
    let heard = tx.transcripts().heard::<Value>(id).await.unwrap();
    let series = tx.metrics().series(id, Track::F0, &window).await.unwrap();
    let sessions = tx.sessions().list(&SessionFilter::default(), page).await.unwrap();
    vec![
        (
            "project",
            tx.projects().find(house.project.id).await.unwrap().is_some(),
        ),
        (
            "projects",
            !tx.projects().list(None, page).await.unwrap().is_empty(),
        ),
        ("session", tx.sessions().find(id).await.unwrap().is_some()),
        (
            "due for erasure",
            !tx.sessions().due_for_erasure(10).await.unwrap().is_empty(),
        ),
        ("sessions", !sessions.is_empty()),
        ("media", tx.media().of(id).await.unwrap().is_some()),
        (
            "media by id",
            tx.media().find(house.media).await.unwrap().is_some(),
        ),
        ("upload", tx.uploads().find(house.upload).await.unwrap().is_some()),
        ("uploads", !tx.uploads().of(id).await.unwrap().is_empty()),
        (
            "uploads, expired",
            !tx.uploads().expired(10).await.unwrap().is_empty(),
        ),
        ("heard", heard.is_some()),
        ("transcript", tx.transcripts().find(id).await.unwrap().is_some()),
        ("prosody", tx.prosody().find(id).await.unwrap().is_some()),
        (
            "prosody without tracks",
            tx.prosody().without_tracks(id).await.unwrap().is_some(),
        ),
        ("series", series.is_some()),
        (
            "minutes",
            !tx.metrics().minutes(id, Track::F0).await.unwrap().is_empty(),
        ),
    ]
}

async fn found_of_the_work(tx: &OrgTx, house: &House) -> Vec<(&'static str, bool)> {
    let (id, user) = (house.session, house.owner);
    let page = Page::first(10);
    vec![
        ("fluency", tx.fluency().find(id).await.unwrap().is_some()),
        ("scores", !tx.scores().list(id).await.unwrap().is_empty()),
        (
            "latest score",
            tx.scores().latest(id, "public-speaking").await.unwrap().is_some(),
        ),
        ("overalls", !tx.scores().overalls(&[id]).await.unwrap().is_empty()),
        (
            "outdated",
            !tx.scores()
                .outdated("public-speaking", 9, 10)
                .await
                .unwrap()
                .is_empty(),
        ),
        ("drill", tx.drills().find(house.drill).await.unwrap().is_some()),
        ("drills", !tx.drills().list(id).await.unwrap().is_empty()),
        ("report", tx.reports().find(house.report).await.unwrap().is_some()),
        ("reports", !tx.reports().list(id).await.unwrap().is_empty()),
        (
            "attempt",
            tx.attempts().find(house.attempt).await.unwrap().is_some(),
        ),
        (
            "attempts",
            !tx.attempts().list(user, None, page).await.unwrap().is_empty(),
        ),
        (
            "marks",
            !tx.attempts()
                .marks(user, None, tx.now())
                .await
                .unwrap()
                .is_empty(),
        ),
        (
            "consents",
            !tx.consents().of_session(id).await.unwrap().is_empty(),
        ),
        (
            "consents of a person",
            !tx.consents().of_user(user).await.unwrap().is_empty(),
        ),
        (
            "events",
            !tx.events().after(id, 0, None, 10).await.unwrap().is_empty(),
        ),
        ("job", tx.jobs().find(house.job).await.unwrap().is_some()),
        (
            "jobs of a subject",
            !tx.jobs().of_subject(id.0).await.unwrap().is_empty(),
        ),
        (
            "jobs",
            !tx.jobs().list(JobState::Queued, page).await.unwrap().is_empty(),
        ),
    ]
}

async fn another_org_changes_nothing(fresh: &Fresh) {
    let (theirs, tx, house) = two_orgs(fresh).await;
    let id = house.session;
    changes_no_recording(&tx, &house).await;
    changes_no_result(&tx, &house).await;
    let before = theirs.sessions().find(id).await.unwrap();
    drop(theirs);
    let theirs = house.project.org_id;
    tx.commit().await.unwrap();

    let tx = fresh.store.read(theirs).await.unwrap();
    assert_eq!(tx.sessions().find(id).await.unwrap(), before);
    let lost: Vec<_> = found(&tx, &house)
        .await
        .into_iter()
        .filter(|(_, found)| !found)
        .collect();
    assert!(lost.is_empty(), "another org took {lost:?}");
}

async fn changes_no_recording(tx: &OrgTx, house: &House) {
    let (id, user) = (house.session, house.owner);
    let title = SessionChange {
        title: Some("Mine".to_owned()),
        ..SessionChange::default()
    };
    let drawn = samples::waveform();
    let all = SessionState::ALL;
    assert!(
        tx.projects()
            .change(house.project.id, ProjectChange::default())
            .await
            .unwrap()
            .is_none()
    );
    assert!(!tx.projects().delete(house.project.id).await.unwrap());
    assert_eq!(tx.projects().delete_of(user).await.unwrap(), 0);
    assert!(tx.sessions().change(id, title).await.unwrap().is_none());
    assert!(
        tx.sessions()
            .advance(id, all, SessionState::Created)
            .await
            .unwrap()
            .is_none()
    );
    assert!(tx.sessions().restart(id, all).await.unwrap().is_none());
    assert!(!tx.sessions().fail(id, 0, "Mine").await.unwrap());
    assert!(!tx.sessions().set_erase_at(id, None).await.unwrap());
    assert!(!tx.sessions().delete(id).await.unwrap());
    assert!(
        !tx.media()
            .describe(id, 9.0, &samples::facts(), &drawn)
            .await
            .unwrap()
    );
    assert!(tx.media().erased(id).await.unwrap().is_none());
    assert!(tx.media().remove(id).await.unwrap().is_none());
    assert!(tx.uploads().append(house.upload, 0, 1).await.unwrap().is_none());
    assert!(!tx.uploads().delete(house.upload).await.unwrap());
    assert!(
        !tx.transcripts()
            .write(id, &samples::transcript(), None)
            .await
            .unwrap()
    );
    tx.transcripts().remove(id).await.unwrap();
}

async fn changes_no_result(tx: &OrgTx, house: &House) {
    let (id, user) = (house.session, house.owner);
    assert!(!tx.prosody().write(id, &samples::prosody(1)).await.unwrap());
    tx.prosody().remove(id).await.unwrap();
    assert!(
        tx.drills()
            .set_state(house.drill, DrillState::Done)
            .await
            .unwrap()
            .is_none()
    );
    assert!(!tx.reports().ready(house.report, "mine", 1).await.unwrap());
    assert!(!tx.reports().failed(house.report, "mine").await.unwrap());
    assert!(tx.reports().clear(id).await.unwrap().is_empty());
    assert!(!tx.attempts().fail(house.attempt, "mine").await.unwrap());
    assert!(!tx.attempts().again(house.attempt).await.unwrap());
    assert_eq!(tx.attempts().forget_blob(house.attempt).await.unwrap(), None);
    assert!(tx.attempts().delete_of(user).await.unwrap().is_empty());
    assert_eq!(
        tx.events()
            .append(id, vec![(Channel::State, json!(1))])
            .await
            .unwrap(),
        None
    );
    assert_eq!(tx.jobs().void(id.0, None).await.unwrap(), 0);
    assert!(tx.jobs().retry(house.job).await.unwrap().is_none());
}

/// What is unique is unique within an org: its rows must not be overwritten, or even noticed, by those of another.
async fn another_org_takes_no_key(fresh: &Fresh) {
    let (theirs, tx, house) = two_orgs(fresh).await;
    let again = samples::new_job("ingest", house.session.0, "one of everything");
    assert!(tx.jobs().enqueue(again).await.unwrap().is_some());
    drop(theirs);
    // Writing into a session of another org overwrites nothing there.
    let other = tx.org();
    drop(tx);
    let theirs = house.project.org_id;
    for table in ["transcript", "fluency", "score", "drills", "report"] {
        let tx = fresh.store.write(other).await.unwrap();
        let id = house.session;
        let refused = match table {
            "transcript" => tx
                .transcripts()
                .set_heard(id, "en", 9, &json!("mine"))
                .await
                .is_err(),
            "fluency" => tx.fluency().write(id, &mine()).await.is_err(),
            "score" => tx.scores().write(id, &samples::score_card(1, 1.0)).await.is_err(),
            "drills" => tx.drills().replace(id, &[samples::drill("Mine")]).await.is_err(),
            _ => tx
                .reports()
                .request(id, house.owner, ReportFormat::Pdf)
                .await
                .is_err(),
        };
        assert!(refused, "{table}");
        drop(tx);
        let tx = fresh.store.read(theirs).await.unwrap();
        assert_eq!(tx.fluency().find(id).await.unwrap(), Some(samples::fluency()));
        assert_eq!(
            tx.transcripts().find(id).await.unwrap(),
            Some(samples::transcript())
        );
        assert_eq!(
            tx.scores().list(id).await.unwrap()[0].card,
            samples::score_card(1, 70.0)
        );
    }
    let tx = fresh.store.write(other).await.unwrap();
    let upload = NewUpload {
        session: house.session,
        user: house.owner,
        name: String::new(),
        content_type: String::new(),
        total: None,
        expires_at: tx.now(),
    };
    assert!(tx.uploads().create(upload).await.is_err());
}

fn mine() -> domain::Fluency {
    domain::Fluency {
        word_count: 99,
        ..samples::fluency()
    }
}
