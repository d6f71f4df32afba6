//! The audit tells who saw and changed what others said, and says nothing of looking at one's own.

crate::on_both! {
    whoever_looks_at_what_another_said_stands_in_the_audit;
    whoever_changes_it_stands_there_too;
    the_audit_holds_no_words_of_anybody;
}

mod stories {
    use std::collections::BTreeSet;

    use axum::body::Body;
    use domain::{Span, Timing, Transcript, Utterance, Word};
    use futures::StreamExt;
    use http::Method;
    use serde_json::{Value, json};
    use storage::{
        BlobKey,
        records::{Channel, ReportFormat, Role},
        testing::Fresh,
    };

    use crate::{
        common::{House, Person, tone},
        live::ears::{Socket, follows, id, tells, topic},
    };

    const SAID: &str = "confidential";

    fn transcript() -> Transcript {
        let span = Span::new(0.0, 1.0);
        let word = Word {
            text: SAID.to_owned(),
            span,
            timing: Timing::Measured,
            confidence: 0.9,
            fit: None,
            doubtful: false,
            phones: vec![],
        };
        Transcript {
            language: domain::Language::ENGLISH,
            language_probability: None,
            words: vec![word],
            utterances: vec![Utterance {
                span,
                first_word: 0,
                end_word: 1,
            }],
            speech: vec![span],
        }
    }

    /// A learner who has practised, their coach, and an admin with a second factor.
    struct School {
        house: House,
        learner: Person,
        coach: Person,
        admin: Person,
        session: String,
        report: String,
    }

    async fn school(fresh: Fresh) -> School {
        let house = House::new(fresh).await;
        let owner = house.somebody("owner").await;
        let learner = house.joins("learner", owner.org, Role::Learner, false).await;
        let coach = house.joins("coach", owner.org, Role::Coach, false).await;
        let admin = house.joins("admin", owner.org, Role::Admin, true).await;
        let session = house.session(&learner).await;
        house
            .put(&learner, &format!("/v1/sessions/{session}/media"), tone())
            .await
            .ok(201);
        let org = owner.org;
        let tx = house.app.store.write(org).await.unwrap();
        tx.coachings().add(coach.user, learner.user).await.unwrap();
        tx.transcripts()
            .set_heard(id(&session), "en", 1, &json!([]))
            .await
            .unwrap();
        tx.transcripts()
            .write(id(&session), &transcript(), None)
            .await
            .unwrap();
        let (report, _) = tx
            .reports()
            .request(id(&session), learner.user, ReportFormat::Html)
            .await
            .unwrap();
        let key = BlobKey::report(org, report.id);
        tx.reports().ready(report.id, key.as_str(), 12).await.unwrap();
        tx.commit().await.unwrap();
        house.app.blobs.put(&key, SAID.into()).await.unwrap();
        let report = report.id.to_string();
        School {
            house,
            learner,
            coach,
            admin,
            session,
            report,
        }
    }

    impl School {
        /// What the audit knows of the session that somebody did; newest first.
        async fn known(&self, of: &Person) -> Vec<Value> {
            let path = format!("/v1/orgs/{}/audit?actor={}&limit=100", of.org, of.user);
            let audit = self.house.get(&self.admin, &path).await.ok(200);
            let all = audit["items"].as_array().unwrap().clone();
            all.into_iter()
                .filter(|event| event["object_id"] == self.session)
                .collect()
        }

        async fn looks_at_everything(&self, who: &Person) {
            let path = format!("/v1/sessions/{}", self.session);
            for rest in [
                "transcript",
                "scores",
                "drills",
                "media",
                "metrics/minutes?track=f0",
            ] {
                let answer = self.house.get(who, &format!("{path}/{rest}")).await;
                assert_eq!(answer.status, 200, "{rest}");
            }
            let report = format!("/v1/reports/{}/file", self.report);
            assert_eq!(self.house.get(who, &report).await.status, 200);
            let mut stream = follows(&self.house, who, &self.session, "", None).await;
            assert!(stream.next().await.is_some());
        }
    }

    pub(crate) async fn whoever_looks_at_what_another_said_stands_in_the_audit(fresh: Fresh) {
        let school = school(fresh).await;
        let School { house, coach, .. } = &school;
        school.looks_at_everything(&school.learner).await;
        let own: BTreeSet<String> = actions(&school.known(&school.learner).await);
        assert_eq!(
            own,
            BTreeSet::from(["session.record".to_owned(), "session.consent".to_owned()])
        );
        school.looks_at_everything(coach).await;
        let known = school.known(coach).await;
        let expected = [
            "transcript.read",
            "scores.read",
            "drills.read",
            "recording.play",
            "metrics.read",
            "report.read",
            "session.follow",
        ];
        assert_eq!(actions(&known), expected.map(str::to_owned).into());
        for event in &known {
            assert_eq!(
                (&event["object_kind"], &event["address"]),
                (&json!("session"), &json!("127.0.0.1"))
            );
            assert!(!event["request_id"].as_str().unwrap().is_empty());
        }
        // What is not sent again was seen again all the same.
        let path = format!("/v1/sessions/{}/transcript", school.session);
        let request = house
            .request(coach, Method::GET, &path)
            .header("if-none-match", "*");
        let same = house.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(same.status, 304);
        assert_eq!(school.known(coach).await.len(), known.len() + 1);
        // Over a socket it is one look, however many of the session's topics are listened to.
        let mut socket = Socket::open(house, coach).await;
        for channel in [Channel::Tokens, Channel::Metrics] {
            let topic = topic(&school.session, channel);
            assert_eq!(socket.listens(&topic, 99).await["subscribed"], topic);
        }
        assert_eq!(school.known(coach).await.len(), known.len() + 2);
    }

    fn actions(events: &[Value]) -> BTreeSet<String> {
        let action = |event: &Value| event["action"].as_str().unwrap().to_owned();
        events.iter().map(action).collect()
    }

    pub(crate) async fn whoever_changes_it_stands_there_too(fresh: Fresh) {
        let school = school(fresh).await;
        let School { house, admin, .. } = &school;
        let path = format!("/v1/sessions/{}", school.session);
        house
            .put(admin, &format!("{path}/media?replace=true"), tone())
            .await
            .ok(201);
        house
            .post(admin, &format!("{path}/process"), json!({}))
            .await
            .ok(202);
        house.delete(admin, &path).await.ok(204);
        let known = school.known(admin).await;
        let newest_first: Vec<&str> = known
            .iter()
            .map(|event| event["action"].as_str().unwrap())
            .collect();
        assert_eq!(
            newest_first,
            ["session.erase", "session.process", "session.record"]
        );
        // What was refused changed nothing.
        house.delete(&school.coach, &path).await.problem(404, "not-found");
        assert!(school.known(&school.coach).await.is_empty());
    }

    pub(crate) async fn the_audit_holds_no_words_of_anybody(fresh: Fresh) {
        let school = school(fresh).await;
        let School { house, learner, .. } = &school;
        let words = json!({"kind": "reading", "title": SAID, "reference_text": SAID, "consent": true});
        house.post(learner, "/v1/sessions", words).await.ok(201);
        house
            .post(learner, "/v1/projects", json!({"name": SAID}))
            .await
            .ok(201);
        tells(&house.app.store, learner.org, &school.session, 2..3).await;
        school.looks_at_everything(&school.coach).await;
        let rows = house.fresh.every_row().await;
        let audit: Vec<&String> = rows
            .iter()
            .filter(|row| row.starts_with("audit_events"))
            .collect();
        assert!(audit.len() > 5);
        assert!(
            audit
                .iter()
                .all(|row| !row.contains(SAID) && !row.contains("example.org"))
        );
        assert!(rows.iter().any(|row| row.contains(SAID)), "it would be found");
    }
}
