//! What is to be forgotten after a while: tokens that are too old, answers that were remembered, uploads that were given up.

use std::time::Duration;

use chrono::TimeDelta;
use storage::{BlobKey, OrgId};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::{App, Problem};

/// How often it is time to forget what is due.
const EVERY: TimeDelta = TimeDelta::hours(1);

/// How often a server looks whether it is time.
pub const LOOK: Duration = Duration::from_secs(60);

/// Orgs that are looked at at once.
const ORGS: u64 = 100;

/// Uploads of one org that are given up at once.
const UPLOADS: u64 = 100;

/// Forgets what is due, now and every hour by the app's clock, until `stop`; looks at that clock every `look`. Several
/// processes may do it side by side.
pub async fn run(app: App, look: Duration, stop: CancellationToken) {
    let mut ticks = interval(look);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut done = None;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = ticks.tick() => {}
        }
        let now = app.store.clock().now();
        // A clock that was set back starts the hour anew.
        if done.is_some_and(|done| (done..done + EVERY).contains(&now)) {
            continue;
        }
        // What went wrong is logged where it went wrong; the next look tries again.
        if sweep(&app).await.is_ok() {
            done = Some(now);
        }
    }
}

/// Forgets what is due.
///
/// # Errors
/// When the storage does not answer; the next call goes on.
pub async fn sweep(app: &App) -> Result<(), Problem> {
    app.accounts.sweep(&app.store).await?;
    let tx = app.store.accounts(None).await?;
    tx.idempotency().sweep().await?;
    tx.commit().await?;
    let mut last = None;
    loop {
        let tx = app.store.system().await?;
        let orgs = tx.org_ids(last, ORGS).await?;
        drop(tx);
        for org in &orgs {
            uploads(app, *org).await?;
        }
        match orgs.last() {
            Some(org) => last = Some(*org),
            None => return Ok(()),
        }
    }
}

/// Gives up uploads of an org that did not come in time, with whatever came of them.
async fn uploads(app: &App, org: OrgId) -> Result<(), Problem> {
    let tx = app.store.read(org).await?;
    let expired = tx.uploads().expired(UPLOADS).await?;
    drop(tx);
    for upload in expired {
        app.blobs.delete_parts(org, upload.id).await?;
        let tx = app.store.write(org).await?;
        let media = tx.media().find(upload.id).await?;
        tx.uploads().delete(upload.id).await?;
        tx.commit().await?;
        // One sent straight to the file store and never confirmed.
        if media.is_none() {
            app.blobs.delete(&BlobKey::media(org, upload.id)).await?;
        }
    }
    Ok(())
}
