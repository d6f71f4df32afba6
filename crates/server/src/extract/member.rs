//! For which org, and as what.

use axum::{extract::FromRequestParts, http::request::Parts};
use storage::{OrgId, records::Role};

use crate::{App, Problem, extract::Caller, middleware::rate};

/// Names the org that a request is for; without it, the caller's first.
pub const ORG_HEADER: &str = "vivavoce-org";

/// A signed-in person as a member of the org that the request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub caller: Caller,
    /// The org.
    pub org: OrgId,
    /// What they may do there.
    pub role: Role,
}

impl Member {
    /// The caller as a member of `org`. An org that the caller does not belong to is not there.
    ///
    /// # Errors
    /// Not found, word by word the same whether the org exists or not.
    pub async fn of(app: &App, caller: Caller, org: Option<OrgId>) -> Result<Self, Problem> {
        let tx = app.store.read_accounts(Some(caller.user)).await?;
        let memberships = tx.memberships_of(caller.user).await?;
        let found = match org {
            Some(org) => memberships
                .into_iter()
                .find(|membership| membership.org_id == org),
            None => memberships
                .into_iter()
                .min_by_key(|membership| membership.created_at),
        };
        let membership = found.ok_or_else(|| Problem::not_found("There is no such org."))?;
        Ok(Self {
            caller,
            org: membership.org_id,
            role: membership.role,
        })
    }

    /// The same, for one more request of the org. Only members use up an org's requests.
    pub(super) async fn counted(app: &App, caller: Caller, org: Option<OrgId>) -> Result<Self, Problem> {
        let member = Self::of(app, caller, org).await?;
        rate::check(app, "org", &member.org.to_string(), app.limits.org()).await?;
        Ok(member)
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = <Caller as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        let org = match parts.headers.get(ORG_HEADER) {
            None => None,
            Some(value) => Some(
                value
                    .to_str()
                    .ok()
                    .and_then(|text| text.parse().ok())
                    .ok_or_else(|| Problem::not_found("There is no such org."))?,
            ),
        };
        Self::counted(app, caller, org).await
    }
}
