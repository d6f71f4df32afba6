//! Nobody is recorded who did not agree to it, where the org asks; and whoever agreed can take it back.

crate::on_both! {
    an_org_that_asks_records_only_those_who_agreed;
    who_agreed_can_take_it_back;
    nobody_agrees_for_another;
}

mod stories {
    use http::Method;
    use serde_json::{Value, json};
    use storage::{OrgChange, records::Role, testing::Fresh};

    use crate::{
        common::{House, Person, tone},
        recordings::nothing_came,
    };

    const ASKS: &str = "We record you, and your coach listens to it.";

    /// Somebody in an org that asks, with a session that they did not agree to anything for.
    async fn asked(house: &House) -> (Person, String) {
        let ana = house.somebody("ana").await;
        let change = OrgChange {
            consent_text: Some(ASKS.to_owned()),
            ..OrgChange::default()
        };
        house.org_wants(ana.org, change).await;
        let body = json!({"kind": "talk", "title": "Take"});
        let session = house.post(&ana, "/v1/sessions", body).await.ok(201);
        assert_eq!(session["consent"], false);
        (ana, session["id"].as_str().unwrap().to_owned())
    }

    async fn agreed(house: &House, who: &Person, session: &str) -> Value {
        let shown = house.get(who, &format!("/v1/sessions/{session}")).await.ok(200);
        shown["consent"].clone()
    }

    pub(crate) async fn an_org_that_asks_records_only_those_who_agreed(fresh: Fresh) {
        let house = House::new(fresh).await;
        let (ana, session) = asked(&house).await;
        let path = format!("/v1/sessions/{session}");
        let put = house.put(&ana, &format!("{path}/media"), tone()).await;
        let problem = put.problem(409, "conflict");
        assert!(
            problem["detail"].as_str().unwrap().contains("consent"),
            "{problem}"
        );
        for (way, body) in [
            ("uploads", json!({"total": 5})),
            ("media/presign", json!({"bytes": 5})),
        ] {
            let answer = house.post(&ana, &format!("{path}/{way}"), body).await;
            answer.problem(409, "conflict");
        }
        nothing_came(&house, &ana, &session).await;
        let given = house
            .post(&ana, &format!("{path}/consent"), json!({}))
            .await
            .ok(201);
        assert_eq!(given["text"], ASKS);
        let again = house
            .post(&ana, &format!("{path}/consent"), json!({}))
            .await
            .ok(200);
        assert_eq!(again, given, "once is enough");
        assert_eq!(agreed(&house, &ana, &session).await, true);
        house.put(&ana, &format!("{path}/media"), tone()).await.ok(201);
        house
            .post(&ana, &format!("{path}/process"), json!({}))
            .await
            .ok(202);
    }

    pub(crate) async fn who_agreed_can_take_it_back(fresh: Fresh) {
        let house = House::new(fresh).await;
        let (ana, session) = asked(&house).await;
        let path = format!("/v1/sessions/{session}");
        let consent = format!("{path}/consent");
        house.delete(&ana, &consent).await.problem(404, "not-found");
        house.post(&ana, &consent, json!({})).await.ok(201);
        house.put(&ana, &format!("{path}/media"), tone()).await.ok(201);
        house.delete(&ana, &consent).await.ok(204);
        house.delete(&ana, &consent).await.problem(404, "not-found");
        assert_eq!(agreed(&house, &ana, &session).await, false);
        house
            .post(&ana, &format!("{path}/process"), json!({}))
            .await
            .problem(409, "conflict");
        house
            .put(&ana, &format!("{path}/media?replace=true"), tone())
            .await
            .problem(409, "conflict");
        // The org may have found other words meanwhile: those count for who agrees anew.
        let change = OrgChange {
            consent_text: Some("We record you.".to_owned()),
            ..OrgChange::default()
        };
        house.org_wants(ana.org, change).await;
        let given = house.post(&ana, &consent, json!({})).await.ok(201);
        assert_eq!(given["text"], "We record you.");
        house
            .post(&ana, &format!("{path}/process"), json!({}))
            .await
            .ok(202);
        let boss = Person {
            token: house.signs_in(ana.user, true).await,
            ..ana
        };
        let audit = house
            .get(&boss, &format!("/v1/orgs/{}/audit?object_id={session}", boss.org))
            .await
            .ok(200);
        let actions: Vec<&str> = audit["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["action"].as_str().unwrap())
            .filter(|action| ["session.consent", "session.withdraw"].contains(action))
            .collect();
        assert_eq!(
            actions,
            ["session.consent", "session.withdraw", "session.consent"]
        );
        // What was agreed to, and that it was taken back, is kept word by word.
        let tx = house.app.store.read(boss.org).await.unwrap();
        let kept = tx.consents().of_user(boss.user).await.unwrap();
        let kept: Vec<(&str, bool)> = kept
            .iter()
            .map(|consent| (consent.text.as_str(), consent.withdrawn_at.is_some()))
            .collect();
        assert_eq!(kept, [(ASKS, true), ("We record you.", false)]);
    }

    pub(crate) async fn nobody_agrees_for_another(fresh: Fresh) {
        let house = House::new(fresh).await;
        let (ana, session) = asked(&house).await;
        let learner = house.joins("learner", ana.org, Role::Learner, false).await;
        let admin = house.joins("admin", ana.org, Role::Admin, true).await;
        let owner = house.joins("owner", ana.org, Role::Owner, true).await;
        let consent = format!("/v1/sessions/{session}/consent");
        for (who, status, kind) in [
            (&learner, 404, "not-found"),
            (&admin, 403, "forbidden"),
            (&owner, 403, "forbidden"),
        ] {
            for method in [Method::POST, Method::DELETE] {
                let answer = house.json(who, method, &consent, json!({})).await;
                answer.problem(status, kind);
            }
        }
        assert_eq!(agreed(&house, &ana, &session).await, false);
        let put = house
            .put(&admin, &format!("/v1/sessions/{session}/media"), tone())
            .await;
        put.problem(409, "conflict");
    }
}
