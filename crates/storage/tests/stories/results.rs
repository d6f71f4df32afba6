//! What jobs find in a session: read back as it was written, and written again in place of what was there.

use serde_json::{Value, json};
use storage::{
    NewAttempt, Page, Signal,
    records::{AttemptState, DrillState, ReportFormat, ReportState},
    testing::Fresh,
};
use uuid::Uuid;

use crate::samples;

on_both!(
    results_are_read_back_as_they_were_written,
    a_result_written_twice_is_there_once,
    every_version_of_a_rubric_keeps_its_card,
    a_drill_that_is_made_again_stays_done,
    a_report_is_made_once,
    attempts_tell_how_they_went,
);

async fn results_are_read_back_as_they_were_written(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let house = samples::house(fresh, org, fresh.user("ana@example.org").await).await;
    let tx = fresh.store.read(org).await.unwrap();
    let heard: Value = tx.transcripts().heard(house.session).await.unwrap().unwrap();
    assert_eq!(heard, json!({ "words": ["so"], "at": 0.1 + 0.2 }));
    let transcript = tx.transcripts().find(house.session).await.unwrap();
    assert_eq!(transcript, Some(samples::transcript()));
    assert_eq!(
        tx.prosody().find(house.session).await.unwrap(),
        Some(samples::prosody(70))
    );
    assert_eq!(
        tx.fluency().find(house.session).await.unwrap(),
        Some(samples::fluency())
    );
    let scores = tx.scores().list(house.session).await.unwrap();
    assert_eq!(scores[0].card, samples::score_card(1, 70.0));
    let drills = tx.drills().list(house.session).await.unwrap();
    assert_eq!(drills[0].drill, samples::drill("Slower"));
    let consents = tx.consents().of_session(house.session).await.unwrap();
    assert_eq!(consents[0].text, "I agree.");
    assert_eq!(tx.consents().of_user(house.owner).await.unwrap(), consents);
    assert_eq!(
        tx.consents().standing(house.session).await.unwrap().as_ref(),
        consents.last()
    );
    drop(tx);
    let tx = fresh.store.write(org).await.unwrap();
    assert!(tx.consents().withdraw(house.session).await.unwrap());
    assert!(!tx.consents().withdraw(house.session).await.unwrap());
    assert_eq!(tx.consents().standing(house.session).await.unwrap(), None);
    let withdrawn = tx.consents().of_session(house.session).await.unwrap();
    assert_eq!(
        withdrawn[0].withdrawn_at,
        Some(tx.now()),
        "that it was given stays"
    );
}

async fn a_result_written_twice_is_there_once(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let house = samples::house(fresh, org, fresh.user("ana@example.org").await).await;
    let tx = fresh.store.write(org).await.unwrap();
    let id = house.session;
    tx.prosody().write(id, &samples::prosody(31)).await.unwrap();
    tx.fluency().write(id, &samples::fluency()).await.unwrap();
    tx.scores()
        .write(id, &samples::score_card(1, 50.0))
        .await
        .unwrap();
    tx.transcripts().set_heard(id, "en", 0, &json!([])).await.unwrap();
    tx.commit().await.unwrap();

    let tx = fresh.store.read(org).await.unwrap();
    assert_eq!(tx.prosody().find(id).await.unwrap(), Some(samples::prosody(31)));
    let cards: Vec<_> = tx
        .scores()
        .list(id)
        .await
        .unwrap()
        .into_iter()
        .map(|score| score.card)
        .collect();
    assert_eq!(cards, [samples::score_card(1, 50.0)]);
    let overalls = tx.scores().overalls(&[id]).await.unwrap();
    assert_eq!((overalls.len(), overalls[0].overall), (1, Some(50.0)));
    // What was heard anew has to be aligned anew.
    assert_eq!(tx.transcripts().find(id).await.unwrap(), None);
}

async fn every_version_of_a_rubric_keeps_its_card(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let house = samples::house(fresh, org, fresh.user("ana@example.org").await).await;
    let tx = fresh.store.write(org).await.unwrap();
    let scores = tx.scores();
    assert_eq!(scores.outdated("public-speaking", 1, 10).await.unwrap(), []);
    assert_eq!(scores.outdated("conversation", 1, 10).await.unwrap(), []);
    assert_eq!(
        scores.outdated("public-speaking", 2, 10).await.unwrap(),
        [house.session]
    );
    scores
        .write(house.session, &samples::score_card(2, 60.0))
        .await
        .unwrap();
    assert_eq!(scores.outdated("public-speaking", 2, 10).await.unwrap(), []);
    assert_eq!(scores.list(house.session).await.unwrap().len(), 2);
    let latest = scores
        .latest(house.session, "public-speaking")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(latest.card.rubric.version, 2);
    assert!(
        scores
            .latest(house.session, "conversation")
            .await
            .unwrap()
            .is_none()
    );
}

async fn a_drill_that_is_made_again_stays_done(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let house = samples::house(fresh, org, fresh.user("ana@example.org").await).await;
    let tx = fresh.store.write(org).await.unwrap();
    let done = tx
        .drills()
        .set_state(house.drill, DrillState::Done)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(done.state, DrillState::Done);
    let drills = [samples::drill("Louder"), samples::drill("Slower")];
    tx.drills().replace(house.session, &drills).await.unwrap();
    let list = tx.drills().list(house.session).await.unwrap();
    let states: Vec<_> = list
        .iter()
        .map(|drill| (drill.drill.title.as_str(), drill.state))
        .collect();
    assert_eq!(
        states,
        [("Louder", DrillState::Open), ("Slower", DrillState::Done)]
    );
    assert_eq!(list[1].id, house.drill);
    tx.drills().replace(house.session, &[]).await.unwrap();
    assert_eq!(tx.drills().list(house.session).await.unwrap(), []);
}

async fn a_report_is_made_once(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let house = samples::house(fresh, org, fresh.user("ana@example.org").await).await;
    let mut signals = fresh.store.signals().listen();
    let tx = fresh.store.write(org).await.unwrap();
    let reports = tx.reports();
    let (same, make) = reports
        .request(house.session, house.owner, ReportFormat::Pdf)
        .await
        .unwrap();
    assert_eq!((same.id, make), (house.report, false));
    let (other, make) = reports
        .request(house.session, house.owner, ReportFormat::Csv)
        .await
        .unwrap();
    assert!(make && other.id != house.report);
    assert!(reports.failed(house.report, "The disk is full.").await.unwrap());
    let (again, make) = reports
        .request(house.session, house.owner, ReportFormat::Pdf)
        .await
        .unwrap();
    assert_eq!(
        (again.id, again.state, make),
        (house.report, ReportState::Queued, true)
    );
    assert!(reports.ready(house.report, "orgs/x", 77).await.unwrap());
    let ready = reports.find(house.report).await.unwrap().unwrap();
    assert_eq!(
        (ready.state, ready.bytes, ready.ready_at),
        (ReportState::Ready, Some(77), Some(tx.now()))
    );
    assert!(!reports.ready(Uuid::now_v7(), "orgs/x", 77).await.unwrap());
    let cleared = reports.clear(house.session).await.unwrap();
    assert_eq!(
        (cleared.len(), reports.list(house.session).await.unwrap().len()),
        (2, 0)
    );
    tx.commit().await.unwrap();
    assert_eq!(signals.try_recv().unwrap(), Signal::Finished(house.report));
}

async fn attempts_tell_how_they_went(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let house = samples::house(fresh, org, fresh.user("ana@example.org").await).await;
    let tx = fresh.store.write(org).await.unwrap();
    let attempts = tx.attempts();
    let first = attempts.find(house.attempt).await.unwrap().unwrap();
    assert_eq!(
        (first.state, first.accuracy),
        (AttemptState::Done, Some(100.0 / 3.0))
    );
    let compared: Value = first.compared().unwrap().unwrap();
    assert_eq!(compared, json!([{ "expected": "hola", "heard": "ola" }]));
    let second = NewAttempt {
        id: tx.new_id(),
        user: house.owner,
        language: "fr".to_owned(),
        level: None,
        sentence_id: None,
        expected: "Bonjour.".to_owned(),
        translation: None,
        blob: None,
        content_type: "audio/wav".to_owned(),
    };
    let second = attempts.create(second).await.unwrap();
    assert!(attempts.fail(second.id, "Nobody speaks.").await.unwrap());
    assert!(!attempts.fail(second.id, "Twice.").await.unwrap());
    let all = attempts.list(house.owner, None, Page::first(10)).await.unwrap();
    assert_eq!(
        all.iter().map(|attempt| attempt.id).collect::<Vec<_>>(),
        [second.id, first.id]
    );
    let french = attempts
        .list(house.owner, Some("fr"), Page::first(10))
        .await
        .unwrap();
    assert_eq!(french[0].failure.as_deref(), Some("Nobody speaks."));
    // Only what was heard counts.
    let marks = attempts.marks(house.owner, None, tx.now()).await.unwrap();
    assert_eq!((marks.len(), marks[0].accuracy), (1, 100.0 / 3.0));
    let later = tx.now() + chrono::TimeDelta::milliseconds(1);
    assert_eq!(attempts.marks(house.owner, None, later).await.unwrap(), []);
    assert!(attempts.again(second.id).await.unwrap());
    assert_eq!(attempts.forget_blob(first.id).await.unwrap(), first.blob);
    assert_eq!(attempts.find(first.id).await.unwrap().unwrap().blob, None);
    assert_eq!(attempts.delete_of(house.owner).await.unwrap().len(), 2);
}
