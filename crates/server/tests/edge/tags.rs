//! What is polled is sent again only when it changed.

crate::on_both! {
    what_is_polled_has_a_tag;
    a_tag_changes_with_what_it_stands_for;
}

mod stories {
    use axum::body::Body;
    use http::Method;
    use storage::{
        SessionId,
        records::{ReportFormat, Track},
        testing::Fresh,
    };

    use crate::common::{Answer, House, Person};

    async fn asks(house: &House, who: &Person, path: &str, known: &str) -> Answer {
        let request = house
            .request(who, Method::GET, path)
            .header("if-none-match", known);
        house.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn what_is_polled_has_a_tag(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = format!("/v1/sessions/{}", house.session(&ana).await);
        for path in [
            session.clone(),
            format!("{session}/scores"),
            format!("{session}/drills"),
            format!("{session}/reports"),
            format!("{session}/metrics/minutes?track={}", Track::F0),
        ] {
            let first = house.get(&ana, &path).await;
            assert_eq!(first.status, 200, "{path}");
            let tag = first.header("etag").unwrap().to_owned();
            let strong = tag.trim_start_matches("W/").to_owned();
            let (last, first_of_two) = (format!("\"other\", {tag}"), format!("{strong},\"x\""));
            for known in [tag.as_str(), &strong, "*", &last, &first_of_two] {
                let same = asks(&house, &ana, &path, known).await;
                assert_eq!(
                    (same.status.as_u16(), same.body.len()),
                    (304, 0),
                    "{path} {known}"
                );
                assert_eq!(same.header("etag"), Some(tag.as_str()));
                assert_eq!(same.header("cache-control"), Some("private, no-cache"));
            }
            for other in ["\"other\"", "W/\"other\"", "", "nonsense", &strong[1..]] {
                let whole = asks(&house, &ana, &path, other).await;
                assert_eq!(
                    (whole.status.as_u16(), &whole.body),
                    (200, &first.body),
                    "{path} {other}"
                );
            }
        }
    }

    pub(crate) async fn a_tag_changes_with_what_it_stands_for(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let id = house.session(&ana).await;
        let path = format!("/v1/sessions/{id}/reports");
        let before = house.get(&ana, &path).await.header("etag").unwrap().to_owned();
        let tx = house.app.store.write(ana.org).await.unwrap();
        let (report, _) = tx
            .reports()
            .request(SessionId(id.parse().unwrap()), ana.user, ReportFormat::Pdf)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let after = asks(&house, &ana, &path, &before).await;
        let tag = after.header("etag").unwrap().to_owned();
        assert_ne!(tag, before);
        assert_eq!(after.ok(200)["items"][0]["id"], report.id.to_string());
        assert_eq!(asks(&house, &ana, &path, &tag).await.status, 304);
        // Nobody learns from a tag what they may not see.
        let eve = house.somebody("eve").await;
        for known in [tag.as_str(), "*"] {
            asks(&house, &eve, &path, known).await.problem(404, "not-found");
        }
    }
}
