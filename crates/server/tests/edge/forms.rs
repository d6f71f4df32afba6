//! A recording that comes in a form.

crate::on_both! {
    a_form_brings_a_recording;
    a_form_that_is_none_or_broken_is_told;
    a_form_that_is_too_long_is_refused_while_it_comes;
}

mod stories {
    use axum::body::Body;
    use http::Method;
    use serde_json::json;
    use storage::testing::Fresh;

    use crate::{
        common::{Answer, House, Person, tone},
        recordings::{LIMIT, nothing_came, sha256, small},
        wire::{Wire, head},
    };

    const KIND: &str = "multipart/form-data; boundary=cut-here";

    fn part(headers: &str, content: &[u8]) -> Vec<u8> {
        [
            b"--cut-here\r\n",
            headers.as_bytes(),
            b"\r\n\r\n",
            content,
            b"\r\n",
        ]
        .concat()
    }

    fn file(content: &[u8]) -> Vec<u8> {
        let headers = "content-disposition: form-data; name=\"file\"; filename=\"../../talks/May.flac\"\r\ncontent-type: audio/flac";
        part(headers, content)
    }

    fn text(name: &str, content: &str) -> Vec<u8> {
        let headers = format!("content-disposition: form-data; name=\"{name}\"");
        part(&headers, content.as_bytes())
    }

    const END: &[u8] = b"--cut-here--\r\n";

    async fn sends(house: &House, who: &Person, session: &str, kind: &str, body: Vec<u8>) -> Answer {
        let path = format!("/v1/sessions/{session}/media");
        let request = house
            .request(who, Method::POST, &path)
            .header("content-type", kind);
        house.send(request.body(Body::from(body)).unwrap()).await
    }

    pub(crate) async fn a_form_brings_a_recording(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let body = [
            text("note", "before"),
            file(&tone()),
            text("note", "after"),
            END.to_vec(),
        ]
        .concat();
        let sent = sends(&house, &ana, &session, KIND, body).await.ok(201);
        assert_eq!(
            (&sent["name"], &sent["content_type"], &sent["bytes"]),
            (&json!("May.flac"), &json!("audio/flac"), &json!(tone().len()))
        );
        assert_eq!(sent["sha256"], sha256(&tone()));
        let played = house.get(&ana, &format!("/v1/sessions/{session}/media")).await;
        assert_eq!(played.body, tone());
        let again = [file(&tone()), END.to_vec()].concat();
        sends(&house, &ana, &session, KIND, again)
            .await
            .problem(409, "conflict");
    }

    pub(crate) async fn a_form_that_is_none_or_broken_is_told(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let whole = [file(&tone()), END.to_vec()].concat();
        for (kind, body, status, problem) in [
            ("application/json", b"{}".to_vec(), 415, "unsupported-format"),
            ("multipart/form-data", whole.clone(), 415, "unsupported-format"),
            (KIND, Vec::new(), 400, "bad-request"),
            (KIND, whole[..1000].to_vec(), 400, "bad-request"),
            (KIND, b"--cut-here\r\nnonsense".to_vec(), 400, "bad-request"),
            (
                KIND,
                [text("note", "alone"), END.to_vec()].concat(),
                422,
                "invalid",
            ),
            (KIND, [file(b""), END.to_vec()].concat(), 422, "invalid"),
        ] {
            sends(&house, &ana, &session, kind, body)
                .await
                .problem(status, problem);
            nothing_came(&house, &ana, &session).await;
        }
        sends(&house, &ana, &session, KIND, whole).await.ok(201);
    }

    pub(crate) async fn a_form_that_is_too_long_is_refused_while_it_comes(fresh: Fresh) {
        let house = House::with(fresh, small()).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let path = format!("/v1/sessions/{session}/media");
        let headers = [("transfer-encoding", "chunked"), ("content-type", KIND)];
        let mut wire = Wire::open(&house).await;
        wire.send(head(Some(&ana), "POST", &path, &headers)).await;
        let start = file(&vec![7; LIMIT]);
        wire.chunk(&start[..start.len() - 2]).await;
        wire.chunk(&[7; 1000]).await;
        wire.answer().await.problem(413, "too-large");
        nothing_came(&house, &ana, &session).await;
    }
}
