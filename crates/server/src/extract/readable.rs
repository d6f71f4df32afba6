//! A session of which something is read.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
    response::Response,
};
use serde::Serialize;
use storage::{OrgTx, SessionId, records::Session};

use super::{Id, Member};
use crate::{App, Problem, access, answer::tagged, permissions::Action};

/// The session in the path, for a caller who may see it, and what it takes to read something of it and send that.
pub(crate) struct Readable {
    pub(crate) app: App,
    pub(crate) member: Member,
    /// To read what hangs on the session.
    pub(crate) tx: OrgTx,
    pub(crate) session: Session,
    /// Those of the request.
    pub(crate) headers: HeaderMap,
}

impl FromRequestParts<App> for Readable {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let member = Member::from_request_parts(parts, app).await?;
        let Id(id) = Id::<SessionId>::from_request_parts(parts, app).await?;
        let tx = app.store.read(member.org).await?;
        let session = access::session(app, &member, &tx, Action::SessionRead, id).await?;
        Ok(Self {
            app: app.clone(),
            member,
            tx,
            session,
            headers: parts.headers.clone(),
        })
    }
}

impl Readable {
    /// Sends what was found, or says that it is `missing`.
    pub(crate) async fn found<T: Serialize>(
        self,
        found: Option<T>,
        action: &'static str,
        missing: &'static str,
    ) -> Result<Response, Problem> {
        let found = found.ok_or_else(|| Problem::not_found(missing))?;
        self.send(&found, action).await
    }

    /// Sends something that was said or measured. When that was another person, it stands in the audit as `action`.
    pub(crate) async fn send<T: Serialize>(
        self,
        document: &T,
        action: &'static str,
    ) -> Result<Response, Problem> {
        let Self {
            app,
            member,
            tx,
            session,
            headers,
        } = self;
        drop(tx);
        access::seen(&app, &member, &session, action).await?;
        tagged(&headers, document)
    }
}
