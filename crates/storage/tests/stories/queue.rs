//! Jobs: who gets which, what happens when a worker dies, and what is put aside.

use std::{collections::HashSet, sync::Arc, time::Duration};

use chrono::TimeDelta;
use storage::{
    Claim, OrgId, Page, Signal, Store,
    records::{Job, JobState},
    testing::Fresh,
};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::samples::new_job;

on_both!(
    orgs_take_turns,
    later_stages_go_first,
    a_key_is_one_job,
    a_dead_workers_job_goes_to_another,
    a_lease_that_is_renewed_stays,
    a_worker_that_stops_hands_back,
    a_job_waits_for_its_time,
    sound_in_memory_stays_with_its_process,
    sound_that_went_with_its_process_is_noticed,
    a_poison_job_is_put_aside_and_tried_again,
    an_earlier_run_is_void,
    eight_workers_never_share_a_job,
    the_queue_is_counted,
    old_jobs_are_forgotten,
);

const LEASE: Duration = Duration::from_secs(30);

fn asks<'a>(kinds: &'a [&'a str], worker: &'a str) -> Claim<'a> {
    Claim {
        kinds,
        process: "here",
        worker,
        lease: LEASE,
        held_only: false,
    }
}

async fn enqueue(store: &Store, org: OrgId, kind: &str, stage: i32) -> Uuid {
    let tx = store.write(org).await.unwrap();
    let mut job = new_job(kind, tx.new_id(), &tx.new_id().to_string());
    job.stage = stage;
    let id = tx.jobs().enqueue(job).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    id
}

async fn claim(store: &Store, claim: &Claim<'_>) -> Option<Job> {
    let tx = store.system().await.unwrap();
    let job = tx.queue().claim(claim).await.unwrap();
    tx.commit().await.unwrap();
    job
}

async fn finish(store: &Store, job: &Job, worker: &str) -> bool {
    let tx = store.write(job.org_id).await.unwrap();
    let mine = tx.jobs().finish(job.id, worker).await.unwrap();
    tx.commit().await.unwrap();
    mine
}

async fn find(fresh: &Fresh, org: OrgId, id: Uuid) -> Job {
    let tx = fresh.store.read(org).await.unwrap();
    tx.jobs().find(id).await.unwrap().unwrap()
}

async fn orgs_take_turns(fresh: &Fresh) {
    let (busy, small, late) = (
        fresh.org("Busy").await,
        fresh.org("Small").await,
        fresh.org("Late").await,
    );
    for _ in 0..20 {
        enqueue(&fresh.store, busy, "asr", 0).await;
    }
    for _ in 0..3 {
        enqueue(&fresh.store, small, "asr", 0).await;
    }
    let ask = asks(&["asr"], "one");
    let mut served = Vec::new();
    for turn in 0..8 {
        if turn == 4 {
            enqueue(&fresh.store, late, "asr", 0).await;
        }
        let job = claim(&fresh.store, &ask).await.unwrap();
        assert!(finish(&fresh.store, &job, "one").await);
        served.push(job.org_id);
        fresh.clock.advance(TimeDelta::milliseconds(1));
    }
    let count = |org| served.iter().filter(|served| **served == org).count();
    // Twenty jobs of one org hold nobody up, and who comes late goes next.
    assert_eq!(served[4], late);
    assert_eq!((count(busy), count(small), count(late)), (4, 3, 1));
    assert_ne!(served[0], served[1]);
}

async fn later_stages_go_first(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let ingest = enqueue(&fresh.store, org, "ingest", 0).await;
    let score = enqueue(&fresh.store, org, "score", 4).await;
    fresh.clock.advance(TimeDelta::seconds(1));
    let asr = enqueue(&fresh.store, org, "asr", 1).await;
    let second = enqueue(&fresh.store, org, "ingest", 0).await;
    let ask = asks(&["ingest", "asr", "score"], "one");
    for expected in [score, asr, ingest, second] {
        let job = claim(&fresh.store, &ask).await.unwrap();
        assert_eq!(job.id, expected);
        assert_eq!((job.state, job.tries), (JobState::Running, 1));
    }
    assert!(claim(&fresh.store, &ask).await.is_none());
}

async fn a_key_is_one_job(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let mut signals = fresh.store.signals().listen();
    let tx = fresh.store.write(org).await.unwrap();
    let subject = tx.new_id();
    let id = tx
        .jobs()
        .enqueue(new_job("asr", subject, "asr of run 1"))
        .await
        .unwrap();
    assert!(id.is_some());
    assert_eq!(
        tx.jobs()
            .enqueue(new_job("asr", subject, "asr of run 1"))
            .await
            .unwrap(),
        None
    );
    tx.commit().await.unwrap();
    let signal = signals.recv().await.unwrap();
    assert_eq!(
        signal,
        Signal::Job {
            id: id.unwrap(),
            kind: "asr".to_owned()
        }
    );
    assert!(signals.try_recv().is_err());
    // Also once it is done.
    let job = claim(&fresh.store, &asks(&["asr"], "one")).await.unwrap();
    assert!(finish(&fresh.store, &job, "one").await);
    let tx = fresh.store.write(org).await.unwrap();
    assert_eq!(
        tx.jobs()
            .enqueue(new_job("asr", subject, "asr of run 1"))
            .await
            .unwrap(),
        None
    );
    assert_eq!(tx.jobs().of_subject(subject).await.unwrap().len(), 1);
}

async fn a_dead_workers_job_goes_to_another(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let id = enqueue(&fresh.store, org, "asr", 0).await;
    let (dead, alive) = (asks(&["asr"], "dead"), asks(&["asr"], "alive"));
    let first = claim(&fresh.store, &dead).await.unwrap();
    assert!(claim(&fresh.store, &alive).await.is_none());
    fresh.clock.advance(TimeDelta::seconds(31));
    let second = claim(&fresh.store, &alive).await.unwrap();
    assert_eq!((second.id, second.tries), (id, 2));
    // The dead one comes back: nothing that it did counts.
    assert!(!finish(&fresh.store, &first, "dead").await);
    let tx = fresh.store.system().await.unwrap();
    assert!(!tx.queue().renew(id, "dead", LEASE).await.unwrap());
    assert!(!tx.queue().hand_back(id, "dead").await.unwrap());
    drop(tx);
    assert!(finish(&fresh.store, &second, "alive").await);
    assert!(!finish(&fresh.store, &second, "alive").await, "once only");
    assert_eq!(find(fresh, org, id).await.state, JobState::Done);
    // Workers that die each time are counted too, so that the job can be parked.
    enqueue(&fresh.store, org, "asr", 0).await;
    for tries in 1..=4 {
        let job = claim(&fresh.store, &dead).await.unwrap();
        assert_eq!((job.tries, job.tries > job.max_tries), (tries, tries == 4));
        fresh.clock.advance(TimeDelta::seconds(31));
    }
}

async fn a_lease_that_is_renewed_stays(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let id = enqueue(&fresh.store, org, "asr", 0).await;
    claim(&fresh.store, &asks(&["asr"], "slow")).await.unwrap();
    for _ in 0..5 {
        fresh.clock.advance(TimeDelta::seconds(10));
        let tx = fresh.store.system().await.unwrap();
        assert!(tx.queue().renew(id, "slow", LEASE).await.unwrap());
        tx.commit().await.unwrap();
        assert!(claim(&fresh.store, &asks(&["asr"], "other")).await.is_none());
    }
}

async fn a_worker_that_stops_hands_back(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let id = enqueue(&fresh.store, org, "asr", 0).await;
    claim(&fresh.store, &asks(&["asr"], "one")).await.unwrap();
    let tx = fresh.store.system().await.unwrap();
    assert!(tx.queue().hand_back(id, "one").await.unwrap());
    tx.commit().await.unwrap();
    let job = claim(&fresh.store, &asks(&["asr"], "two")).await.unwrap();
    assert_eq!((job.id, job.tries), (id, 1), "the try does not count");
}

async fn a_job_waits_for_its_time(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let id = enqueue(&fresh.store, org, "asr", 0).await;
    let ask = asks(&["asr"], "one");
    claim(&fresh.store, &ask).await.unwrap();
    let tx = fresh.store.write(org).await.unwrap();
    let later = tx.now() + TimeDelta::seconds(8);
    assert!(!tx.jobs().retry_later(id, "two", later, "not mine").await.unwrap());
    assert!(
        tx.jobs()
            .retry_later(id, "one", later, "S3 is down")
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert!(claim(&fresh.store, &ask).await.is_none());
    let tx = fresh.store.read_system().await.unwrap();
    assert_eq!(tx.queue().next_due(&ask).await.unwrap(), Some(later));
    assert_eq!(tx.queue().next_due(&asks(&["score"], "one")).await.unwrap(), None);
    drop(tx);
    fresh.clock.advance(TimeDelta::seconds(8));
    let again = claim(&fresh.store, &ask).await.unwrap();
    assert_eq!((again.tries, again.error.as_deref()), (2, Some("S3 is down")));
    // A try that does not count.
    let tx = fresh.store.write(org).await.unwrap();
    assert!(!tx.jobs().wait(id, "two", tx.now(), "not mine").await.unwrap());
    assert!(
        tx.jobs()
            .wait(id, "one", tx.now(), "S3 is still down")
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    let again = claim(&fresh.store, &ask).await.unwrap();
    assert_eq!(
        (again.tries, again.error.as_deref()),
        (2, Some("S3 is still down"))
    );
    let tx = fresh.store.read_system().await.unwrap();
    assert_eq!(tx.queue().next_due(&ask).await.unwrap(), again.lease_until);
}

async fn sound_in_memory_stays_with_its_process(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let tx = fresh.store.write(org).await.unwrap();
    let mut job = new_job("asr", tx.new_id(), "held");
    job.held_by = Some("there".to_owned());
    let id = tx.jobs().enqueue(job).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert!(claim(&fresh.store, &asks(&["asr"], "one")).await.is_none());
    let mut there = asks(&["asr"], "two");
    there.process = "there";
    let other = enqueue(&fresh.store, org, "asr", 9).await;
    there.held_only = true;
    assert_eq!(claim(&fresh.store, &there).await.unwrap().id, id);
    assert!(claim(&fresh.store, &there).await.is_none());
    there.held_only = false;
    assert_eq!(claim(&fresh.store, &there).await.unwrap().id, other);
}

async fn sound_that_went_with_its_process_is_noticed(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let tx = fresh.store.write(org).await.unwrap();
    for process in ["alive", "dead"] {
        let mut job = new_job("asr", tx.new_id(), process);
        job.held_by = Some(process.to_owned());
        tx.jobs().enqueue(job).await.unwrap().unwrap();
    }
    tx.commit().await.unwrap();
    enqueue(&fresh.store, org, "asr", 0).await;
    fresh.clock.advance(TimeDelta::minutes(1));
    let tx = fresh.store.system().await.unwrap();
    assert_eq!(tx.queue().keep_held("alive").await.unwrap(), 1);
    let lost = tx.queue().lost(tx.now()).await.unwrap();
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].held_by.as_deref(), Some("dead"));
}

async fn a_poison_job_is_put_aside_and_tried_again(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let other = fresh.org("Company").await;
    let id = enqueue(&fresh.store, org, "asr", 0).await;
    let ask = asks(&["asr"], "one");
    claim(&fresh.store, &ask).await.unwrap();
    let tx = fresh.store.write(org).await.unwrap();
    assert!(tx.jobs().park(id, "one", "the file has no sound").await.unwrap());
    tx.commit().await.unwrap();
    assert!(claim(&fresh.store, &ask).await.is_none());
    let tx = fresh.store.write(org).await.unwrap();
    let parked = tx.jobs().list(JobState::Parked, Page::first(10)).await.unwrap();
    assert_eq!(parked[0].error.as_deref(), Some("the file has no sound"));
    drop(tx);
    let tx = fresh.store.write(other).await.unwrap();
    assert!(tx.jobs().retry(id).await.unwrap().is_none());
    drop(tx);
    let tx = fresh.store.write(org).await.unwrap();
    assert!(tx.jobs().retry(id).await.unwrap().is_some());
    assert!(tx.jobs().retry(id).await.unwrap().is_none());
    tx.commit().await.unwrap();
    assert_eq!(claim(&fresh.store, &ask).await.unwrap().tries, 1);
}

async fn an_earlier_run_is_void(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let tx = fresh.store.write(org).await.unwrap();
    let subject = tx.new_id();
    for (key, run) in [("a", 1), ("b", 1), ("c", 2)] {
        let mut job = new_job("asr", subject, key);
        job.run = run;
        tx.jobs().enqueue(job).await.unwrap().unwrap();
    }
    tx.commit().await.unwrap();
    let running = claim(&fresh.store, &asks(&["asr"], "one")).await.unwrap();
    assert_eq!(running.run, 1);
    let tx = fresh.store.write(org).await.unwrap();
    assert_eq!(tx.jobs().void(subject, Some(2)).await.unwrap(), 2);
    tx.commit().await.unwrap();
    assert!(!finish(&fresh.store, &running, "one").await);
    assert_eq!(claim(&fresh.store, &asks(&["asr"], "one")).await.unwrap().run, 2);
    let tx = fresh.store.write(org).await.unwrap();
    assert_eq!(tx.jobs().void(subject, None).await.unwrap(), 1);
}

async fn eight_workers_never_share_a_job(fresh: &Fresh) {
    let orgs = [
        fresh.org("One").await,
        fresh.org("Two").await,
        fresh.org("Three").await,
    ];
    for org in orgs {
        for _ in 0..20 {
            enqueue(&fresh.store, org, "asr", 0).await;
        }
    }
    // Two processes on one database, as in a house with workers of their own.
    let stores = [fresh.store.clone(), fresh.again().await];
    let seen = Arc::new(Mutex::new(Vec::new()));
    let workers: Vec<_> = (0..8)
        .map(|worker| {
            let (store, seen) = (stores[worker % 2].clone(), seen.clone());
            tokio::spawn(async move {
                let name = format!("worker {worker}");
                while let Some(job) = claim(&store, &asks(&["asr"], &name)).await {
                    assert_eq!(job.leased_by.as_deref(), Some(name.as_str()));
                    seen.lock().await.push(job.id);
                    assert!(finish(&store, &job, &name).await);
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    let seen = seen.lock().await;
    let different: HashSet<_> = seen.iter().collect();
    assert_eq!((seen.len(), different.len()), (60, 60));
}

async fn the_queue_is_counted(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let since = fresh.store.read(org).await.unwrap().now();
    enqueue(&fresh.store, org, "asr", 0).await;
    fresh.clock.advance(TimeDelta::minutes(5));
    enqueue(&fresh.store, org, "asr", 0).await;
    enqueue(&fresh.store, org, "score", 0).await;
    claim(&fresh.store, &asks(&["score"], "one")).await.unwrap();
    let tx = fresh.store.read_system().await.unwrap();
    let mut counts = tx.queue().counts().await.unwrap();
    counts.sort_by(|a, b| a.kind.cmp(&b.kind));
    let found: Vec<_> = counts
        .iter()
        .map(|count| (count.state, count.kind.as_str(), count.count))
        .collect();
    assert_eq!(
        found,
        [(JobState::Queued, "asr", 2), (JobState::Running, "score", 1)]
    );
    assert_eq!(counts[0].oldest, Some(since));
}

async fn old_jobs_are_forgotten(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let done = enqueue(&fresh.store, org, "asr", 0).await;
    let job = claim(&fresh.store, &asks(&["asr"], "one")).await.unwrap();
    assert!(finish(&fresh.store, &job, "one").await);
    let queued = enqueue(&fresh.store, org, "asr", 0).await;
    fresh.clock.advance(TimeDelta::days(7));
    let tx = fresh.store.system().await.unwrap();
    assert_eq!(tx.queue().prune(tx.now()).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let tx = fresh.store.read(org).await.unwrap();
    assert!(tx.jobs().find(done).await.unwrap().is_none());
    assert!(tx.jobs().find(queued).await.unwrap().is_some());
}
