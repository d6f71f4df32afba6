//! Playing a recording: all of it, or from anywhere in it, as players ask.

crate::on_both! {
    players_get_the_part_that_they_ask_for;
    a_part_goes_on_only_from_the_same_recording;
    what_is_not_kept_cannot_be_played;
}

mod stories {
    use axum::body::Body;
    use http::Method;
    use storage::testing::Fresh;

    use crate::{
        common::{Answer, House, Person},
        recordings::noise,
    };

    async fn plays(house: &House, who: &Person, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = house.request(who, Method::GET, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        house.send(request.body(Body::empty()).unwrap()).await
    }

    /// Somebody with a recording, and where it is.
    async fn recorded(house: &House) -> (Person, String) {
        let ana = house.somebody("ana").await;
        let path = format!("/v1/sessions/{}/media", house.session(&ana).await);
        house.put(&ana, &path, noise()).await.ok(201);
        (ana, path)
    }

    pub(crate) async fn players_get_the_part_that_they_ask_for(fresh: Fresh) {
        let house = House::new(fresh).await;
        let (ana, path) = recorded(&house).await;
        let whole = noise();
        let size = whole.len();
        for (range, from, to) in [
            ("bytes=0-9", 0, 10),
            ("bytes=44-", 44, size),
            ("bytes=-100", size - 100, size),
            ("bytes=32000-99999", 32_000, size),
            ("bytes=-99999999", 0, size),
        ] {
            let answer = plays(&house, &ana, &path, &[("range", range)]).await;
            assert_eq!(answer.status, 206, "{range}");
            let told = format!("bytes {from}-{}/{size}", to - 1);
            assert_eq!(answer.header("content-range"), Some(told.as_str()));
            assert_eq!(answer.header("accept-ranges"), Some("bytes"));
            assert_eq!(answer.header("content-type"), Some("audio/wav"));
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(answer.body, whole.slice(from..to), "{range}");
        }
        for range in ["bytes=32044-", "bytes=99999999-", "bytes=-0"] {
            let answer = plays(&house, &ana, &path, &[("range", range)]).await;
            let told = format!("bytes */{size}");
            assert_eq!(answer.header("content-range"), Some(told.as_str()), "{range}");
            answer.problem(416, "range");
        }
        // What is no range, or several, is not heard.
        for range in [
            "bytes=9-1",
            "bytes=0-1,5-9",
            "bytes=a-b",
            "seconds=0-1",
            "bytes=",
            "bytes=0-99999999999999999999",
        ] {
            let answer = plays(&house, &ana, &path, &[("range", range)]).await;
            assert_eq!(
                (answer.status.as_u16(), answer.body.len()),
                (200, size),
                "{range}"
            );
        }
        let head = house.request(&ana, Method::HEAD, &path);
        let head = house.send(head.body(Body::empty()).unwrap()).await;
        let length = size.to_string();
        assert_eq!(
            (
                head.status.as_u16(),
                head.header("content-length"),
                head.body.len()
            ),
            (200, Some(length.as_str()), 0)
        );
    }

    pub(crate) async fn a_part_goes_on_only_from_the_same_recording(fresh: Fresh) {
        let house = House::new(fresh).await;
        let (ana, path) = recorded(&house).await;
        let first = plays(&house, &ana, &path, &[("range", "bytes=0-99")]).await;
        let tag = first.header("etag").unwrap().to_owned();
        assert!(tag.starts_with('"'), "a weak tag does not do for parts: {tag}");
        let rest = [("range", "bytes=100-"), ("if-range", tag.as_str())];
        let same = plays(&house, &ana, &path, &rest).await;
        assert_eq!((same.status.as_u16(), same.body), (206, noise().slice(100..)));
        for other in ["\"another\"", "W/\"weak\"", "Thu, 01 Jan 2026 12:00:00 GMT"] {
            let rest = [("range", "bytes=100-"), ("if-range", other)];
            let whole = plays(&house, &ana, &path, &rest).await;
            assert_eq!((whole.status.as_u16(), whole.body), (200, noise()), "{other}");
        }
        let tone = crate::common::tone();
        house
            .put(&ana, &format!("{path}?replace=true"), tone.clone())
            .await
            .ok(201);
        let whole = plays(&house, &ana, &path, &rest).await;
        assert_eq!((whole.status.as_u16(), &whole.body), (200, &tone));
        assert_ne!(whole.header("etag"), Some(tag.as_str()));
    }

    pub(crate) async fn what_is_not_kept_cannot_be_played(fresh: Fresh) {
        let house = House::new(fresh).await;
        let (ana, path) = recorded(&house).await;
        let id = path.split('/').nth(3).unwrap().parse().unwrap();
        let tx = house.app.store.write(ana.org).await.unwrap();
        tx.media().erased(id).await.unwrap();
        tx.commit().await.unwrap();
        for range in ["bytes=0-", "none"] {
            plays(&house, &ana, &path, &[("range", range)])
                .await
                .problem(410, "gone");
        }
        let other = format!("/v1/sessions/{}/media", house.session(&ana).await);
        plays(&house, &ana, &other, &[]).await.problem(404, "not-found");
    }
}
