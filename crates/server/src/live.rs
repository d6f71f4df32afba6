//! Live streams: who may listen, and for how long. A listener's sign-in and membership are looked at again and again: they
//! may end while the stream goes on.

use storage::{SessionId, records::Session};

use crate::{
    App, Problem, access,
    extract::{Caller, Member},
    permissions::Action,
    slots::{Full, Slot},
};

/// What the audit hears of somebody who follows what another says.
pub(crate) const FOLLOWED: &str = "session.follow";

/// A place for a live stream.
pub(crate) fn place(app: &App, caller: &Caller) -> Result<Slot<storage::UserId>, Problem> {
    app.streams().take(caller.user).map_err(|full| match full {
        Full::Yours => Problem::too_many(30),
        Full::All => {
            Problem::unavailable("The server has as many live streams as it takes. Try again in a moment.")
                .retry_after(30)
        }
    })
}

/// The session, if the member may listen to it.
pub(crate) async fn listenable(app: &App, member: &Member, id: SessionId) -> Result<Session, Problem> {
    let tx = app.store.read(member.org).await?;
    access::session(app, member, &tx, Action::SessionRead, id).await
}

/// Whether the listener is still signed in, and still a member; the member as they are now.
pub(crate) async fn still(app: &App, member: &Member) -> Result<Member, Problem> {
    signed_in(app, &member.caller).await?;
    Member::of(app, member.caller, Some(member.org)).await
}

/// Whether the sign-in was not ended.
pub(crate) async fn signed_in(app: &App, caller: &Caller) -> Result<(), Problem> {
    let tx = app.store.read_accounts(Some(caller.user)).await?;
    let sign_in = tx.sign_ins().by_id(caller.sign_in).await?;
    let ended = || Problem::signed_out("This sign-in was ended.");
    let sign_in = sign_in
        .filter(|sign_in| sign_in.user_id == caller.user)
        .ok_or_else(ended)?;
    if sign_in.revoked_at.is_some() {
        Err(ended())
    } else {
        Ok(())
    }
}
