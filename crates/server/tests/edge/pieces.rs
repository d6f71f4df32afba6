//! A recording that comes in pieces, over a line that breaks.

crate::on_both! {
    a_recording_goes_on_where_the_line_broke;
    a_wrong_offset_is_told_with_the_right_one;
    more_than_was_announced_is_refused;
    what_is_not_whole_is_not_taken;
    completing_twice_is_one_recording;
    nobody_goes_on_with_what_another_began;
    one_piece_comes_at_a_time;
    what_took_too_long_is_given_up;
}

mod stories {
    use std::time::Duration;

    use axum::body::Body;
    use bytes::Bytes;
    use chrono::TimeDelta;
    use http::Method;
    use serde_json::{Value, json};
    use storage::{records::Role, testing::Fresh};
    use uuid::Uuid;

    use crate::{
        common::{Answer, House, Person, blob_folder},
        recordings::{LIMIT, eventually, files, noise, sha256, small},
        wire::{Wire, head},
    };

    /// Begins an upload and gives its address.
    async fn begins(house: &House, who: &Person, session: &str, total: Option<usize>) -> String {
        let body = json!({"name": "May.wav", "content_type": "audio/wav", "total": total});
        let begun = house
            .post(who, &format!("/v1/sessions/{session}/uploads"), body)
            .await;
        assert_eq!(begun.header("upload-offset"), Some("0"));
        let begun = begun.ok(201);
        format!("/v1/uploads/{}", begun["id"].as_str().unwrap())
    }

    async fn appends(house: &House, who: &Person, upload: &str, offset: usize, bytes: Bytes) -> Answer {
        let request = house
            .request(who, Method::PATCH, upload)
            .header("upload-offset", offset.to_string());
        house.send(request.body(Body::from(bytes)).unwrap()).await
    }

    async fn completes(house: &House, who: &Person, upload: &str) -> Answer {
        let request = house.request(who, Method::POST, &format!("{upload}/complete"));
        house.send(request.body(Body::empty()).unwrap()).await
    }

    /// A piece of which a part comes before the line breaks.
    async fn breaks_off(
        house: &House,
        who: &Person,
        upload: &str,
        offset: usize,
        part: &[u8],
        length: usize,
    ) {
        let (offset, length) = (offset.to_string(), length.to_string());
        let headers = [
            ("upload-offset", offset.as_str()),
            ("content-length", length.as_str()),
        ];
        let mut wire = Wire::open(house).await;
        wire.send(head(Some(who), "PATCH", upload, &headers)).await;
        wire.send(part).await;
    }

    /// How much is here, once a piece that broke off was put away.
    async fn arrives_at(house: &House, who: &Person, upload: &str, offset: usize) {
        eventually("what came before the line broke", async || {
            let shown = house.get(who, upload).await.ok(200);
            (shown["offset"] == offset).then_some(())
        })
        .await;
    }

    pub(crate) async fn a_recording_goes_on_where_the_line_broke(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let recording = noise();
        let upload = begins(&house, &ana, &session, Some(recording.len())).await;
        let first = appends(&house, &ana, &upload, 0, recording.slice(..10_000)).await;
        assert_eq!(first.header("upload-offset"), Some("10000"));
        assert_eq!(first.ok(200)["offset"], 10_000);
        breaks_off(&house, &ana, &upload, 10_000, &recording[10_000..17_000], 22_044).await;
        arrives_at(&house, &ana, &upload, 17_000).await;
        let head = house.request(&ana, Method::HEAD, &upload);
        let head = house.send(head.body(Body::empty()).unwrap()).await;
        assert_eq!(
            (head.header("upload-offset"), head.body.len()),
            (Some("17000"), 0)
        );
        // The piece that broke off is put away, and only then another may come.
        eventually("the next piece is taken", async || {
            let answer = appends(&house, &ana, &upload, 17_000, recording.slice(17_000..)).await;
            (answer.status == 200).then_some(())
        })
        .await;
        let sent = completes(&house, &ana, &upload).await.ok(201);
        assert_eq!(
            (
                &sent["name"],
                &sent["content_type"],
                &sent["bytes"],
                &sent["sha256"]
            ),
            (
                &json!("May.wav"),
                &json!("audio/wav"),
                &json!(recording.len()),
                &json!(sha256(&recording))
            )
        );
        let played = house.get(&ana, &format!("/v1/sessions/{session}/media")).await;
        assert_eq!(played.body, recording);
        assert_eq!(files(&blob_folder(&house.fresh)).len(), 1, "the pieces are gone");
        let shown = house.get(&ana, &format!("/v1/sessions/{session}")).await.ok(200);
        assert_eq!(shown["state"], "ready");
    }

    pub(crate) async fn a_wrong_offset_is_told_with_the_right_one(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let upload = begins(&house, &ana, &session, Some(100)).await;
        appends(&house, &ana, &upload, 0, noise().slice(..40))
            .await
            .ok(200);
        for wrong in [0, 39, 41, 1_000_000] {
            let answer = appends(&house, &ana, &upload, wrong, noise().slice(..10)).await;
            assert_eq!(answer.header("upload-offset"), Some("40"), "{wrong}");
            let problem = answer.problem(409, "conflict");
            assert!(
                problem["detail"].as_str().unwrap().contains("40 bytes"),
                "{problem}"
            );
        }
        for nonsense in [None, Some("-1"), Some("forty"), Some("99999999999999999999")] {
            let mut request = house.request(&ana, Method::PATCH, &upload);
            if let Some(nonsense) = nonsense {
                request = request.header("upload-offset", nonsense);
            }
            house
                .send(request.body(Body::from("sound")).unwrap())
                .await
                .problem(400, "bad-request");
        }
        appends(&house, &ana, &upload, 40, noise().slice(40..100))
            .await
            .ok(200);
        let sent = completes(&house, &ana, &upload).await.ok(201);
        assert_eq!(sent["sha256"], sha256(&noise()[..100]));
    }

    pub(crate) async fn more_than_was_announced_is_refused(fresh: Fresh) {
        let house = House::with(fresh, small()).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let uploads = format!("/v1/sessions/{session}/uploads");
        house
            .post(&ana, &uploads, json!({"total": LIMIT + 1}))
            .await
            .problem(413, "too-large");
        for wrong in [json!({"total": 0}), json!({"content_type": "x".repeat(101)})] {
            house.post(&ana, &uploads, wrong).await.problem(422, "invalid");
        }
        let upload = begins(&house, &ana, &session, Some(10)).await;
        let long = appends(&house, &ana, &upload, 0, noise().slice(..11)).await;
        let problem = long.problem(413, "too-large");
        assert!(
            problem["detail"].as_str().unwrap().contains("10 bytes"),
            "{problem}"
        );
        arrives_at(&house, &ana, &upload, 0).await;
        appends(&house, &ana, &upload, 0, noise().slice(..10))
            .await
            .ok(200);
        appends(&house, &ana, &upload, 10, noise().slice(..1))
            .await
            .problem(413, "too-large");
        completes(&house, &ana, &upload).await.ok(201);
        // Who does not know how long it will be is held to what a recording may have.
        let session = house.session(&ana).await;
        let upload = begins(&house, &ana, &session, None).await;
        let half = Bytes::from(vec![7; LIMIT / 2]);
        appends(&house, &ana, &upload, 0, half.clone()).await.ok(200);
        appends(&house, &ana, &upload, LIMIT / 2, half).await.ok(200);
        let problem = appends(&house, &ana, &upload, LIMIT, noise().slice(..1))
            .await
            .problem(413, "too-large");
        assert!(problem["detail"].as_str().unwrap().contains("1 MB"), "{problem}");
    }

    pub(crate) async fn what_is_not_whole_is_not_taken(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let upload = begins(&house, &ana, &session, Some(100)).await;
        completes(&house, &ana, &upload).await.problem(409, "conflict");
        appends(&house, &ana, &upload, 0, noise().slice(..99))
            .await
            .ok(200);
        let problem = completes(&house, &ana, &upload).await.problem(409, "conflict");
        assert!(
            problem["detail"].as_str().unwrap().contains("99 of 100 bytes"),
            "{problem}"
        );
        let shown = house.get(&ana, &format!("/v1/sessions/{session}")).await.ok(200);
        assert_eq!(shown["media"], Value::Null);
        appends(&house, &ana, &upload, 99, noise().slice(99..100))
            .await
            .ok(200);
        completes(&house, &ana, &upload).await.ok(201);
    }

    /// The answer to the first may get lost: who asks again learns that it went well.
    pub(crate) async fn completing_twice_is_one_recording(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let upload = begins(&house, &ana, &session, None).await;
        appends(&house, &ana, &upload, 0, noise()).await.ok(200);
        let first = completes(&house, &ana, &upload).await.ok(201);
        let second = completes(&house, &ana, &upload).await.ok(201);
        assert_eq!(first, second);
        let eve = house.joins("eve", ana.org, Role::Learner, false).await;
        completes(&house, &eve, &upload).await.problem(404, "not-found");
        house.get(&ana, &upload).await.problem(404, "not-found");
        appends(&house, &ana, &upload, 0, noise())
            .await
            .problem(404, "not-found");
        assert_eq!(files(&blob_folder(&house.fresh)).len(), 1);
    }

    pub(crate) async fn nobody_goes_on_with_what_another_began(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let eve = house.somebody("eve").await;
        let ben = house.joins("ben", ana.org, Role::Learner, false).await;
        let admin = house.joins("admin", ana.org, Role::Admin, true).await;
        let session = house.session(&ana).await;
        let upload = begins(&house, &ana, &session, Some(100)).await;
        let unknown = format!("/v1/uploads/{}", Uuid::now_v7());
        for who in [&eve, &ben, &admin] {
            let words = async |answer: Answer| {
                let mut body = answer.problem(404, "not-found");
                body["request_id"].take();
                body
            };
            for path in [&upload, &unknown] {
                let asked = words(house.get(who, path).await).await;
                let appended = words(appends(&house, who, path, 0, noise().slice(..10)).await).await;
                let completed = words(completes(&house, who, path).await).await;
                assert_eq!((&asked, &asked), (&appended, &completed));
                assert_eq!(
                    asked["detail"],
                    "There is no such upload, or it was given up. Begin again."
                );
            }
        }
        arrives_at(&house, &ana, &upload, 0).await;
    }

    pub(crate) async fn one_piece_comes_at_a_time(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let upload = begins(&house, &ana, &session, None).await;
        // Whoever asks while a piece comes is told so; whoever asks before it came is in its way for a moment.
        let (mut wire, offset, refused) = loop {
            let shown = house.get(&ana, &upload).await.ok(200);
            let offset = shown["offset"].as_u64().unwrap() as usize;
            let mut wire = Wire::open(&house).await;
            let text = offset.to_string();
            let headers = [("upload-offset", text.as_str()), ("content-length", "60")];
            wire.send(head(Some(&ana), "PATCH", &upload, &headers)).await;
            wire.send(&noise()[offset..offset + 30]).await;
            tokio::time::sleep(Duration::from_millis(500)).await;
            let answer = completes(&house, &ana, &upload).await;
            if answer.header("retry-after").is_some() {
                break (wire, offset, answer);
            }
        };
        refused.problem(409, "conflict");
        let refused = appends(&house, &ana, &upload, offset, noise().slice(..100)).await;
        assert_eq!(refused.header("retry-after"), Some("1"));
        refused.problem(409, "conflict");
        wire.send(&noise()[offset + 30..offset + 60]).await;
        assert_eq!(wire.answer().await.ok(200)["offset"], offset + 60);
        appends(&house, &ana, &upload, offset + 60, noise().slice(offset + 60..))
            .await
            .ok(200);
        let sent = completes(&house, &ana, &upload).await.ok(201);
        assert_eq!(sent["sha256"], sha256(&noise()));
    }

    pub(crate) async fn what_took_too_long_is_given_up(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let upload = begins(&house, &ana, &session, Some(100)).await;
        appends(&house, &ana, &upload, 0, noise().slice(..40))
            .await
            .ok(200);
        assert_eq!(files(&blob_folder(&house.fresh)).len(), 1);
        house.fresh.clock.advance(TimeDelta::hours(23));
        server::housekeeping::sweep(&house.app).await.unwrap();
        assert_eq!(
            files(&blob_folder(&house.fresh)).len(),
            1,
            "there is an hour left"
        );
        house.fresh.clock.advance(TimeDelta::hours(2));
        let ana = Person {
            token: house.signs_in(ana.user, false).await,
            ..ana
        };
        house.get(&ana, &upload).await.problem(404, "not-found");
        appends(&house, &ana, &upload, 40, noise().slice(40..100))
            .await
            .problem(404, "not-found");
        completes(&house, &ana, &upload).await.problem(404, "not-found");
        server::housekeeping::sweep(&house.app).await.unwrap();
        assert!(files(&blob_folder(&house.fresh)).is_empty());
        let tx = house.app.store.read(ana.org).await.unwrap();
        let id = upload.rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(tx.uploads().find(id).await.unwrap(), None);
    }
}
