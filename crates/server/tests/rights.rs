//! What people may do with what is kept of them: take all of it away, and have nothing of it left.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "a test stops at the first thing that is not as it should be, and a story is told in one go"
)]

mod common;

on_both! {
    an_export_holds_everything_of_one_person_and_nothing_of_another;
    erasing_oneself_leaves_nothing_but_a_number_in_the_audit;
    erasing_oneself_reaches_every_org_that_one_was_ever_in;
    an_admin_erases_what_a_learner_practised;
    whoever_owns_an_org_alone_cannot_go_while_others_are_in_it;
}

mod stories {
    use std::{
        collections::BTreeMap,
        io::{Cursor, Read},
        path::{Path, PathBuf},
    };

    use chrono::TimeDelta;
    use http::Method;
    use serde_json::{Value, json};
    use server::accounts::token;
    use storage::{
        BlobKey, NewAttempt, NewInvitation, OrgId, SessionId,
        records::{ReportFormat, Role},
        testing::Fresh,
    };
    use zip::ZipArchive;

    use super::common::{House, Person, blob_folder, tone};

    const PASSWORD: &str = "a long enough password of nobody";

    /// Somebody with a password, who came by invitation.
    async fn comes(house: &House, org: OrgId, by: &Person, name: &str) -> Person {
        let secret = token::for_org(org);
        let email = format!("{name}@example.org");
        let tx = house.app.store.write(org).await.unwrap();
        let new = NewInvitation {
            email: email.clone(),
            role: Role::Learner,
            token_hash: token::hash(&secret),
            invited_by: by.user,
            expires_at: tx.now() + TimeDelta::days(7),
        };
        tx.invitations().create(new).await.unwrap();
        tx.commit().await.unwrap();
        let body = json!({"email": email, "name": format!("{name} {name}"), "password": PASSWORD, "invitation": secret});
        let signed_in = house.post(by, "/v1/users", body).await.ok(201);
        Person {
            user: signed_in["user"]["id"].as_str().unwrap().parse().unwrap(),
            org,
            token: signed_in["access_token"].as_str().unwrap().to_owned(),
        }
    }

    /// Leaves something of every kind, with the marker in it.
    async fn practises(house: &House, who: &Person, marker: &str) -> String {
        let project = json!({"name": marker, "description": marker});
        house.post(who, "/v1/projects", project).await.ok(201);
        let body = json!({"kind": "reading", "title": marker, "language": "en", "reference_text": marker, "consent": true});
        let session = house.post(who, "/v1/sessions", body).await.ok(201);
        let session = session["id"].as_str().unwrap().to_owned();
        let sent = house
            .put(who, &format!("/v1/sessions/{session}/media"), tone())
            .await;
        assert!(sent.status.is_success(), "{sent:?}");
        let id = SessionId(session.parse().unwrap());
        let attempt = uuid::Uuid::now_v7();
        let key = BlobKey::attempt(who.org, attempt);
        house.app.blobs.put(&key, tone()).await.unwrap();
        let tx = house.app.store.write(who.org).await.unwrap();
        tx.transcripts()
            .set_heard(id, "en", 1, &json!({"text": marker}))
            .await
            .unwrap();
        let (report, _) = tx
            .reports()
            .request(id, who.user, ReportFormat::Html)
            .await
            .unwrap();
        let report_key = BlobKey::report(who.org, report.id);
        tx.reports()
            .ready(report.id, report_key.as_str(), 4)
            .await
            .unwrap();
        tx.attempts()
            .create(NewAttempt {
                id: attempt,
                user: who.user,
                language: "en".to_owned(),
                level: None,
                sentence_id: None,
                expected: marker.to_owned(),
                translation: None,
                blob: Some(key.as_str().to_owned()),
                content_type: "audio/wav".to_owned(),
            })
            .await
            .unwrap();
        tx.commit().await.unwrap();
        house
            .app
            .blobs
            .put(&report_key, marker.to_owned().into())
            .await
            .unwrap();
        session
    }

    fn files(folder: &Path) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return Vec::new();
        };
        let paths = entries.map(|entry| entry.unwrap().path());
        paths
            .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
            .collect()
    }

    async fn house_with_two(fresh: Fresh) -> (House, Person, Person, Person) {
        let house = House::new(fresh).await;
        let boss = house.somebody("boss").await;
        let boss = Person {
            token: house.signs_in(boss.user, true).await,
            ..boss
        };
        let ana = comes(&house, boss.org, &boss, "anaxmark").await;
        let ben = comes(&house, boss.org, &boss, "benxmark").await;
        (house, boss, ana, ben)
    }

    fn unpacked(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
        let mut found = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            found.insert(file.name().to_owned(), bytes);
        }
        found
    }

    pub(crate) async fn an_export_holds_everything_of_one_person_and_nothing_of_another(fresh: Fresh) {
        let (house, boss, ana, ben) = house_with_two(fresh).await;
        let session = practises(&house, &ana, "anaxmark").await;
        practises(&house, &ben, "benxmark").await;
        // What she left in an org that she is no longer in is hers too.
        let members = format!("/v1/orgs/{}/members/{}", boss.org, ana.user);
        house.delete(&boss, &members).await.ok(204);
        let answer = house.get(&ana, "/v1/me/export").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), Some("application/zip"));
        let files = unpacked(&answer.body);
        let org = format!("orgs/{}", boss.org);
        let at = format!("{org}/sessions/{session}");
        for name in [
            "account.json",
            &format!("{org}/projects.json"),
            &format!("{org}/attempts.json"),
            &format!("{org}/audit_events.json"),
            &format!("{org}/invitations.json"),
            &format!("{at}/session.json"),
            &format!("{at}/transcript.json"),
            &format!("{at}/media.json"),
            &format!("{at}/reports.json"),
        ] {
            assert!(
                files.contains_key(name),
                "{name} is missing in {:?}",
                files.keys()
            );
        }
        let recordings = files.iter().filter(|(_, bytes)| **bytes == tone()).count();
        assert_eq!(
            recordings,
            2,
            "of the session and of the attempt: {:?}",
            files.keys()
        );
        let texts: String = files
            .values()
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        let account: Value = serde_json::from_slice(&files["account.json"]).unwrap();
        assert_eq!(account["email"], "anaxmark@example.org");
        assert!(
            !texts.contains("benxmark") && !texts.contains(&ben.user.to_string()),
            "nothing of others"
        );
        assert!(
            !texts.contains("argon2") && !texts.contains("token_hash"),
            "no secrets"
        );
    }

    /// What stands in every record and every file about somebody.
    async fn left(house: &House, who: &Person, marker: &str) -> Vec<String> {
        let id = who.user.to_string();
        let hex: String = marker.bytes().map(|byte| format!("{byte:02x}")).collect();
        let needles = [id.replace('-', ""), id, marker.to_owned(), hex];
        let about = |text: &String| needles.iter().any(|needle| text.contains(needle.as_str()));
        let mut found: Vec<String> = house.fresh.every_row().await.into_iter().filter(about).collect();
        for file in files(&blob_folder(&house.fresh)) {
            let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
            if about(&text) || about(&file.display().to_string()) {
                found.push(format!("file: {}", file.display()));
            }
        }
        found
    }

    pub(crate) async fn erasing_oneself_leaves_nothing_but_a_number_in_the_audit(fresh: Fresh) {
        let (house, boss, ana, ben) = house_with_two(fresh).await;
        practises(&house, &ana, "anaxmark").await;
        practises(&house, &ben, "benxmark").await;
        let of_ben = left(&house, &ben, "benxmark").await.len();
        assert!(
            left(&house, &ana, "anaxmark").await.len() > 10,
            "there is a lot before"
        );
        let before = files(&blob_folder(&house.fresh)).len();
        let wrong = house
            .json(
                &ana,
                Method::DELETE,
                "/v1/me",
                json!({"password": "another password"}),
            )
            .await;
        wrong.problem(401, "wrong-credentials");
        let right = json!({"password": PASSWORD});
        house.json(&ana, Method::DELETE, "/v1/me", right).await.ok(204);
        house.get(&ana, "/v1/orgs").await.problem(401, "signed-out");
        let left_of_ana = left(&house, &ana, "anaxmark").await;
        assert!(!left_of_ana.is_empty(), "the audit knows that she was erased");
        for row in &left_of_ana {
            assert!(row.starts_with("audit_events: "), "{row}");
            assert!(!row.contains("anaxmark") && !row.contains("127.0.0.1"), "{row}");
        }
        assert_eq!(
            left(&house, &ben, "benxmark").await.len(),
            of_ben,
            "nothing of others goes"
        );
        assert_eq!(files(&blob_folder(&house.fresh)).len(), before / 2);
        let members = house
            .get(&boss, &format!("/v1/orgs/{}/members", boss.org))
            .await
            .ok(200);
        assert_eq!(members["items"].as_array().unwrap().len(), 2);
    }

    pub(crate) async fn erasing_oneself_reaches_every_org_that_one_was_ever_in(fresh: Fresh) {
        let (house, boss, ana, ben) = house_with_two(fresh).await;
        let choir = house.somebody("choir").await;
        let tx = house.app.store.write(choir.org).await.unwrap();
        tx.memberships().add(ana.user, Role::Learner).await.unwrap();
        tx.commit().await.unwrap();
        let alone = house
            .post(&ana, "/v1/orgs", json!({"name": "Alone"}))
            .await
            .ok(201);
        let alone: OrgId = alone["id"].as_str().unwrap().parse().unwrap();
        let within = |org| Person { org, ..ana.clone() };
        for org in [boss.org, choir.org, alone] {
            practises(&house, &within(org), "anaxmark").await;
        }
        practises(&house, &ben, "benxmark").await;
        let place = format!("/v1/orgs/{}/members/{}", choir.org, ana.user);
        house.delete(&within(choir.org), &place).await.ok(204);
        assert_eq!(files(&blob_folder(&house.fresh)).len(), 12);
        let erase = json!({"password": PASSWORD});
        house.json(&ana, Method::DELETE, "/v1/me", erase).await.ok(204);
        assert_eq!(files(&blob_folder(&house.fresh)).len(), 3, "only what is ben's");
        let left = left(&house, &ana, "anaxmark").await;
        assert!(
            left.iter().all(|row| row.starts_with("audit_events: ")),
            "{left:?}"
        );
        let erased = left.iter().filter(|row| row.contains("person.erase")).count();
        assert_eq!(erased, 2, "in both orgs that go on without her: {left:?}");
        let audit = format!("/v1/orgs/{}/audit?action=person.erase", boss.org);
        let audit = house.get(&boss, &audit).await.ok(200);
        let event = &audit["items"][0];
        assert_eq!(event["actor_id"], json!(ana.user));
        assert_eq!(event["address"], "", "about her as well");
        let counted = json!({"sessions": 1, "attempts": 1, "projects": 1, "member": true});
        assert_eq!(event["detail"], counted);
    }

    pub(crate) async fn an_admin_erases_what_a_learner_practised(fresh: Fresh) {
        let (house, boss, ana, ben) = house_with_two(fresh).await;
        practises(&house, &ana, "practised").await;
        practises(&house, &ben, "elsewhere").await;
        let path = format!("/v1/orgs/{}/members/{}/practice", boss.org, ana.user);
        house.delete(&ben, &path).await.problem(403, "forbidden");
        let erased = house.delete(&boss, &path).await.ok(200);
        assert_eq!(erased, json!({"sessions": 1, "attempts": 1, "projects": 1}));
        let rows = house.fresh.every_row().await;
        assert!(!rows.iter().any(|row| row.contains("practised")));
        assert!(rows.iter().any(|row| row.contains("elsewhere")));
        assert_eq!(files(&blob_folder(&house.fresh)).len(), 3, "only what is ben's");
        house.get(&ana, "/v1/sessions").await.ok(200);
    }

    pub(crate) async fn whoever_owns_an_org_alone_cannot_go_while_others_are_in_it(fresh: Fresh) {
        let (house, boss, ana, _) = house_with_two(fresh).await;
        let tx = house.app.store.write(boss.org).await.unwrap();
        tx.memberships().set_role(ana.user, Role::Owner).await.unwrap();
        tx.memberships().set_role(boss.user, Role::Learner).await.unwrap();
        tx.commit().await.unwrap();
        let alone = house
            .post(&ana, "/v1/orgs", json!({"name": "Alone"}))
            .await
            .ok(201);
        let erase = json!({"password": PASSWORD});
        house
            .json(&ana, Method::DELETE, "/v1/me", erase.clone())
            .await
            .problem(409, "conflict");
        assert!(
            house.get(&ana, "/v1/orgs").await.status.is_success(),
            "nothing was erased"
        );
        let tx = house.app.store.write(boss.org).await.unwrap();
        tx.memberships().set_role(boss.user, Role::Owner).await.unwrap();
        tx.commit().await.unwrap();
        house.json(&ana, Method::DELETE, "/v1/me", erase).await.ok(204);
        let rows = house.fresh.every_row().await;
        let org = alone["id"].as_str().unwrap();
        let gone = |row: &String| !row.contains(org) && !row.contains(&org.replace('-', ""));
        assert!(
            rows.iter().all(gone),
            "an org that nobody else is in goes with its owner"
        );
    }
}
