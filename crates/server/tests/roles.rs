//! Every operation of the API × every role, with and without a second factor, in one's own org and from another. An
//! operation that stands in the OpenAPI document and not in this table fails the test.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "a test stops at the first thing that is not as it should be, and a story is told in one go"
)]

mod common;

on_both! {
    every_operation_lets_in_whom_it_should_and_nobody_else;
    an_org_from_outside_is_as_one_that_does_not_exist;
    what_is_not_for_somebody_is_as_what_does_not_exist;
}

/// Who asks, in the order of the marks of a row. Everything that is asked about belongs to the learner.
///
/// `y` let in; `n` told that there is no such thing; `f` forbidden; `m` second factor needed.
const ASKING: [&str; 9] = [
    "an owner of another org",
    "another learner",
    "the learner",
    "their coach",
    "another coach",
    "an admin",
    "an admin with a second factor",
    "an owner",
    "an owner with a second factor",
];

const LOOK_AFTER: &str = "nffffmymy";
const ANY_MEMBER: &str = "nyyyyyyyy";
const LOOK_AT: &str = "nnyynmymy";
const CHANGE: &str = "nnyfnmymy";
const SENDER: &str = "nnynnnnnn";
/// Who may change a session, and sent what is to become its recording.
const CHANGE_AS_SENDER: &str = "nnyfnmnmn";
const SPEAKER: &str = "nnyfnffff";

/// What each operation of an org lets whom do.
const TABLE: [(&str, &str); 61] = [
    ("getOrg", ANY_MEMBER),
    ("changeOrg", LOOK_AFTER),
    ("deleteOrg", "nffffffmy"),
    ("listMembers", LOOK_AFTER),
    ("changeMember", LOOK_AFTER),
    ("removeMember", LOOK_AFTER),
    ("erasePractice", LOOK_AFTER),
    ("listInvitations", LOOK_AFTER),
    ("createInvitation", LOOK_AFTER),
    ("revokeInvitation", LOOK_AFTER),
    ("listCoachings", "nyyyymymy"),
    ("addCoaching", LOOK_AFTER),
    ("removeCoaching", LOOK_AFTER),
    ("listAudit", LOOK_AFTER),
    ("listParkedJobs", LOOK_AFTER),
    ("retryJob", LOOK_AFTER),
    ("getUsage", LOOK_AFTER),
    ("createProject", ANY_MEMBER),
    ("listProjects", ANY_MEMBER),
    ("getProject", LOOK_AT),
    ("changeProject", CHANGE),
    ("deleteProject", CHANGE),
    ("createSession", ANY_MEMBER),
    ("listSessions", ANY_MEMBER),
    ("getSession", LOOK_AT),
    ("deleteSession", CHANGE),
    ("giveConsent", SPEAKER),
    ("withdrawConsent", SPEAKER),
    ("processSession", CHANGE),
    ("rescoreSession", CHANGE),
    ("presignRecording", CHANGE),
    ("confirmRecording", CHANGE_AS_SENDER),
    ("sendRecording", CHANGE),
    ("sendRecordingForm", CHANGE),
    ("playRecording", LOOK_AT),
    ("beginUpload", CHANGE),
    ("getUpload", SENDER),
    ("appendUpload", SENDER),
    ("completeUpload", SENDER),
    ("getAnalysis", LOOK_AT),
    ("getTranscript", LOOK_AT),
    ("getSounds", LOOK_AT),
    ("getMetrics", LOOK_AT),
    ("getMinutes", LOOK_AT),
    ("getProsody", LOOK_AT),
    ("getFluency", LOOK_AT),
    ("getScores", LOOK_AT),
    ("getDrills", LOOK_AT),
    ("listReports", LOOK_AT),
    ("createReport", LOOK_AT),
    ("followSession", LOOK_AT),
    ("listPracticeLanguages", ANY_MEMBER),
    ("nextSentence", ANY_MEMBER),
    ("listAttempts", ANY_MEMBER),
    ("getPracticeStatistics", ANY_MEMBER),
    ("getPracticeSounds", ANY_MEMBER),
    ("getPracticeDrill", ANY_MEMBER),
    ("createAttempt", ANY_MEMBER),
    ("getAttempt", LOOK_AT),
    ("playAttempt", LOOK_AT),
    ("deleteAttempt", CHANGE),
];

/// Operations on one thing that is looked for by its own id.
const BY_ID: [(&str, &str); 4] = [
    ("changeDrill", CHANGE),
    ("getReport", LOOK_AT),
    ("getReportFile", LOOK_AT),
    ("createLiveTicket", ANY_MEMBER),
];

/// Operations on one's own account, whatever the org: they only need somebody who is signed in.
const OWN_ACCOUNT: [&str; 16] = [
    "listOrgs",
    "createOrg",
    "acceptInvitation",
    "exportMe",
    "erase_me",
    "get_me",
    "change_me",
    "change_password",
    "renew_recovery_codes",
    "list_sign_ins",
    "end_sign_in",
    "begin_totp",
    "end_totp",
    "confirm_totp",
    "give_second_factor",
    "verify",
];

/// Operations that need no token: they prove who somebody is, or say that the server is there.
const OPEN: [&str; 13] = [
    "live",
    "ready",
    "scrape",
    "keys",
    "login",
    "refresh",
    "logout",
    "setup",
    "ask_password_reset",
    "confirm_password_reset",
    "create_user",
    "confirm_user",
    "openLive",
];

mod stories {
    use std::collections::BTreeMap;

    use axum::body::Body;
    use bytes::Bytes;
    use http::{HeaderMap, Request, StatusCode};
    use http_body_util::BodyExt;
    use serde_json::{Value, json};
    use storage::{
        NewAttempt, OrgId, SessionId,
        records::{ReportFormat, Role},
        testing::Fresh,
    };
    use uuid::Uuid;

    use super::{
        ASKING, BY_ID, OPEN, OWN_ACCOUNT, TABLE,
        common::{House, Person},
    };

    struct Operation {
        id: String,
        method: String,
        path: String,
        open: bool,
    }

    fn operations() -> Vec<Operation> {
        let document = serde_json::to_value(server::openapi_document()).unwrap();
        let mut found = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let security = &operation["security"];
                found.push(Operation {
                    id: operation["operationId"].as_str().unwrap().to_owned(),
                    method: method.to_uppercase(),
                    path: path.clone(),
                    open: security.as_array().is_some_and(|all| all.contains(&json!({}))),
                });
            }
        }
        found
    }

    /// The things that belong to the learner, by what their paths begin with.
    struct Things {
        session: String,
        project: String,
        upload: String,
        report: String,
        drill: String,
        attempt: String,
    }

    impl Things {
        /// Things that nobody has.
        fn made_up() -> Self {
            let id = || Uuid::from_u128(1).to_string();
            Self {
                session: id(),
                project: id(),
                upload: id(),
                report: id(),
                drill: id(),
                attempt: id(),
            }
        }
    }

    async fn things(house: &House, learner: &Person) -> Things {
        let project = house
            .post(learner, "/v1/projects", json!({"name": "Talk"}))
            .await
            .ok(201);
        let session = house.session(learner).await;
        let upload = house
            .post(
                learner,
                &format!("/v1/sessions/{session}/uploads"),
                json!({"total": 1000}),
            )
            .await
            .ok(201);
        let id = SessionId(session.parse().unwrap());
        let tx = house.app.store.write(learner.org).await.unwrap();
        let (report, _) = tx
            .reports()
            .request(id, learner.user, ReportFormat::Html)
            .await
            .unwrap();
        let drill: domain::Drill = serde_json::from_value(json!({
            "kind": "pacing", "criterion": "pace", "title": "Slower", "why": "Fast.", "text": null, "steps": [],
            "goals": [], "moments": [],
        }))
        .unwrap();
        let attempt = Uuid::now_v7();
        let new = NewAttempt {
            id: attempt,
            user: learner.user,
            language: "en".to_owned(),
            level: None,
            sentence_id: None,
            expected: "The fox.".to_owned(),
            translation: None,
            blob: None,
            content_type: "audio/wav".to_owned(),
        };
        tx.attempts().create(new).await.unwrap();
        tx.drills().replace(id, &[drill]).await.unwrap();
        let drill = tx.drills().list(id).await.unwrap()[0].id;
        tx.commit().await.unwrap();
        Things {
            session,
            project: project["id"].as_str().unwrap().to_owned(),
            upload: upload["id"].as_str().unwrap().to_owned(),
            report: report.id.to_string(),
            drill: drill.to_string(),
            attempt: attempt.to_string(),
        }
    }

    fn path(operation: &Operation, org: OrgId, things: &Things) -> String {
        let id = match operation.path.split('/').nth(2).unwrap_or_default() {
            "orgs" => org.to_string(),
            "sessions" => things.session.clone(),
            "projects" => things.project.clone(),
            "uploads" => things.upload.clone(),
            "reports" => things.report.clone(),
            "drills" => things.drill.clone(),
            "practice" => things.attempt.clone(),
            _ => Uuid::from_u128(1).to_string(),
        };
        let nobody = Uuid::from_u128(7).to_string();
        let mut path = operation.path.replace("{id}", &id);
        for name in ["user", "invitation", "job", "coach", "learner"] {
            path = path.replace(&format!("{{{name}}}"), &nobody);
        }
        assert!(!path.contains('{'), "{path}: say what stands in its place");
        if ["getMetrics", "getMinutes"].contains(&operation.id.as_str()) {
            path.push_str("?track=f0");
        }
        path
    }

    fn body(operation: &Operation, things: &Things) -> Value {
        match operation.id.as_str() {
            "changeMember" => json!({"role": "coach"}),
            "createInvitation" => {
                json!({"email": format!("{}@example.org", Uuid::new_v4().simple()), "role": "learner"})
            }
            "addCoaching" => json!({"coach": Uuid::from_u128(7), "learner": Uuid::from_u128(8)}),
            "createProject" => json!({"name": "Another"}),
            "createSession" => json!({"kind": "talk", "title": "Another"}),
            "beginUpload" => json!({"total": 1000}),
            "presignRecording" => json!({"bytes": 1000}),
            "confirmRecording" => json!({"upload": things.upload}),
            "createReport" => json!({"session": things.session, "format": "html"}),
            "nextSentence" => json!({"language": "en", "level": "B1"}),
            "changeDrill" => json!({"state": "done"}),
            _ => json!({}),
        }
    }

    async fn mark(house: &House, who: &Person, org: OrgId, operation: &Operation, things: &Things) -> char {
        let request = Request::builder()
            .method(operation.method.as_str())
            .uri(house.url(&path(operation, org, things)))
            .header("authorization", format!("Bearer {}", who.token))
            .header("vivavoce-org", org.to_string())
            .header("upload-offset", "0")
            .header("content-type", "application/json");
        let body = Body::from(body(operation, things).to_string());
        let response = house.client.request(request.body(body).unwrap()).await.unwrap();
        let status = response.status();
        assert!(
            !status.is_server_error(),
            "{} {}: {status}",
            operation.method,
            operation.path
        );
        if status.is_success() {
            // Streams have no end.
            return 'y';
        }
        let text = response.into_body().collect().await.unwrap().to_bytes();
        let problem: Value = serde_json::from_slice(&text)
            .unwrap_or_else(|_| panic!("{}: {status} without a problem: {text:?}", operation.id));
        let detail = problem["detail"].as_str().unwrap();
        let hidden = [
            "org", "session", "project", "report", "drill", "upload", "attempt",
        ]
        .iter()
        .any(|thing| detail.starts_with(&format!("There is no such {thing}")));
        match (status, problem["type"].as_str().unwrap()) {
            (StatusCode::FORBIDDEN, "/problems/second-factor-needed") => 'm',
            (StatusCode::FORBIDDEN, _) => 'f',
            (StatusCode::NOT_FOUND, _) if hidden => 'n',
            (StatusCode::UNAUTHORIZED, _) => 'u',
            _ => 'y',
        }
    }

    pub(crate) async fn every_operation_lets_in_whom_it_should_and_nobody_else(fresh: Fresh) {
        let house = House::new(fresh).await;
        let table: BTreeMap<&str, &str> = TABLE.into_iter().chain(BY_ID).collect();
        let mut faults = Vec::new();
        let mut destroys = Vec::new();
        for operation in operations() {
            let id = operation.id.as_str();
            if OPEN.contains(&id) {
                continue;
            }
            if operation.open {
                faults.push(format!("{id} needs no token, and is not said to need none"));
            }
            if let Some(fault) = needs_a_token(&house, &operation).await {
                faults.push(fault);
            }
            if OWN_ACCOUNT.contains(&id) {
                continue;
            }
            let Some(expected) = table.get(id) else {
                faults.push(format!(
                    "{id} does not stand in the table of crates/server/tests/roles.rs"
                ));
                continue;
            };
            if id == "deleteOrg" {
                destroys.push(operation);
            } else {
                compare(&house, &operation, expected, &mut faults).await;
            }
        }
        for operation in destroys {
            compare(&house, &operation, table[operation.id.as_str()], &mut faults).await;
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    async fn needs_a_token(house: &House, operation: &Operation) -> Option<String> {
        let things = Things::made_up();
        let org = OrgId(Uuid::from_u128(1));
        let path = path(operation, org, &things);
        let request = Request::builder()
            .method(operation.method.as_str())
            .uri(house.url(&path))
            .header("content-type", "application/json")
            .body(Body::from("{}"))
            .unwrap();
        let status = house.send(request).await.status;
        (status != StatusCode::UNAUTHORIZED).then(|| format!("{}: {status} without a token", operation.id))
    }

    async fn compare(house: &House, operation: &Operation, expected: &str, faults: &mut Vec<String>) {
        let tag = Uuid::new_v4().simple();
        let stranger = house.somebody(&format!("stranger{tag}")).await;
        let stranger = Person {
            token: house.signs_in(stranger.user, true).await,
            ..stranger
        };
        let owner = house.somebody(&format!("owner{tag}")).await;
        let org = owner.org;
        let joins = |name: &str, role| {
            let name = format!("{name}{tag}");
            let house = &house;
            async move { house.joins(&name, org, role, false).await }
        };
        let other = joins("other", Role::Learner).await;
        let learner = joins("learner", Role::Learner).await;
        let coach = joins("coach", Role::Coach).await;
        let idle = joins("idle", Role::Coach).await;
        let admin = joins("admin", Role::Admin).await;
        let tx = house.app.store.write(org).await.unwrap();
        tx.coachings().add(coach.user, learner.user).await.unwrap();
        tx.commit().await.unwrap();
        let with_factor = |who: &Person| {
            let who = who.clone();
            async move {
                Person {
                    token: house.signs_in(who.user, true).await,
                    ..who
                }
            }
        };
        let (admin_2, owner_2) = (with_factor(&admin).await, with_factor(&owner).await);
        let asking = [
            stranger,
            other,
            learner.clone(),
            coach,
            idle,
            admin,
            admin_2,
            owner,
            owner_2,
        ];
        for ((who, name), expected) in asking.iter().zip(ASKING).zip(expected.chars()) {
            let things = things(house, &learner).await;
            let found = mark(house, who, org, operation, &things).await;
            if found != expected {
                faults.push(format!("{}: {name} gets {found}, not {expected}", operation.id));
            }
        }
    }

    pub(crate) async fn an_org_from_outside_is_as_one_that_does_not_exist(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let ben = house.somebody("ben").await;
        let ben = Person {
            token: house.signs_in(ben.user, true).await,
            ..ben
        };
        let things = things(&house, &ana).await;
        let nowhere = OrgId(Uuid::now_v7());
        for operation in of_orgs() {
            let theirs = asked(&house, &ben, ana.org, &operation, &things).await;
            let nowhere = asked(&house, &ben, nowhere, &operation, &things).await;
            assert_eq!(theirs.0, StatusCode::NOT_FOUND, "{}", operation.id);
            assert_eq!(theirs, nowhere, "{}", operation.id);
        }
    }

    /// From another org, and from the same one by another learner.
    pub(crate) async fn what_is_not_for_somebody_is_as_what_does_not_exist(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let ben = house.somebody("ben").await;
        let ben = Person {
            token: house.signs_in(ben.user, true).await,
            ..ben
        };
        let eve = house.joins("eve", ana.org, Role::Learner, false).await;
        let (theirs, nothing) = (things(&house, &ana).await, Things::made_up());
        let mut compared = 0;
        let on_things = |operation: &Operation| !operation.path.starts_with("/v1/orgs");
        for operation in of_orgs().filter(on_things) {
            for who in [&ben, &eve] {
                let names = |things| (path(&operation, who.org, things), body(&operation, things));
                if names(&theirs) == names(&nothing) {
                    continue;
                }
                let theirs = asked(&house, who, who.org, &operation, &theirs).await;
                let nothing = asked(&house, who, who.org, &operation, &nothing).await;
                assert_eq!(theirs.0, StatusCode::NOT_FOUND, "{}", operation.id);
                assert_eq!(theirs, nothing, "{}", operation.id);
                compared += 1;
            }
        }
        assert!(compared >= 2 * 35, "{compared} operations name a thing");
    }

    /// The operations that are for an org.
    fn of_orgs() -> impl Iterator<Item = Operation> {
        let all = operations().into_iter();
        all.filter(|operation| {
            let id = operation.id.as_str();
            !OPEN.contains(&id) && !OWN_ACCOUNT.contains(&id)
        })
    }

    /// Everything that is answered, but the time.
    async fn asked(
        house: &House,
        who: &Person,
        org: OrgId,
        operation: &Operation,
        things: &Things,
    ) -> (StatusCode, HeaderMap, Bytes) {
        let request = Request::builder()
            .method(operation.method.as_str())
            .uri(house.url(&path(operation, org, things)))
            .header("authorization", format!("Bearer {}", who.token))
            .header("vivavoce-org", org.to_string())
            .header("x-request-id", "the-same")
            .header("upload-offset", "0")
            .header("content-type", "application/json")
            .body(Body::from(body(operation, things).to_string()))
            .unwrap();
        let mut answer = house.send(request).await;
        answer.headers.remove("date");
        (answer.status, answer.headers, answer.body)
    }
}
