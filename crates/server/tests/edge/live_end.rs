//! How live streams end: with the session, the sign-in or the server; for who asks too much, hears too slowly, or talks
//! nonsense.

crate::on_both! {
    too_many_are_refused;
    a_socket_listens_to_so_many_topics;
    what_is_no_message_is_told_and_then_ends_it;
    who_is_signed_out_hears_no_more;
    with_its_session_a_stream_ends;
    with_the_server_every_stream_ends;
}

/// Ten seconds and more, whichever the engine.
#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_is_too_slow_is_cut_off() {
    stories::a_reader_that_is_too_slow_is_cut_off(storage::testing::Fresh::sqlite().await).await;
}

mod stories {
    use std::time::Duration;

    use futures::{SinkExt, StreamExt};
    use serde_json::{Value, json};
    use server::limits::Limits;
    use storage::{records::Channel, testing::Fresh};
    use tokio::{net::TcpSocket, time::timeout};
    use tokio_tungstenite::{
        client_async,
        tungstenite::{self, Message},
    };

    use crate::{
        common::{House, Person, Wishes},
        live::ears::{Socket, follows, id, tells, ticket, topic},
        recordings::eventually,
    };

    async fn with_streams(fresh: Fresh, streams: usize, each: usize) -> House {
        let limits = Limits {
            streams,
            streams_per_account: each,
            ..Wishes::default().limits
        };
        let wishes = Wishes {
            limits,
            ..Wishes::default()
        };
        House::with(fresh, wishes).await
    }

    /// How a socket that is one too many is refused: status, kind of problem, seconds to wait.
    async fn refused(house: &House, who: &Person) -> Option<(u16, String, String)> {
        let ticket = ticket(house, who).await;
        match Socket::with(house, &ticket).await {
            Ok(_) => None,
            Err(tungstenite::Error::Http(answer)) => {
                let body: Value = serde_json::from_slice(answer.body().as_ref().unwrap()).unwrap();
                Some((
                    answer.status().as_u16(),
                    body["type"].as_str().unwrap().to_owned(),
                    answer.headers()["retry-after"].to_str().unwrap().to_owned(),
                ))
            }
            Err(error) => panic!("{error}"),
        }
    }

    pub(crate) async fn too_many_are_refused(fresh: Fresh) {
        let house = with_streams(fresh, 3, 2).await;
        let (ana, ben) = (house.somebody("ana").await, house.somebody("ben").await);
        let session = house.session(&ana).await;
        let first = Socket::open(&house, &ana).await;
        let stream = follows(&house, &ana, &session, "", None).await;
        let too_many = (429, "/problems/too-many-requests".to_owned(), "30".to_owned());
        assert_eq!(refused(&house, &ana).await, Some(too_many));
        let path = format!("/v1/sessions/{session}/events");
        let answer = house.get(&ana, &path).await;
        assert_eq!(answer.header("retry-after"), Some("30"));
        answer.problem(429, "too-many-requests");
        let his = Socket::open(&house, &ben).await;
        let full = (503, "/problems/unavailable".to_owned(), "30".to_owned());
        assert_eq!(
            refused(&house, &ben).await,
            Some(full),
            "all places of the server are taken"
        );
        drop((first, stream, his));
        eventually("places are given back", async || {
            refused(&house, &ana).await.is_none().then_some(())
        })
        .await;
    }

    pub(crate) async fn a_socket_listens_to_so_many_topics(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let mut socket = Socket::open(&house, &ana).await;
        let mut topics = Vec::new();
        for _ in 0..33 {
            topics.push(topic(&house.session(&ana).await, Channel::Tokens));
        }
        for topic in &topics[..32] {
            assert_eq!(socket.listens(topic, 0).await["subscribed"], *topic);
        }
        let refused = socket.listens(&topics[32], 0).await;
        assert_eq!(refused["type"], "/problems/conflict");
        assert!(
            refused["detail"].as_str().unwrap().contains("32 topics"),
            "{refused}"
        );
        socket.says(json!({"unsubscribe": topics[0]}).to_string()).await;
        socket.hears().await;
        assert_eq!(socket.listens(&topics[32], 0).await["subscribed"], topics[32]);
    }

    pub(crate) async fn what_is_no_message_is_told_and_then_ends_it(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let mut socket = Socket::open(&house, &ana).await;
        for nonsense in [
            "",
            "nonsense",
            "[]",
            "{}",
            "{\"subscribe\": \"everything\"}",
            "{\"a\":{\"a\":{\"a\":1}}}",
        ] {
            socket.says(nonsense).await;
            assert_eq!(
                socket.hears().await["type"],
                "/problems/bad-request",
                "{nonsense}"
            );
        }
        for _ in 0..5 {
            socket.says("[".repeat(1000)).await;
        }
        assert_eq!(socket.is_closed().await.0, 4009);
        let mut socket = Socket::open(&house, &ana).await;
        socket.0.send(Message::binary(vec![0_u8; 10])).await.unwrap();
        assert_eq!(socket.is_closed().await.0, 4009);
        // What is larger than any message ends it unread.
        let mut socket = Socket::open(&house, &ana).await;
        socket.says("x".repeat(5_000)).await;
        let end = timeout(Duration::from_secs(10), async {
            while let Some(Ok(_)) = socket.0.next().await {}
        });
        end.await.expect("it ended");
    }

    pub(crate) async fn a_reader_that_is_too_slow_is_cut_off(fresh: Fresh) {
        let house = with_streams(fresh, 10, 1).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let tcp = TcpSocket::new_v4().unwrap();
        tcp.set_recv_buffer_size(4096).unwrap();
        let tcp = tcp.connect(house.address).await.unwrap();
        let url = format!(
            "ws://{}/v1/live?ticket={}",
            house.address,
            ticket(&house, &ana).await
        );
        let (mut socket, _) = client_async(url, tcp).await.unwrap();
        let wish = json!({"subscribe": topic(&session, Channel::Tokens)}).to_string();
        socket.send(Message::text(wish)).await.unwrap();
        socket.next().await.unwrap().unwrap();
        // More than all buffers on the way hold. From here on nothing is read.
        let text = "x".repeat(100_000);
        for _ in 0..20 {
            let tx = house.app.store.write(ana.org).await.unwrap();
            let news = (0..10)
                .map(|_| (Channel::Tokens, json!({"text": text})))
                .collect();
            tx.events().append(id(&session), news).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert!(refused(&house, &ana).await.is_some(), "its place is taken");
        eventually("its place is free: it was cut off", async || {
            tokio::time::sleep(Duration::from_millis(200)).await;
            refused(&house, &ana).await.is_none().then_some(())
        })
        .await;
        // What it did not take is there when it comes back.
        let last = id(&session);
        let tx = house.app.store.read(ana.org).await.unwrap();
        assert_eq!(tx.events().after(last, 0, None, 500).await.unwrap().len(), 200);
    }

    pub(crate) async fn who_is_signed_out_hears_no_more(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let mut socket = Socket::open(&house, &ana).await;
        socket.listens(&topic(&session, Channel::Tokens), 0).await;
        let mut stream = follows(&house, &ana, &session, "", None).await;
        let tx = house.app.store.accounts(Some(ana.user)).await.unwrap();
        tx.sign_ins().end_all(ana.user, None).await.unwrap();
        tx.commit().await.unwrap();
        let (code, words) = socket.is_closed().await;
        assert_eq!((code, words.as_str()), (4001, "signed out"));
        let end = timeout(Duration::from_secs(20), stream.next());
        assert_eq!(end.await.expect("it ended"), None);
    }

    pub(crate) async fn with_its_session_a_stream_ends(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let tokens = topic(&session, Channel::Tokens);
        let mut socket = Socket::open(&house, &ana).await;
        socket.listens(&tokens, 0).await;
        let mut stream = follows(&house, &ana, &session, "", None).await;
        house
            .delete(&ana, &format!("/v1/sessions/{session}"))
            .await
            .ok(204);
        assert_eq!(socket.hears().await, json!({"unsubscribed": tokens}));
        assert_eq!(stream.next().await, None);
        let refused = socket.listens(&tokens, 0).await;
        assert_eq!(refused["type"], "/problems/not-found");
    }

    pub(crate) async fn with_the_server_every_stream_ends(fresh: Fresh) {
        let house = House::new(fresh).await;
        let ana = house.somebody("ana").await;
        let session = house.session(&ana).await;
        let mut listens = Socket::open(&house, &ana).await;
        listens.listens(&topic(&session, Channel::Tokens), 0).await;
        let mut idles = Socket::open(&house, &ana).await;
        let mut stream = follows(&house, &ana, &session, "", None).await;
        tells(&house.app.store, ana.org, &session, 1..2).await;
        assert_eq!(stream.next().await.unwrap().0, 1);
        house.app.hub.stop();
        for socket in [&mut listens, &mut idles] {
            let closed = timeout(Duration::from_secs(5), socket.is_closed());
            let (code, words) = closed.await.expect("it is told at once");
            assert_eq!((code, words.as_str()), (1001, "the server is going down"));
        }
        let end = timeout(Duration::from_secs(5), stream.next());
        assert_eq!(end.await.expect("it ended"), None);
    }
}
