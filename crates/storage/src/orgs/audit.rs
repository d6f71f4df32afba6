//! Who saw or changed what. An event is written in the transaction of the change that it tells of, and never changed.

use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::Value;

use crate::{
    OrgTx, Page, Result, UserId,
    records::{AuditEvent, audit},
};

/// The audit log of the org of a transaction.
pub struct AuditLog<'a>(&'a OrgTx);

/// Who does something, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who; `None` for Vivavoce itself.
    pub user: Option<UserId>,
    /// From which address.
    pub address: String,
    /// In which request.
    pub request_id: String,
}

impl Actor {
    /// Vivavoce itself: a worker, a sweep.
    #[must_use]
    pub fn house() -> Self {
        Self {
            user: None,
            address: String::new(),
            request_id: String::new(),
        }
    }
}

/// Something that was seen or changed.
#[derive(Clone, Debug)]
pub struct NewAuditEvent<'a> {
    /// By whom.
    pub actor: &'a Actor,
    /// What was done, such as `session.erase`.
    pub action: &'static str,
    /// What kind of thing it was done to.
    pub object_kind: &'static str,
    /// Which one.
    pub object_id: String,
    /// What else is needed to understand it: ids and settings; no name, no mail address, no transcript text, since it
    /// outlives the person.
    pub detail: Value,
}

/// Which events; `None` takes all.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// By whom.
    pub actor: Option<UserId>,
    /// What was done.
    pub action: Option<String>,
    /// To what kind of thing.
    pub object_kind: Option<String>,
    /// To which one.
    pub object_id: Option<String>,
}

impl OrgTx {
    /// The audit log of the org.
    #[must_use]
    pub fn audit(&self) -> AuditLog<'_> {
        AuditLog(self)
    }
}

impl AuditLog<'_> {
    /// Writes an event.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn append(&self, new: NewAuditEvent<'_>) -> Result<()> {
        let event = AuditEvent {
            id: self.0.new_id(),
            org_id: self.0.org(),
            actor_id: new.actor.user,
            action: new.action.to_owned(),
            object_kind: new.object_kind.to_owned(),
            object_id: new.object_id,
            detail: new.detail,
            address: new.actor.address.clone(),
            request_id: new.actor.request_id.clone(),
            at: self.0.now(),
        };
        audit::Entity::insert(event.into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(())
    }

    /// Events, newest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn list(&self, filter: AuditFilter, page: Page) -> Result<Vec<AuditEvent>> {
        let mut query = audit::Entity::find().filter(audit::Column::OrgId.eq(self.0.org()));
        if let Some(actor) = filter.actor {
            query = query.filter(audit::Column::ActorId.eq(actor));
        }
        if let Some(action) = filter.action {
            query = query.filter(audit::Column::Action.eq(action));
        }
        if let Some(kind) = filter.object_kind {
            query = query.filter(audit::Column::ObjectKind.eq(kind));
        }
        if let Some(id) = filter.object_id {
            query = query.filter(audit::Column::ObjectId.eq(id));
        }
        Ok(page.of(query, audit::Column::Id).all(self.0.connection()).await?)
    }
}
