//! Events: numbered without gaps, whoever writes them, and read on from where a listener was.

use serde_json::json;
use storage::{Signal, records::Channel, testing::Fresh};

use crate::samples;

on_both!(
    events_have_no_gaps_however_many_write,
    a_listener_goes_on_where_it_was,
    old_events_are_forgotten,
);

async fn events_have_no_gaps_however_many_write(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let owner = fresh.user("ana@example.org").await;
    let id = samples::session(fresh, org, owner).await.id;
    let writers = (0..8).map(|writer| {
        let store = fresh.store.clone();
        tokio::spawn(async move {
            for round in 0..10 {
                let tx = store.write(org).await.unwrap();
                let news = (0..3)
                    .map(|n| (Channel::Tokens, json!([writer, round, n])))
                    .collect();
                let last = tx.events().append(id, news).await.unwrap().unwrap();
                assert!(last >= 3);
                // Some are given up half way.
                if round % 4 != 3 {
                    tx.commit().await.unwrap();
                }
            }
        })
    });
    // A listener that reads on while they write never sees a number before an earlier one.
    let reader = {
        let store = fresh.store.clone();
        tokio::spawn(async move {
            let mut seen = 0;
            while seen < 8 * 8 * 3 {
                let tx = store.read(org).await.unwrap();
                for event in tx.events().after(id, seen, None, 1000).await.unwrap() {
                    assert_eq!(event.seq, seen + 1);
                    seen = event.seq;
                }
                drop(tx);
                tokio::time::sleep(std::time::Duration::from_millis(2)).await;
            }
        })
    };
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    reader.await.unwrap();
    let tx = fresh.store.read(org).await.unwrap();
    assert_eq!(tx.events().after(id, 0, None, 1000).await.unwrap().len(), 192);
    assert_eq!(tx.sessions().find(id).await.unwrap().unwrap().event_seq, 192);
}

async fn a_listener_goes_on_where_it_was(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let owner = fresh.user("ana@example.org").await;
    let id = samples::session(fresh, org, owner).await.id;
    let mut signals = fresh.store.signals().listen();
    let tx = fresh.store.write(org).await.unwrap();
    let news = vec![
        (Channel::State, json!("processing")),
        (Channel::Tokens, json!("so")),
        (Channel::Metrics, json!(120.0)),
    ];
    assert_eq!(tx.events().append(id, news).await.unwrap(), Some(3));
    tx.commit().await.unwrap();
    assert_eq!(signals.recv().await.unwrap(), Signal::Events(id));

    let tx = fresh.store.read(org).await.unwrap();
    let rest = tx.events().after(id, 1, None, 10).await.unwrap();
    assert_eq!(rest.iter().map(|event| event.seq).collect::<Vec<_>>(), [2, 3]);
    let some = [Channel::State, Channel::Metrics];
    let some = tx.events().after(id, 0, Some(&some), 10).await.unwrap();
    assert_eq!(some.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(
        tx.events().after(id, 0, None, 1).await.unwrap()[0].payload,
        json!("processing")
    );
}

async fn old_events_are_forgotten(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let house = samples::house(fresh, org, fresh.user("ana@example.org").await).await;
    fresh.clock.advance(chrono::TimeDelta::days(1));
    let tx = fresh.store.write(org).await.unwrap();
    let news = vec![(Channel::Score, json!(1))];
    tx.events().append(house.session, news).await.unwrap();
    assert_eq!(tx.events().prune(tx.now()).await.unwrap(), 1);
    // Numbers go on all the same.
    let left = tx.events().after(house.session, 0, None, 10).await.unwrap();
    assert_eq!(left.iter().map(|event| event.seq).collect::<Vec<_>>(), [2]);
}
