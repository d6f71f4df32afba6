//! Who may do what: Cedar policies in `crates/server/policies`, read once and held against their schema.
//!
//! Nothing is allowed that no policy allows. A decision needs no query: who asks and what they ask about are given.

mod action;
mod member;

use std::collections::{HashMap, HashSet};

use cedar_policy::{
    Authorizer, Context, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression, Schema, ValidationMode, Validator,
};
use storage::{OrgId, UserId, records::Role};
use uuid::Uuid;

pub use action::Action;

const SCHEMA: &str = include_str!("../policies/vivavoce.cedarschema");

const POLICIES: [&str; 5] = [
    include_str!("../policies/everyone.cedar"),
    include_str!("../policies/coach.cedar"),
    include_str!("../policies/admin.cedar"),
    include_str!("../policies/owner.cedar"),
    include_str!("../policies/house.cedar"),
];

/// The policies cannot be used: a mistake in the files, found before the server starts.
#[derive(Debug, thiserror::Error)]
#[error("the policies on who may do what cannot be used: {0}")]
pub struct PermissionsError(String);

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Principal {
    /// Who.
    pub user: UserId,
    /// In which org.
    pub org: OrgId,
    /// What they are there.
    pub role: Role,
    /// Whether they gave their second factor.
    pub mfa: bool,
}

/// Kinds of things that belong to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owned {
    /// A project.
    Project,
    /// A session, and everything that was found in it.
    Session,
    /// A sentence read aloud.
    Attempt,
}

/// What they ask about; always of the org that they ask in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource<'a> {
    /// The org itself, and what belongs to nobody in it.
    Org,
    /// Somebody in the org.
    Member {
        /// Who.
        user: UserId,
        /// As what.
        role: Role,
    },
    /// Something that belongs to somebody.
    Owned {
        /// What kind of thing.
        kind: Owned,
        /// Its id.
        id: Uuid,
        /// Whose it is.
        owner: UserId,
        /// Who coaches the owner.
        coaches: &'a [UserId],
    },
}

/// What comes of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Allow,
    /// Yes, once they give their second factor.
    NeedsSecondFactor,
    /// No.
    Deny,
}

/// The policies, ready to decide.
pub struct Permissions {
    authorizer: Authorizer,
    policies: PolicySet,
    types: Types,
}

struct Types {
    action: EntityTypeName,
    role: EntityTypeName,
    org: EntityTypeName,
    person: EntityTypeName,
    member: EntityTypeName,
    project: EntityTypeName,
    session: EntityTypeName,
    attempt: EntityTypeName,
}

impl Permissions {
    /// Reads the policies.
    ///
    /// # Errors
    /// When they cannot be read, or do not fit their schema.
    pub fn load() -> Result<Self, PermissionsError> {
        let policies = POLICIES
            .concat()
            .parse::<PolicySet>()
            .map_err(|error| PermissionsError(format!("{error:?}")))?;
        let checked = Validator::new(schema()?).validate(&policies, ValidationMode::Strict);
        if !checked.validation_passed() {
            let faults = checked
                .validation_errors()
                .map(ToString::to_string)
                .collect::<Vec<_>>();
            return Err(PermissionsError(faults.join("; ")));
        }
        Ok(Self {
            authorizer: Authorizer::new(),
            policies,
            types: Types::new()?,
        })
    }

    /// Whether somebody may do something.
    #[must_use]
    pub fn decide(&self, principal: &Principal, action: Action, resource: &Resource<'_>) -> Decision {
        if self.allows(principal, action, resource) {
            return Decision::Allow;
        }
        let with_mfa = Principal {
            mfa: true,
            ..*principal
        };
        if !principal.mfa && self.allows(&with_mfa, action, resource) {
            Decision::NeedsSecondFactor
        } else {
            Decision::Deny
        }
    }

    /// What cannot be asked is not allowed.
    fn allows(&self, principal: &Principal, action: Action, resource: &Resource<'_>) -> bool {
        match self.ask(principal, action, resource, None) {
            Ok(allowed) => allowed,
            Err(error) => {
                tracing::error!(%error, action = action.name(), "a permission could not be decided");
                false
            }
        }
    }

    fn ask(
        &self,
        principal: &Principal,
        action: Action,
        resource: &Resource<'_>,
        schema: Option<&Schema>,
    ) -> Result<bool, PermissionsError> {
        let wrong = |error: &dyn std::fmt::Display| PermissionsError(error.to_string());
        let types = &self.types;
        let org = uid(&types.org, principal.org);
        let who = uid(&types.person, principal.user);
        let asks = Entity::new(
            who.clone(),
            HashMap::from([("org".to_owned(), reference(&org))]),
            HashSet::from([uid(&types.role, principal.role)]),
        )
        .map_err(|error| wrong(&error))?;
        let about = types.resource(resource, &org)?;
        let mfa = RestrictedExpression::new_bool(principal.mfa);
        let context = Context::from_pairs([("mfa".to_owned(), mfa)]).map_err(|error| wrong(&error))?;
        let request = Request::new(
            who,
            uid(&types.action, action.name()),
            about.uid(),
            context,
            schema,
        )
        .map_err(|error| wrong(&error))?;
        let entities = Entities::from_entities([asks, about], schema).map_err(|error| wrong(&error))?;
        let answer = self.authorizer.is_authorized(&request, &self.policies, &entities);
        if let Some(error) = answer.diagnostics().errors().next() {
            return Err(wrong(error));
        }
        Ok(answer.decision() == cedar_policy::Decision::Allow)
    }
}

impl Types {
    fn new() -> Result<Self, PermissionsError> {
        let name = |text: &str| {
            text.parse::<EntityTypeName>()
                .map_err(|error| PermissionsError(error.to_string()))
        };
        Ok(Self {
            action: name("Action")?,
            role: name("Role")?,
            org: name("Org")?,
            person: name("Person")?,
            member: name("Member")?,
            project: name("Project")?,
            session: name("Session")?,
            attempt: name("Attempt")?,
        })
    }

    fn resource(&self, resource: &Resource<'_>, org: &EntityUid) -> Result<Entity, PermissionsError> {
        let person = |user: &UserId| reference(&uid(&self.person, user));
        let mut attributes = HashMap::from([("org".to_owned(), reference(org))]);
        let id = match resource {
            Resource::Org => return Ok(Entity::with_uid(org.clone())),
            Resource::Member { user, role } => {
                attributes.insert("person".to_owned(), person(user));
                attributes.insert("role".to_owned(), reference(&uid(&self.role, role)));
                uid(&self.member, user)
            }
            Resource::Owned {
                kind,
                id,
                owner,
                coaches,
            } => {
                let coaches = RestrictedExpression::new_set(coaches.iter().map(person));
                attributes.insert("owner".to_owned(), person(owner));
                attributes.insert("coaches".to_owned(), coaches);
                uid(self.owned(*kind), id)
            }
        };
        Entity::new(id, attributes, HashSet::new()).map_err(|error| PermissionsError(error.to_string()))
    }

    fn owned(&self, kind: Owned) -> &EntityTypeName {
        match kind {
            Owned::Project => &self.project,
            Owned::Session => &self.session,
            Owned::Attempt => &self.attempt,
        }
    }
}

fn schema() -> Result<Schema, PermissionsError> {
    let (schema, warnings) =
        Schema::from_cedarschema_str(SCHEMA).map_err(|error| PermissionsError(format!("{error:?}")))?;
    for warning in warnings {
        tracing::warn!(%warning, "schema of the permissions");
    }
    Ok(schema)
}

fn uid(kind: &EntityTypeName, id: impl std::fmt::Display) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(id.to_string()))
}

fn reference(uid: &EntityUid) -> RestrictedExpression {
    RestrictedExpression::new_entity_uid(uid.clone())
}

#[cfg(test)]
mod tests;
