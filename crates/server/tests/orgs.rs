//! Orgs, their members and invitations, and that everything that is changed stands in the audit.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "a test stops at the first thing that is not as it should be, and a story is told in one go"
)]

mod common;

on_both! {
    an_org_is_made_changed_and_deleted;
    the_last_owner_stays;
    only_owners_make_owners;
    an_invitation_works_once_in_time_and_for_its_address;
    retention_holds_for_sessions_that_are_there;
    every_change_stands_in_the_audit;
    coaches_and_learners_see_their_own_pairs;
}

mod stories {
    use chrono::TimeDelta;
    use http::Method;
    use serde_json::{Value, json};
    use server::accounts::token;
    use storage::{NewInvitation, records::Role, testing::Fresh};

    use super::common::{House, Person};

    async fn boss(house: &House) -> Person {
        let boss = house.somebody("boss").await;
        Person {
            token: house.signs_in(boss.user, true).await,
            ..boss
        }
    }

    fn org(who: &Person) -> String {
        format!("/v1/orgs/{}", who.org)
    }

    pub(crate) async fn an_org_is_made_changed_and_deleted(fresh: Fresh) {
        let house = House::new(fresh).await;
        let boss = boss(&house).await;
        let made = house
            .post(&boss, "/v1/orgs", json!({"name": "Choir"}))
            .await
            .ok(201);
        assert_eq!((&made["name"], &made["role"]), (&json!("Choir"), &json!("owner")));
        let path = format!("/v1/orgs/{}", made["id"].as_str().unwrap());
        let change = json!({"retention_days": 30, "store_audio": false, "consent_text": "We record you."});
        let changed = house.json(&boss, Method::PATCH, &path, change).await.ok(200);
        assert_eq!(
            (
                &changed["retention_days"],
                &changed["store_audio"],
                &changed["name"]
            ),
            (&json!(30), &json!(false), &json!("Choir"))
        );
        let kept = house
            .json(&boss, Method::PATCH, &path, json!({"retention_days": null}))
            .await
            .ok(200);
        assert_eq!(
            (&kept["retention_days"], &kept["store_audio"]),
            (&Value::Null, &json!(false))
        );
        let wrong = house
            .json(&boss, Method::PATCH, &path, json!({"retention_days": 0}))
            .await;
        assert_eq!(
            wrong.problem(422, "invalid")["errors"][0]["field"],
            "retention_days"
        );
        let mine = house.get(&boss, "/v1/orgs").await.ok(200);
        assert_eq!(mine["items"].as_array().unwrap().len(), 2);
        house.delete(&boss, &path).await.ok(204);
        house.get(&boss, &path).await.problem(404, "not-found");
    }

    pub(crate) async fn the_last_owner_stays(fresh: Fresh) {
        let house = House::new(fresh).await;
        let boss = boss(&house).await;
        let other = house.joins("other", boss.org, Role::Learner, false).await;
        let me = format!("{}/members/{}", org(&boss), boss.user);
        let them = format!("{}/members/{}", org(&boss), other.user);
        house.delete(&boss, &me).await.problem(409, "conflict");
        let demoted = house
            .json(&boss, Method::PATCH, &me, json!({"role": "admin"}))
            .await;
        demoted.problem(409, "conflict");
        house
            .json(&boss, Method::PATCH, &them, json!({"role": "owner"}))
            .await
            .ok(200);
        house.delete(&boss, &me).await.ok(204);
        house.get(&boss, &org(&boss)).await.problem(404, "not-found");
    }

    pub(crate) async fn only_owners_make_owners(fresh: Fresh) {
        let house = House::new(fresh).await;
        let boss = boss(&house).await;
        let admin = house.joins("admin", boss.org, Role::Admin, true).await;
        let other = house.joins("other", boss.org, Role::Learner, false).await;
        let them = format!("{}/members/{}", org(&boss), other.user);
        house
            .json(&admin, Method::PATCH, &them, json!({"role": "coach"}))
            .await
            .ok(200);
        let made = house
            .json(&admin, Method::PATCH, &them, json!({"role": "owner"}))
            .await;
        made.problem(403, "forbidden");
        let invited = json!({"email": "new@example.org", "role": "owner"});
        let path = format!("{}/invitations", org(&boss));
        house.post(&admin, &path, invited).await.problem(403, "forbidden");
        let the_owner = format!("{}/members/{}", org(&boss), boss.user);
        house.delete(&admin, &the_owner).await.problem(403, "forbidden");
    }

    pub(crate) async fn an_invitation_works_once_in_time_and_for_its_address(fresh: Fresh) {
        let house = House::new(fresh).await;
        let boss = boss(&house).await;
        let guest = house.somebody("guest").await;
        let wrong = house.somebody("wrong").await;
        let invite = |email: &'static str| {
            let (house, boss) = (&house, &boss);
            async move {
                let secret = token::for_org(boss.org);
                let tx = house.app.store.write(boss.org).await.unwrap();
                let new = NewInvitation {
                    email: email.to_owned(),
                    role: Role::Coach,
                    token_hash: token::hash(&secret),
                    invited_by: boss.user,
                    expires_at: tx.now() + TimeDelta::days(7),
                };
                let id = tx.invitations().create(new).await.unwrap().id;
                tx.commit().await.unwrap();
                (id, json!({"token": secret}))
            }
        };
        let accept = "/v1/invitations/accept";
        let (_, invitation) = invite("guest@example.org").await;
        house
            .post(&wrong, accept, invitation.clone())
            .await
            .problem(404, "not-found");
        let joined = house.post(&guest, accept, invitation.clone()).await.ok(200);
        assert_eq!(
            (&joined["id"], &joined["role"]),
            (&json!(boss.org), &json!("coach"))
        );
        let again = house
            .post(&guest, accept, invitation)
            .await
            .problem(404, "not-found");
        let made_up = json!({"token": token::for_org(boss.org)});
        let unknown = house
            .post(&guest, accept, made_up)
            .await
            .problem(404, "not-found");
        assert_eq!(again["detail"], unknown["detail"], "one answer for all");
        let (id, revoked) = invite("wrong@example.org").await;
        let path = format!("{}/invitations/{id}", org(&boss));
        house.delete(&boss, &path).await.ok(204);
        house
            .post(&wrong, accept, revoked)
            .await
            .problem(404, "not-found");
        let (_, late) = invite("wrong@example.org").await;
        house.fresh.clock.advance(TimeDelta::days(8));
        let wrong = Person {
            token: house.signs_in(wrong.user, false).await,
            ..wrong
        };
        house.post(&wrong, accept, late).await.problem(404, "not-found");
    }

    pub(crate) async fn retention_holds_for_sessions_that_are_there(fresh: Fresh) {
        let house = House::new(fresh).await;
        let boss = boss(&house).await;
        let session = format!("/v1/sessions/{}", house.session(&boss).await);
        assert_eq!(house.get(&boss, &session).await.ok(200)["erased_at"], Value::Null);
        let change = json!({"retention_days": 10});
        house
            .json(&boss, Method::PATCH, &org(&boss), change)
            .await
            .ok(200);
        assert!(house.get(&boss, &session).await.ok(200)["erased_at"].is_string());
        let change = json!({"retention_days": null});
        house
            .json(&boss, Method::PATCH, &org(&boss), change)
            .await
            .ok(200);
        assert_eq!(house.get(&boss, &session).await.ok(200)["erased_at"], Value::Null);
    }

    pub(crate) async fn every_change_stands_in_the_audit(fresh: Fresh) {
        let house = House::new(fresh).await;
        let boss = boss(&house).await;
        let coach = house.joins("coach", boss.org, Role::Coach, false).await;
        let learner = house.joins("learner", boss.org, Role::Learner, false).await;
        let base = org(&boss);
        house
            .json(&boss, Method::PATCH, &base, json!({"name": "Renamed"}))
            .await
            .ok(200);
        let invited = json!({"email": "new@example.org", "role": "learner"});
        let invited = house
            .post(&boss, &format!("{base}/invitations"), invited)
            .await
            .ok(201);
        let invitation = format!("{base}/invitations/{}", invited["id"].as_str().unwrap());
        house.delete(&boss, &invitation).await.ok(204);
        let pair = json!({"coach": coach.user, "learner": learner.user});
        house
            .post(&boss, &format!("{base}/coachings"), pair)
            .await
            .ok(201);
        let session = format!("/v1/sessions/{}", house.session(&learner).await);
        house.get(&coach, &session).await.ok(200);
        let pair = format!("{base}/coachings/{}/{}", coach.user, learner.user);
        house.delete(&boss, &pair).await.ok(204);
        let them = format!("{base}/members/{}", learner.user);
        house
            .json(&boss, Method::PATCH, &them, json!({"role": "coach"}))
            .await
            .ok(200);
        house.delete(&boss, &format!("{them}/practice")).await.ok(200);
        house.delete(&boss, &them).await.ok(204);
        let audit = house.get(&boss, &format!("{base}/audit?limit=100")).await.ok(200);
        let done: Vec<&str> = audit["items"]
            .as_array()
            .unwrap()
            .iter()
            .rev()
            .map(|event| event["action"].as_str().unwrap())
            .collect();
        for action in [
            "org.change",
            "invitation.create",
            "invitation.revoke",
            "coaching.add",
            "coaching.remove",
            "member.change",
            "practice.erase",
            "member.remove",
        ] {
            assert_eq!(
                done.iter().filter(|one| **one == action).count(),
                1,
                "{action}: {done:?}"
            );
        }
        let event = &audit["items"][0];
        assert_eq!(event["actor_id"], json!(boss.user));
        assert_eq!(event["address"], "127.0.0.1");
        assert!(!event["request_id"].as_str().unwrap().is_empty());
        assert!(
            !audit.to_string().contains("new@example.org"),
            "an audit outlives people"
        );
        let only = house
            .get(&boss, &format!("{base}/audit?action=member.remove"))
            .await
            .ok(200);
        assert_eq!(only["items"].as_array().unwrap().len(), 1);
    }

    pub(crate) async fn coaches_and_learners_see_their_own_pairs(fresh: Fresh) {
        let house = House::new(fresh).await;
        let boss = boss(&house).await;
        let coach = house.joins("coach", boss.org, Role::Coach, false).await;
        let idle = house.joins("idle", boss.org, Role::Coach, false).await;
        let learner = house.joins("learner", boss.org, Role::Learner, false).await;
        let path = format!("{}/coachings", org(&boss));
        let pair = json!({"coach": coach.user, "learner": learner.user});
        house.post(&boss, &path, pair.clone()).await.ok(201);
        house.post(&boss, &path, pair).await.problem(409, "conflict");
        let wrong = json!({"coach": learner.user, "learner": coach.user});
        let wrong = house.post(&boss, &path, wrong).await.problem(422, "invalid");
        assert_eq!(wrong["errors"][0]["field"], "coach");
        for (who, pairs) in [(&boss, 1), (&coach, 1), (&learner, 1), (&idle, 0)] {
            let list = house.get(who, &path).await.ok(200);
            assert_eq!(list["items"].as_array().unwrap().len(), pairs);
        }
        let session = format!("/v1/sessions/{}", house.session(&learner).await);
        house.get(&coach, &session).await.ok(200);
        house.get(&idle, &session).await.problem(404, "not-found");
        house
            .delete(&boss, &format!("{path}/{}/{}", coach.user, learner.user))
            .await
            .ok(204);
        house.get(&coach, &session).await.problem(404, "not-found");
    }
}
