//! How long a worker waits for its next job while 10,000 are queued, by 20 orgs:
//! `scripts/servers/with.sh cargo run --release -p storage --example claim`
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement shows numbers, stops at the first fault, and reads the clock"
)]

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use serde_json::json;
use storage::{Claim, NewJob, OrgId, testing::Fresh};

const ORGS: usize = 20;
const JOBS: usize = 500;
const CLAIMS: usize = 200;

#[tokio::main]
async fn main() {
    measure(Fresh::sqlite().await).await;
    measure(Fresh::postgres().await).await;
}

async fn measure(fresh: Fresh) {
    for org in 0..ORGS {
        let org = fresh.org(&format!("Org {org}")).await;
        fill(&fresh, org).await;
    }
    let claim = Claim {
        kinds: &["ingest", "asr", "score"],
        process: "here",
        worker: "one",
        lease: Duration::from_secs(30),
        held_only: false,
    };
    let mut times = Vec::new();
    for _ in 0..CLAIMS {
        fresh.clock.advance(TimeDelta::milliseconds(10));
        let begun = Instant::now();
        let tx = fresh.store.system().await.unwrap();
        let job = tx.queue().claim(&claim).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        times.push(begun.elapsed());
        let tx = fresh.store.write(job.org_id).await.unwrap();
        assert!(tx.jobs().finish(job.id, "one").await.unwrap());
        tx.commit().await.unwrap();
    }
    times.sort();
    println!(
        "{}: {} jobs of {ORGS} orgs; a claim takes {:?} (median), {:?} (95 %), with its commit",
        fresh.store.engine(),
        ORGS * JOBS,
        times[CLAIMS / 2],
        times[CLAIMS * 95 / 100],
    );
}

async fn fill(fresh: &Fresh, org: OrgId) {
    let tx = fresh.store.write(org).await.unwrap();
    for number in 0..JOBS {
        let job = NewJob {
            kind: "asr".to_owned(),
            subject: tx.new_id(),
            run: 1,
            stage: i32::from(number % 3 == 0),
            max_tries: 3,
            input: json!({}),
            unique_key: number.to_string(),
            held_by: None,
            run_at: None,
        };
        tx.jobs().enqueue(job).await.unwrap();
    }
    tx.commit().await.unwrap();
}
