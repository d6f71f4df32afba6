//! A recording that comes in one stream: taken as it is, or refused in time and without a trace.

crate::on_both! {
    what_is_sent_is_there_as_it_was_sent;
    one_that_is_too_long_is_refused_while_it_comes;
    a_length_that_is_too_long_is_refused_before_anything_comes;
    what_breaks_off_leaves_nothing;
    what_cannot_be_taken_is_told;
    another_takes_its_place_only_when_that_is_meant;
    only_so_many_come_at_once;
    sound_that_is_not_to_be_stored_touches_no_disk;
}

mod stories {
    use std::time::Duration;

    use axum::body::Body;
    use http::Method;
    use serde_json::json;
    use storage::{OrgChange, testing::Fresh};
    use uuid::Uuid;

    use crate::{
        common::{House, Wishes, blob_folder, tone},
        recordings::{LIMIT, eventually, files, holds, noise, nothing_came, runs, sha256, small},
        wire::{Wire, head},
    };

    pub(crate) async fn what_is_sent_is_there_as_it_was_sent(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let path = format!("/v1/sessions/{session}/media");
        let sent = house
            .put(&ana, &format!("{path}?name=May.wav"), noise())
            .await
            .ok(201);
        assert_eq!(
            (
                &sent["name"],
                &sent["content_type"],
                &sent["bytes"],
                &sent["state"]
            ),
            (
                &json!("May.wav"),
                &json!("audio/wav"),
                &json!(noise().len()),
                &json!("stored")
            )
        );
        assert_eq!(sent["sha256"], sha256(&noise()));
        let shown = house.get(&ana, &format!("/v1/sessions/{session}")).await.ok(200);
        assert_eq!((&shown["media"], &shown["state"]), (&sent, &json!("ready")));
        let played = house.get(&ana, &path).await;
        assert_eq!((played.status.as_u16(), played.body), (200, noise()));
    }

    pub(crate) async fn one_that_is_too_long_is_refused_while_it_comes(fresh: Fresh) {
        let house = House::with(fresh, small()).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let path = format!("/v1/sessions/{session}/media");
        let mut wire = Wire::open(&house).await;
        wire.send(head(
            Some(&ana),
            "PUT",
            &path,
            &[("transfer-encoding", "chunked")],
        ))
        .await;
        for _ in 0..4 {
            wire.chunk(&vec![7; LIMIT / 3]).await;
        }
        // There is no last chunk: for all that the server knows, more comes.
        let answer = wire.answer().await;
        assert_eq!(
            answer.header("connection"),
            Some("close"),
            "what else comes is not read"
        );
        let problem = answer.problem(413, "too-large");
        assert!(problem["detail"].as_str().unwrap().contains("1 MB"), "{problem}");
        nothing_came(&house, &ana, &session).await;
        house.put(&ana, &path, tone()).await.ok(201);
    }

    pub(crate) async fn a_length_that_is_too_long_is_refused_before_anything_comes(fresh: Fresh) {
        let house = House::with(fresh, small()).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let path = format!("/v1/sessions/{session}/media");
        let length = (LIMIT + 1).to_string();
        let mut wire = Wire::open(&house).await;
        let headers = [("content-length", length.as_str()), ("expect", "100-continue")];
        wire.send(head(Some(&ana), "PUT", &path, &headers)).await;
        wire.answer().await.problem(413, "too-large");
        nothing_came(&house, &ana, &session).await;
    }

    pub(crate) async fn what_breaks_off_leaves_nothing(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let path = format!("/v1/sessions/{session}/media");
        // Some of it is on the disk already when the line breaks, and all of it would have come a little later.
        for bytes in [1_000, 20 << 20] {
            let mut wire = Wire::open(&house).await;
            wire.send(head(Some(&ana), "PUT", &path, &[("content-length", "31457280")]))
                .await;
            wire.send(vec![7_u8; bytes]).await;
            drop(wire);
            nothing_came(&house, &ana, &session).await;
        }
        house.put(&ana, &path, tone()).await.ok(201);
        eventually("the one that came is the only one", async || {
            (files(&blob_folder(&house.fresh)).len() == 1).then_some(())
        })
        .await;
    }

    pub(crate) async fn what_cannot_be_taken_is_told(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let path = format!("/v1/sessions/{session}/media");
        let empty = house
            .put(&ana, &path, Body::empty())
            .await
            .problem(422, "invalid");
        assert!(empty.to_string().contains("empty"), "{empty}");
        nothing_came(&house, &ana, &session).await;
        house
            .put(&ana, &format!("{path}?replace=perhaps"), tone())
            .await
            .problem(400, "bad-request");
        let nowhere = format!("/v1/sessions/{}/media", Uuid::now_v7());
        house.put(&ana, &nowhere, tone()).await.problem(404, "not-found");
        house
            .put(&ana, "/v1/sessions/..%2F..%2Fetc/media", tone())
            .await
            .problem(404, "not-found");
        // What it is, is found out when it is worked on, and told then: here it is taken.
        let text = "Dear diary, today I practised my talk.\n".repeat(50);
        let sent = house
            .put(&ana, &format!("{path}?name=notes.wav"), text)
            .await
            .ok(201);
        assert_eq!(sent["seconds"], json!(null));
    }

    pub(crate) async fn another_takes_its_place_only_when_that_is_meant(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let path = format!("/v1/sessions/{session}/media");
        let first = house.put(&ana, &path, tone()).await.ok(201);
        house.put(&ana, &path, noise()).await.problem(409, "conflict");
        assert_eq!(house.get(&ana, &path).await.body, tone());
        let second = house
            .put(&ana, &format!("{path}?replace=true"), noise())
            .await
            .ok(201);
        assert_ne!(first["id"], second["id"]);
        assert_eq!(house.get(&ana, &path).await.body, noise());
        let process = format!("/v1/sessions/{session}/process");
        house.post(&ana, &process, json!({})).await.ok(202);
        house
            .put(&ana, &format!("{path}?replace=true"), tone())
            .await
            .problem(409, "conflict");
        assert_eq!(
            house.get(&ana, &path).await.body,
            noise(),
            "what is worked on stays"
        );
    }

    pub(crate) async fn only_so_many_come_at_once(fresh: Fresh) {
        let mut wishes = Wishes::default();
        wishes.limits.uploads_per_org = 1;
        let house = House::with(fresh, wishes).await;
        let (ana, ben) = (house.somebody("ana").await, house.somebody("ben").await);
        let slow = format!("/v1/sessions/{}/media", house.session(&ana).await);
        let path = format!("/v1/sessions/{}/media?replace=true", house.session(&ana).await);
        // Whoever asks before the slow one came is in its way for a moment.
        let (wire, refused) = loop {
            let mut wire = Wire::open(&house).await;
            wire.send(head(Some(&ana), "PUT", &slow, &[("content-length", "1000")]))
                .await;
            wire.send([7_u8; 10]).await;
            tokio::time::sleep(Duration::from_millis(500)).await;
            let answer = house.put(&ana, &path, tone()).await;
            if answer.status != 201 {
                break (wire, answer);
            }
        };
        assert_eq!(refused.header("retry-after"), Some("5"));
        refused.problem(429, "too-many-requests");
        let other = format!("/v1/sessions/{}/media", house.session(&ben).await);
        house.put(&ben, &other, tone()).await.ok(201);
        drop(wire);
        eventually("the place is free again", async || {
            let answer = house.put(&ana, &path, tone()).await;
            (answer.status == 201).then_some(())
        })
        .await;
    }

    pub(crate) async fn sound_that_is_not_to_be_stored_touches_no_disk(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let keeps_none = OrgChange {
            store_audio: Some(false),
            ..OrgChange::default()
        };
        house.org_wants(ana.org, keeps_none).await;
        let recording = noise();
        let session = house.session(&ana).await;
        let path = format!("/v1/sessions/{session}");
        for (way, body) in [
            ("uploads", json!({"total": 10})),
            ("media/presign", json!({"bytes": 10})),
        ] {
            house
                .post(&ana, &format!("{path}/{way}"), body)
                .await
                .problem(409, "conflict");
        }
        let sent = house
            .put(&ana, &format!("{path}/media"), recording.clone())
            .await
            .ok(201);
        assert_eq!(sent["state"], "in_memory");
        assert_eq!(house.app.memory.bytes(), recording.len());
        house
            .post(&ana, &format!("{path}/process"), json!({}))
            .await
            .ok(202);
        house
            .get(&ana, &format!("{path}/media"))
            .await
            .problem(410, "gone");
        let runs = runs(&recording);
        assert!(holds(&runs, &recording[1000..1100]), "it would be found");
        assert!(files(&blob_folder(&house.fresh)).is_empty());
        for file in files(&house.fresh.folder) {
            let bytes = std::fs::read(&file).unwrap_or_default();
            assert!(!holds(&runs, &bytes), "{} holds sound", file.display());
        }
        let hex: String = recording[4000..4032]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let rows = house.fresh.every_row().await;
        assert!(rows.len() > 5 && rows.iter().all(|row| !row.contains(&hex)));
        house.json(&ana, Method::DELETE, &path, json!({})).await.ok(204);
        assert_eq!(house.app.memory.bytes(), 0, "it goes with its session");
    }
}
