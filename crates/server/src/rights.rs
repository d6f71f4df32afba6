//! Rights over data: erasing a person, what they practised, or a whole org, and taking everything away.
//!
//! Erasing removes bytes first and rows then, so that a failure leaves rows that say what is still to go, and bytes once
//! more after that, since a job may have written some meanwhile. Doing it again is always safe.

mod archive;
mod export;

use serde_json::json;
use storage::{Actor, BlobKey, Erased, OrgId, OrgTx, OutsideRows, UserId, records::Role};

pub use export::export;

use crate::{App, Problem, audit};

/// Orgs that are looked at at once.
const ORGS: u64 = 200;

/// Erases everything that somebody practised in an org, and leaves them in it.
///
/// # Errors
/// When the storage does not answer, after which it can be asked for again.
pub(crate) async fn erase_practice(
    app: &App,
    org: OrgId,
    user: UserId,
    actor: &Actor,
) -> Result<Erased, Problem> {
    let tx = app.store.read(org).await?;
    let outside = tx.erasure().outside_of_practice(user).await?;
    drop(tx);
    remove(app, org, &outside).await?;
    let tx = app.store.write(org).await?;
    let erased = tx.erasure().practice(user).await?;
    note_erased(&tx, actor, user, "practice.erase", erased).await?;
    tx.commit().await?;
    remove(app, org, &outside).await?;
    Ok(erased)
}

/// Erases an org with everything in it.
///
/// # Errors
/// When the storage does not answer, after which it can be asked for again.
pub(crate) async fn erase_org(app: &App, org: OrgId, actor: &Actor) -> Result<(), Problem> {
    app.blobs.delete_org(org).await?;
    let tx = app.store.write(org).await?;
    tx.orgs().delete().await?;
    tx.commit().await?;
    app.blobs.delete_org(org).await?;
    // The org's own audit is gone with it.
    let by = actor.user.map(|user| user.to_string()).unwrap_or_default();
    tracing::info!(%org, %by, request_id = actor.request_id, "an org was deleted");
    Ok(())
}

/// Erases everything about somebody in all orgs, those that they left too; orgs that they were alone in go altogether. The
/// account itself is the caller's to remove, after this.
///
/// # Errors
/// A conflict where others are in an org that they alone own; when the storage does not answer, after which it can be
/// asked for again.
pub(crate) async fn erase(app: &App, user: UserId, actor: &Actor) -> Result<(), Problem> {
    let tx = app.store.read_accounts(Some(user)).await?;
    let Some(email) = tx.users().by_id(user).await?.map(|user| user.email) else {
        return Ok(());
    };
    let places = tx.memberships_of(user).await?;
    drop(tx);
    let mut alone = Vec::new();
    for place in places.iter().filter(|place| place.role == Role::Owner) {
        let tx = app.store.read(place.org_id).await?;
        if tx.memberships().count().await? == 1 {
            alone.push(place.org_id);
        } else if tx.memberships().is_last_owner(user).await? {
            return Err(Problem::conflict(
                "You are the last owner of an org that others are in. Make somebody else an owner first, or delete the org.",
            ));
        }
    }
    for org in alone {
        erase_org(app, org, actor).await?;
    }
    for org in every_org(app).await? {
        erase_person(app, org, user, &email, actor).await?;
    }
    Ok(())
}

/// Erases everything that one org has of somebody.
async fn erase_person(
    app: &App,
    org: OrgId,
    user: UserId,
    email: &str,
    actor: &Actor,
) -> Result<(), Problem> {
    let tx = app.store.read(org).await?;
    let outside = tx.erasure().outside_of_person(user).await?;
    drop(tx);
    remove(app, org, &outside).await?;
    let tx = app.store.write(org).await?;
    let erased = tx.erasure().person(user, email).await?;
    if !erased.is_empty() {
        // Without the address that they ask from, which is about them too.
        let actor = Actor {
            address: String::new(),
            ..actor.clone()
        };
        note_erased(&tx, &actor, user, "person.erase", erased).await?;
    }
    tx.commit().await?;
    remove(app, org, &outside).await
}

async fn note_erased(
    tx: &OrgTx,
    actor: &Actor,
    user: UserId,
    action: &'static str,
    erased: Erased,
) -> Result<(), Problem> {
    let detail = json!({
        "sessions": erased.sessions, "attempts": erased.attempts, "projects": erased.projects, "member": erased.member,
    });
    audit::note(tx, actor, action, ("user", user.to_string()), detail).await
}

/// Removes what is kept outside the database; what is not there is no mistake.
async fn remove(app: &App, org: OrgId, outside: &OutsideRows) -> Result<(), Problem> {
    for subject in &outside.subjects {
        app.memory.forget(*subject);
    }
    for key in outside.blobs.iter().filter_map(|key| BlobKey::stored(org, key)) {
        app.blobs.delete(&key).await?;
    }
    for upload in &outside.uploads {
        app.blobs.delete_parts(org, *upload).await?;
        app.blobs.delete(&BlobKey::media(org, *upload)).await?;
    }
    Ok(())
}

/// Every org of this server: somebody may have left what they practised in one that they are no longer in.
async fn every_org(app: &App) -> Result<Vec<OrgId>, Problem> {
    let mut all = Vec::new();
    loop {
        let tx = app.store.system().await?;
        let piece = tx.org_ids(all.last().copied(), ORGS).await?;
        drop(tx);
        if piece.is_empty() {
            return Ok(all);
        }
        all.extend(piece);
    }
}
