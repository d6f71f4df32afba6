//! News of sessions, over a socket and as Server-Sent Events: each once, in order, also for who was away for a while.

crate::on_both! {
    each_topic_of_a_socket_brings_its_channel;
    a_stream_brings_the_channels_that_were_asked_for;
    who_comes_back_to_a_socket_goes_on_where_they_were;
    who_comes_back_to_a_stream_goes_on_where_they_were;
    a_session_of_others_is_not_there;
    a_ticket_opens_one_socket_within_a_minute;
    large_news_arrive_as_well;
    news_arrive_soon;
}

/// Ears for the stories: sockets and streams.
pub(crate) mod ears {
    use std::{ops::Range, time::Duration};

    use axum::body::Body;
    use futures::{SinkExt, Stream, StreamExt, stream};
    use http::Method;
    use http_body_util::BodyExt;
    use serde_json::{Value, json};
    use storage::{OrgId, SessionId, Store, records::Channel};
    use tokio::{net::TcpStream, time::timeout};
    use tokio_tungstenite::{
        MaybeTlsStream, WebSocketStream, connect_async,
        tungstenite::{self, Message},
    };

    use crate::common::{House, Person};

    /// How long anything may take to be heard.
    const SOON: Duration = Duration::from_secs(20);

    /// The channels that news of the stories go over, in turn.
    pub(crate) const CHANNELS: [Channel; 3] = [Channel::Tokens, Channel::Metrics, Channel::Score];

    /// Tells of so many things, each in a transaction of its own, over the channels in turn.
    pub(crate) async fn tells(store: &Store, org: OrgId, session: &str, numbers: Range<i64>) {
        for number in numbers {
            let channel = CHANNELS[number as usize % CHANNELS.len()];
            let tx = store.write(org).await.unwrap();
            let news = vec![(channel, json!({"n": number}))];
            let told = tx.events().append(id(session), news).await.unwrap();
            assert_eq!(told, Some(number), "numbers without gaps");
            tx.commit().await.unwrap();
        }
    }

    pub(crate) fn id(session: &str) -> SessionId {
        SessionId(session.parse().unwrap())
    }

    pub(crate) fn topic(session: &str, channel: Channel) -> String {
        format!("session:{session}:{channel}")
    }

    pub(crate) async fn ticket(house: &House, who: &Person) -> String {
        let ticket = house.post(who, "/v1/live/tickets", json!({})).await.ok(201);
        ticket["ticket"].as_str().unwrap().to_owned()
    }

    /// An open socket.
    pub(crate) struct Socket(pub(crate) WebSocketStream<MaybeTlsStream<TcpStream>>);

    impl Socket {
        pub(crate) async fn open(house: &House, who: &Person) -> Self {
            let ticket = ticket(house, who).await;
            Self::with(house, &ticket).await.unwrap()
        }

        pub(crate) async fn with(house: &House, ticket: &str) -> Result<Self, tungstenite::Error> {
            let url = format!("ws://{}/v1/live?ticket={ticket}", house.address);
            Ok(Self(connect_async(url).await?.0))
        }

        pub(crate) async fn says(&mut self, text: impl Into<String>) {
            self.0.send(Message::text(text.into())).await.unwrap();
        }

        /// Listens to a topic from after a number; what the server says to that.
        pub(crate) async fn listens(&mut self, topic: &str, after: i64) -> Value {
            self.says(json!({"subscribe": topic, "after": after}).to_string())
                .await;
            self.hears().await
        }

        /// The next thing that is said.
        pub(crate) async fn hears(&mut self) -> Value {
            match self.next().await {
                Message::Text(text) => serde_json::from_str(&text).unwrap(),
                other => panic!("no text: {other:?}"),
            }
        }

        /// With which code and words the server ends it, whatever it still says before.
        pub(crate) async fn is_closed(&mut self) -> (u16, String) {
            loop {
                if let Message::Close(frame) = self.next().await {
                    let frame = frame.expect("a reason");
                    return (frame.code.into(), frame.reason.to_string());
                }
            }
        }

        async fn next(&mut self) -> Message {
            loop {
                let message = timeout(SOON, self.0.next())
                    .await
                    .expect("something is heard in time");
                let message = message.expect("it ended").expect("it broke off");
                if !matches!(message, Message::Ping(_) | Message::Pong(_)) {
                    return message;
                }
            }
        }
    }

    /// One event of a stream: its number, its channel, and what happened.
    pub(crate) type Told = (i64, String, Value);

    /// Follows a session as a stream of events, from after a number.
    pub(crate) async fn follows(
        house: &House,
        who: &Person,
        session: &str,
        query: &str,
        last: Option<i64>,
    ) -> impl Stream<Item = Told> + Unpin + use<> {
        let path = format!("/v1/sessions/{session}/events{query}");
        let mut request = house.request(who, Method::GET, &path);
        if let Some(last) = last {
            request = request.header("last-event-id", last.to_string());
        }
        let response = house
            .client
            .request(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let state = (response.into_body().into_data_stream(), String::new());
        Box::pin(stream::unfold(state, |(mut bytes, mut text)| async move {
            loop {
                let Some((event, rest)) = text.split_once("\n\n") else {
                    let more = timeout(SOON, bytes.next())
                        .await
                        .expect("something is heard in time");
                    text.push_str(std::str::from_utf8(&more?.ok()?).unwrap());
                    continue;
                };
                let (event, rest) = (read(event), rest.to_owned());
                text = rest;
                if let Some(event) = event {
                    return Some((event, (bytes, text)));
                }
            }
        }))
    }

    /// One event; `None` for what is only there to show that the line is alive.
    fn read(text: &str) -> Option<Told> {
        let field = |name: &str| {
            text.lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
                .map(str::trim)
        };
        Some((
            field("id")?.parse().unwrap(),
            field("event").unwrap().to_owned(),
            serde_json::from_str(field("data").unwrap()).unwrap(),
        ))
    }
}

mod stories {
    use std::{collections::HashMap, time::Duration};

    use chrono::TimeDelta;
    use futures::StreamExt;
    use serde_json::{Value, json};
    use storage::{records::Channel, testing::Fresh};
    use tokio::time::Instant;
    use tokio_tungstenite::tungstenite;

    use super::ears::{CHANNELS, Socket, follows, id, tells, ticket, topic};
    use crate::common::House;

    pub(crate) async fn each_topic_of_a_socket_brings_its_channel(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        tells(&house.app.store, ana.org, &session, 1..7).await;
        let mut socket = Socket::open(&house, &ana).await;
        for channel in CHANNELS {
            let topic = topic(&session, channel);
            let mut heard = vec![socket.listens(&topic, 0).await];
            for _ in 0..2 {
                heard.push(socket.hears().await);
            }
            assert_eq!(heard[0], json!({"subscribed": topic, "seq": 6}));
            let expected: Vec<i64> = (1..7)
                .filter(|number| CHANNELS[*number as usize % 3] == channel)
                .collect();
            for (heard, number) in heard[1..].iter().zip(expected) {
                assert_eq!((&heard["topic"], &heard["seq"]), (&json!(topic), &json!(number)));
                assert_eq!(heard["data"], json!({"n": number}));
                assert!(heard["at"].is_string());
            }
        }
        let tokens = topic(&session, Channel::Tokens);
        let refused = socket.listens(&tokens, 0).await;
        assert_eq!(
            (&refused["refused"], &refused["type"]),
            (&json!(tokens), &json!("/problems/conflict"))
        );
        socket.says(json!({"unsubscribe": tokens}).to_string()).await;
        assert_eq!(socket.hears().await, json!({"unsubscribed": tokens}));
        tells(&house.app.store, ana.org, &session, 7..10).await;
        let seqs = [
            socket.hears().await["seq"].clone(),
            socket.hears().await["seq"].clone(),
        ];
        assert!(!seqs.contains(&json!(9)), "nobody listens to tokens: {seqs:?}");
    }

    pub(crate) async fn a_stream_brings_the_channels_that_were_asked_for(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let mut all = follows(&house, &ana, &session, "", None).await;
        let mut some = follows(&house, &ana, &session, "?channels=tokens,score", None).await;
        tells(&house.app.store, ana.org, &session, 1..7).await;
        let mut later = follows(&house, &ana, &session, "?after=4", None).await;
        for number in 1..7 {
            let channel = CHANNELS[number as usize % 3];
            assert_eq!(
                all.next().await.unwrap(),
                (number, channel.to_string(), json!({"n": number}))
            );
            if channel != Channel::Metrics {
                assert_eq!(some.next().await.unwrap().0, number);
            }
            if number > 4 {
                assert_eq!(later.next().await.unwrap().0, number);
            }
        }
        let path = format!("/v1/sessions/{session}/events?channels=secrets");
        house.get(&ana, &path).await.problem(422, "invalid");
    }

    /// One process tells while another does, and the listener loses its line again and again.
    pub(crate) async fn who_comes_back_to_a_socket_goes_on_where_they_were(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let telling = {
            let (here, elsewhere) = (house.app.store.clone(), house.fresh.again().await);
            let (org, session) = (ana.org, session.clone());
            tokio::spawn(async move {
                for start in (1..301).step_by(15) {
                    let store = if start % 2 == 0 { &here } else { &elsewhere };
                    tells(store, org, &session, start..start + 15).await;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            })
        };
        let tokens = topic(&session, Channel::Tokens);
        let expected: Vec<i64> = (1..301).filter(|number| number % 3 == 0).collect();
        let mut heard: Vec<i64> = Vec::new();
        for visit in 0.. {
            if heard.len() >= expected.len() {
                break;
            }
            let mut socket = Socket::open(&house, &ana).await;
            let last = heard.last().copied().unwrap_or(0);
            assert_eq!(socket.listens(&tokens, last).await["subscribed"], tokens);
            for _ in 0..[1, 7, 13, 2][visit % 4] {
                if heard.len() < expected.len() {
                    heard.push(socket.hears().await["seq"].as_i64().unwrap());
                }
            }
        }
        telling.await.unwrap();
        assert_eq!(heard, expected, "nothing lost, nothing twice, in order");
    }

    pub(crate) async fn who_comes_back_to_a_stream_goes_on_where_they_were(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let telling = {
            let (here, elsewhere) = (house.app.store.clone(), house.fresh.again().await);
            let (org, session) = (ana.org, session.clone());
            tokio::spawn(async move {
                for start in (1..301).step_by(15) {
                    let store = if start % 2 == 0 { &here } else { &elsewhere };
                    tells(store, org, &session, start..start + 15).await;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            })
        };
        let mut heard: Vec<i64> = Vec::new();
        for visit in 0.. {
            if heard.len() >= 300 {
                break;
            }
            let mut stream = follows(&house, &ana, &session, "", heard.last().copied()).await;
            for _ in 0..[1, 20, 40, 2][visit % 4] {
                if heard.len() < 300 {
                    heard.push(stream.next().await.unwrap().0);
                }
            }
        }
        telling.await.unwrap();
        assert_eq!(
            heard,
            (1..301).collect::<Vec<_>>(),
            "nothing lost, nothing twice, in order"
        );
        // A number of the future is no reason to miss what comes.
        let mut stream = follows(&house, &ana, &session, "", Some(9_000)).await;
        tells(&house.app.store, ana.org, &session, 301..302).await;
        assert_eq!(stream.next().await.unwrap().0, 301);
    }

    pub(crate) async fn a_session_of_others_is_not_there(fresh: Fresh) {
        let house = House::new(fresh).await;
        let (ana, eve) = (house.somebody("ana").await, house.somebody("eve").await);
        let session = house.session(&ana).await;
        let unknown = uuid::Uuid::now_v7().to_string();
        let mut socket = Socket::open(&house, &eve).await;
        let mut refused = Vec::new();
        for session in [&session, &unknown] {
            let topic = topic(session, Channel::Tokens);
            let mut words = socket.listens(&topic, 0).await;
            assert_eq!(words["refused"].take(), json!(topic));
            refused.push(words);
        }
        assert_eq!(refused[0]["type"], "/problems/not-found");
        assert_eq!(refused[0], refused[1]);
        for session in [&session, &unknown] {
            let path = format!("/v1/sessions/{session}/events");
            let problem = house.get(&eve, &path).await.problem(404, "not-found");
            assert_eq!(problem["detail"], "There is no such session.");
        }
        // Not even in the name of the org, which is not hers.
        let mut posing = eve.clone();
        posing.org = ana.org;
        house
            .post(&posing, "/v1/live/tickets", json!({}))
            .await
            .problem(404, "not-found");
    }

    pub(crate) async fn a_ticket_opens_one_socket_within_a_minute(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let refused = async |ticket: &str| {
            let Err(tungstenite::Error::Http(answer)) = Socket::with(&house, ticket).await else {
                panic!("it opened");
            };
            let body: Value = serde_json::from_slice(answer.body().as_ref().unwrap()).unwrap();
            assert_eq!(answer.status(), 401);
            assert_eq!(body["type"], "/problems/signed-out");
        };
        let first = ticket(&house, &ana).await;
        Socket::with(&house, &first).await.unwrap();
        refused(&first).await;
        let late = ticket(&house, &ana).await;
        house.fresh.clock.advance(TimeDelta::seconds(61));
        refused(&late).await;
        for nonsense in ["", "nonsense", &ana.token, "%00", &"x".repeat(10_000)] {
            refused(nonsense).await;
        }
        // Two who bring the same one at once: one of them gets in.
        let once = ticket(&house, &ana).await;
        let both = tokio::join!(Socket::with(&house, &once), Socket::with(&house, &once));
        assert!(both.0.is_ok() != both.1.is_ok());
        // Who was signed out meanwhile does not get in with what they got before.
        let kept = ticket(&house, &ana).await;
        let tx = house.app.store.accounts(Some(ana.user)).await.unwrap();
        tx.sign_ins().end_all(ana.user, None).await.unwrap();
        tx.commit().await.unwrap();
        refused(&kept).await;
        // And a request that is no socket is told.
        house.get(&ana, "/v1/live").await.problem(400, "bad-request");
    }

    pub(crate) async fn large_news_arrive_as_well(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let mut socket = Socket::open(&house, &ana).await;
        let tokens = topic(&session, Channel::Tokens);
        socket.listens(&tokens, 0).await;
        let mut stream = follows(&house, &ana, &session, "", None).await;
        // More words than anybody says, all in one.
        let text = "word ".repeat(200_000);
        let tx = house.app.store.write(ana.org).await.unwrap();
        let news = vec![
            (Channel::Tokens, json!({"text": text})),
            (Channel::Tokens, json!({"n": 2})),
        ];
        tx.events().append(id(&session), news).await.unwrap();
        tx.commit().await.unwrap();
        let heard = socket.hears().await;
        assert_eq!((&heard["seq"], &heard["data"]["text"]), (&json!(1), &json!(text)));
        assert_eq!(socket.hears().await["seq"], 2);
        assert_eq!(stream.next().await.unwrap().2["text"], text);
        assert_eq!(stream.next().await.unwrap().0, 2);
    }

    /// From the commit to the socket, of this process and of another. All arrive; how soon is printed, and measured under
    /// load elsewhere (`make bench-server`).
    pub(crate) async fn news_arrive_soon(fresh: Fresh) {
        const COUNT: i64 = 200;
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        for (from, store) in [
            ("this process", house.app.store.clone()),
            ("another process", house.fresh.again().await),
        ] {
            let session = house.session(&ana).await;
            let mut socket = Socket::open(&house, &ana).await;
            let tokens = topic(&session, Channel::Tokens);
            socket.listens(&tokens, 0).await;
            let listening = tokio::spawn(async move {
                let mut heard = HashMap::new();
                for _ in 0..COUNT {
                    let number = socket.hears().await["seq"].as_i64().unwrap();
                    heard.insert(number, Instant::now());
                }
                heard
            });
            let mut known = HashMap::new();
            for number in 1..=COUNT {
                let tx = store.write(ana.org).await.unwrap();
                let news = vec![(Channel::Tokens, json!({"n": number}))];
                tx.events().append(id(&session), news).await.unwrap();
                tx.commit().await.unwrap();
                known.insert(number, Instant::now());
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            let heard = listening.await.unwrap();
            let mut took: Vec<Duration> = known
                .iter()
                .map(|(number, known)| heard[number].saturating_duration_since(*known))
                .collect();
            took.sort();
            let [p50, p95, most] = [0.5, 0.95, 1.0].map(|share: f64| {
                let rank = (share * took.len() as f64).ceil() as usize;
                took[rank - 1].as_secs_f64() * 1000.0
            });
            println!(
                "{}, events of {from}: p50 {p50:.1} ms, p95 {p95:.1} ms, at most {most:.1} ms",
                house.app.store.engine()
            );
        }
    }
}
