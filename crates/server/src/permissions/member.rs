//! What a member may do, as handlers ask it.

use storage::{Actor, OrgTx, UserId, records::Role};
use uuid::Uuid;

use super::{Action, Decision, Owned, Principal, Resource};
use crate::{App, Problem, extract::Member, middleware::request_id};

impl Member {
    /// Whether they may do something.
    ///
    /// # Errors
    /// Forbidden, or second factor needed.
    pub(crate) fn may(&self, app: &App, action: Action, resource: &Resource<'_>) -> Result<(), Problem> {
        match app.permissions.decide(&self.principal(), action, resource) {
            Decision::Allow => Ok(()),
            Decision::NeedsSecondFactor => Err(Problem::second_factor_needed(
                "Owners and admins need a second factor for this. Set one up, or give its code when signing in.",
            )),
            Decision::Deny => Err(Problem::forbidden(format!(
                "As {} you may not do this here. Ask an owner or admin of the org.",
                article(self.role)
            ))),
        }
    }

    /// Whether they may do something with a thing that belongs to `owner`. What they may not even see is not there.
    ///
    /// # Errors
    /// Not found, forbidden, or second factor needed.
    pub(crate) async fn may_owned(
        &self,
        app: &App,
        tx: &OrgTx,
        action: Action,
        kind: Owned,
        id: Uuid,
        owner: UserId,
    ) -> Result<(), Problem> {
        let coaches = if self.role == Role::Coach && owner != self.caller.user {
            tx.coachings().coaches_of(owner).await?
        } else {
            Vec::new()
        };
        let resource = Resource::Owned {
            kind,
            id,
            owner,
            coaches: &coaches,
        };
        let read = match kind {
            Owned::Project => Action::ProjectRead,
            Owned::Session => Action::SessionRead,
            Owned::Attempt => Action::AttemptRead,
        };
        if app.permissions.decide(&self.principal(), read, &resource) == Decision::Deny {
            return Err(kind.missing());
        }
        self.may(app, action, &resource)
    }

    /// Whose sessions, projects and attempts lists show them; `None` is everybody's.
    ///
    /// # Errors
    /// When the storage does not answer.
    pub(crate) async fn sees(&self, app: &App, tx: &OrgTx) -> Result<Option<Vec<UserId>>, Problem> {
        let everything = app
            .permissions
            .decide(&self.principal(), Action::PracticeSeeAll, &Resource::Org);
        if everything == Decision::Allow {
            return Ok(None);
        }
        let mut whose = vec![self.caller.user];
        if self.role == Role::Coach {
            whose.extend(tx.coachings().learners_of(self.caller.user).await?);
        }
        Ok(Some(whose))
    }

    /// Who they are for the audit.
    #[must_use]
    pub(crate) fn actor(&self) -> Actor {
        self.caller.actor()
    }

    fn principal(&self) -> Principal {
        Principal {
            user: self.caller.user,
            org: self.org,
            role: self.role,
            mfa: self.caller.second_factor,
        }
    }
}

impl crate::extract::Caller {
    /// Who they are for the audit.
    #[must_use]
    pub(crate) fn actor(&self) -> Actor {
        Actor {
            user: Some(self.user),
            address: request_id::address(),
            request_id: request_id::current(),
        }
    }
}

impl Owned {
    /// The answer when there is no such thing, or none for the caller.
    #[must_use]
    pub(crate) fn missing(self) -> Problem {
        Problem::not_found(match self {
            Self::Project => "There is no such project.",
            Self::Session => "There is no such session.",
            Self::Attempt => "There is no such attempt.",
        })
    }
}

fn article(role: Role) -> &'static str {
    match role {
        Role::Owner => "an owner",
        Role::Admin => "an admin",
        Role::Coach => "a coach",
        Role::Learner => "a learner",
    }
}
