//! What is to be forgotten after a while: answers that were remembered, uploads that were given up.

use storage::{BlobKey, OrgId};

use crate::{App, Problem};

/// Orgs that are looked at at once.
const ORGS: u64 = 100;

/// Uploads of one org that are given up at once.
const UPLOADS: u64 = 100;

/// Forgets what is due. To be called every hour or so, by one process or by several.
///
/// # Errors
/// When the storage does not answer; the next call goes on.
pub async fn sweep(app: &App) -> Result<(), Problem> {
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
