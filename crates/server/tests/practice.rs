//! What is made of the sounds of readings: how each goes over time, and what to practise now.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

on_both! {
    weak_sounds_are_shown_and_practised;
    a_talk_has_its_sounds_for_those_who_may_look;
}

mod stories {
    use serde_json::{Value, json};
    use storage::{AttemptResult, NewAttempt, SessionId, records::Role, testing::Fresh};
    use uuid::Uuid;

    use super::common::{House, Person};

    /// Somebody reads a sentence whose one word is `phones`, each with its score and what was heard instead.
    async fn reads(house: &House, who: &Person, version: &str, phones: &[(&str, f64, Option<&str>)]) {
        let id = Uuid::now_v7();
        let tx = house.app.store.write(who.org).await.unwrap();
        let new = NewAttempt {
            id,
            user: who.user,
            language: "en".to_owned(),
            level: None,
            sentence_id: None,
            expected: "Think!".to_owned(),
            translation: None,
            blob: None,
            content_type: "audio/wav".to_owned(),
        };
        tx.attempts().create(new).await.unwrap();
        let result = AttemptResult {
            transcription: "think".to_owned(),
            accuracy: 100.0,
            correct: true,
            document: json!({
                "expected": "Think!", "heard": "think", "accuracy": 100.0, "correct": true, "words": [],
                "pronunciation": pronunciation(version, phones),
            }),
        };
        assert!(tx.attempts().finish(id, &result).await.unwrap());
        tx.commit().await.unwrap();
    }

    fn pronunciation(version: &str, phones: &[(&str, f64, Option<&str>)]) -> Value {
        let rated = |value: f64| json!({"value": value, "interval": {"low": value - 5.0, "high": value + 5.0, "level": 0.8}});
        let phones: Vec<Value> = phones
            .iter()
            .map(|(phone, score, heard)| {
                let heard: Vec<Value> = heard.iter().map(|other| json!({"phone": other, "probability": 0.9})).collect();
                let state = if heard.is_empty() { "good" } else { "other_sound" };
                json!({"phone": phone, "stress": null, "span": {"start": 0.1, "end": 0.2}, "score": rated(*score),
                    "state": state, "heard": heard, "left_out": 0.0})
            })
            .collect();
        let word = json!({"text": "Think!", "span": {"start": 0.1, "end": 0.5}, "score": rated(50.0),
            "state": "mispronounced", "guessed": false, "phones": phones});
        json!({"scorer": {"role": "pronunciation", "name": "heads", "version": version}, "not_scored": null,
            "whole": null, "words": [word]})
    }

    pub(crate) async fn weak_sounds_are_shown_and_practised(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let ben = house.somebody("ben").await;
        let none = house.get(&ana, "/v1/practice/drill").await.ok(200);
        assert_eq!(none, json!({"attempts": 0, "next": null, "sounds": []}));
        reads(&house, &ana, "0", &[("R", 1.0, None)]).await;
        for _ in 0..2 {
            reads(&house, &ana, "1", &[("TH", 30.0, Some("S")), ("NG", 95.0, None)]).await;
        }
        let sounds = house
            .get(&ana, "/v1/practice/sounds?zone_minutes=60")
            .await
            .ok(200);
        assert_eq!(
            (&sounds["scorer"], &sounds["attempts"], &sounds["not_comparable"]),
            (&json!("1"), &json!(2), &json!(1))
        );
        let th = &sounds["sounds"][0];
        assert_eq!(
            (&th["arpabet"], &th["ipa"], &th["times"]),
            (&json!("TH"), &json!("θ"), &json!(2))
        );
        assert_eq!(th["score"], json!(30.0));
        assert!(
            th["low"].as_f64().unwrap() < 30.0 && th["high"].as_f64().unwrap() > 30.0,
            "{th}"
        );
        assert_eq!(th["heard"], json!([{"arpabet": "S", "ipa": "s", "times": 2}]));
        assert_eq!(th["days"][0]["times"], json!(2));
        assert_eq!(sounds["sounds"][1]["arpabet"], json!("NG"));

        let drill = house.get(&ana, "/v1/practice/drill?level=A2").await.ok(200);
        assert_eq!((&drill["attempts"], &drill["next"]), (&json!(2), &Value::Null));
        let sounds = drill["sounds"].as_array().unwrap();
        assert_eq!(sounds.len(), 1, "what goes well is left in peace: {drill}");
        assert_eq!(sounds[0]["instead"]["arpabet"], json!("S"));
        let kinds: Vec<&str> = sounds[0]["prompts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|prompt| prompt["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, ["pair", "pair", "word", "word", "sentence", "sentence"]);
        house
            .get(&ana, "/v1/practice/drill?level=Z9")
            .await
            .problem(400, "bad-request");

        let others = house.get(&ben, "/v1/practice/drill").await.ok(200);
        assert_eq!(others["attempts"], json!(0));
        let path = format!("/v1/practice/sounds?user={}", ana.user);
        house.get(&ben, &path).await.problem(404, "not-found");
    }

    pub(crate) async fn a_talk_has_its_sounds_for_those_who_may_look(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let ben = house.joins("ben", ana.org, Role::Learner, false).await;
        let session = house.session(&ana).await;
        let path = format!("/v1/sessions/{session}/sounds");
        house.get(&ana, &path).await.problem(404, "not-found");
        let id: SessionId = session.parse().unwrap();
        let tx = house.app.store.write(ana.org).await.unwrap();
        tx.transcripts().set_heard(id, "en", 1, &json!({})).await.unwrap();
        let transcript = serde_json::from_value(
            json!({"language": "en", "language_probability": null, "words": [], "utterances": [], "speech": []}),
        );
        let mut sounds = pronunciation("1", &[("TH", 30.0, Some("S"))]);
        sounds["basis"] =
            json!({"words_heard": 3, "words_scored": 1, "seconds_heard": 2.0, "seconds_scored": 0.4});
        let sounds = serde_json::from_value(sounds).unwrap();
        let written = tx
            .transcripts()
            .write(id, &transcript.unwrap(), Some(&sounds))
            .await;
        assert!(written.unwrap());
        tx.commit().await.unwrap();
        let found = house.get(&ana, &path).await.ok(200);
        assert_eq!(found["basis"]["words_heard"], json!(3));
        assert_eq!(found["words"][0]["phones"][0]["arpabet"], json!("TH"));
        assert_eq!(found["advice"][0]["heard"], json!("S"));
        house.get(&ben, &path).await.problem(404, "not-found");
    }
}
