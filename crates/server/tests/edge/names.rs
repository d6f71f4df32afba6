//! What senders say of their file is for showing alone: no name becomes a path, no type becomes a page.

crate::on_both! {
    a_name_is_shown_and_nothing_else;
    a_recording_is_never_a_page;
}

mod stories {
    use axum::body::Body;
    use http::Method;
    use serde_json::json;
    use storage::testing::Fresh;
    use uuid::Uuid;

    use crate::{
        common::{House, blob_folder, tone},
        recordings::files,
    };

    pub(crate) async fn a_name_is_shown_and_nothing_else(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let long = format!("{}.wav", "x".repeat(10_000));
        for (given, shown) in [
            ("../../etc/passwd", "passwd"),
            ("..%2F..%2Fetc%2Fpasswd", "passwd"),
            ("..%5C..%5CMay.wav", "May.wav"),
            ("..", ".."),
            ("%2F", "recording"),
            ("a%00b%0D%0A.wav", "ab.wav"),
            (long.as_str(), &long[..200]),
            // Shown as it is, this would read as evilexe.gpj.wav.
            ("evil%E2%80%AEvaw.jpg.exe", "evilvaw.jpg.exe"),
            ("%D7%A9%D7%9C%D7%95%D7%9D.wav", "שלום.wav"),
            ("%3Cscript%3E.wav", "<script>.wav"),
        ] {
            let session = house.session(&ana).await;
            let path = format!("/v1/sessions/{session}/media?name={given}");
            let sent = house.put(&ana, &path, tone()).await.ok(201);
            assert_eq!(sent["name"], shown, "{given}");
        }
        let uploads = format!("/v1/sessions/{}/uploads", house.session(&ana).await);
        let begun =
            json!({"name": "../a\u{0}b\u{202e}c.wav", "content_type": "text/html\r\nset-cookie: a=b"});
        let begun = house.post(&ana, &uploads, begun).await.ok(201);
        assert_eq!(
            (&begun["name"], &begun["content_type"]),
            (&json!("abc.wav"), &json!("application/octet-stream"))
        );
        house
            .post(&ana, &uploads, json!({"name": long}))
            .await
            .problem(422, "invalid");
        // Each lies under ids of ours, and nowhere else.
        let folder = blob_folder(&house.fresh);
        for file in files(&folder) {
            let path = file.strip_prefix(&folder).unwrap().to_str().unwrap();
            let [orgs, org, media, id] = path.split('/').collect::<Vec<_>>()[..] else {
                panic!("{path}");
            };
            assert_eq!(
                (orgs, org, media),
                ("orgs", ana.org.to_string().as_str(), "media")
            );
            id.parse::<Uuid>().unwrap();
        }
    }

    pub(crate) async fn a_recording_is_never_a_page(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let long = format!("audio/{}", "x".repeat(200));
        for (given, played) in [
            ("audio/wav", "audio/wav"),
            ("audio/webm; codecs=\"opus\"", "audio/webm; codecs=\"opus\""),
            ("video/mp4", "video/mp4"),
            ("text/html", "application/octet-stream"),
            ("image/svg+xml", "application/octet-stream"),
            ("application/json", "application/octet-stream"),
            ("sound", "application/octet-stream"),
            (long.as_str(), "application/octet-stream"),
        ] {
            let path = format!("/v1/sessions/{}/media", house.session(&ana).await);
            let page = "<script>alert(1)</script>";
            let request = house
                .request(&ana, Method::PUT, &path)
                .header("content-type", given);
            house.send(request.body(Body::from(page)).unwrap()).await.ok(201);
            let answer = house.get(&ana, &path).await;
            assert_eq!(answer.status, 200);
            assert_eq!(answer.header("content-type"), Some(played), "{given}");
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
            assert!(answer.header("content-security-policy").is_some());
            assert_eq!(answer.body, page);
        }
    }
}
