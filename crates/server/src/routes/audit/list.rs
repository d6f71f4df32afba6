//! `GET /v1/orgs/{id}/audit`: who saw or changed what.

use axum::{Json, extract::State};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use storage::{AuditFilter, OrgId, UserId, records::AuditEvent};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    App, Problem,
    answer::List,
    extract::{InOrg, PageQuery, Params},
    permissions::{Action, Resource},
};

/// Something that somebody saw or changed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditBody {
    id: Uuid,
    /// Who; `null` for Vivavoce itself. Stays when their account is erased.
    actor_id: Option<UserId>,
    /// What was done.
    #[schema(example = "session.read")]
    action: String,
    /// What kind of thing it was done to.
    #[schema(example = "session")]
    object_kind: String,
    /// Which one.
    object_id: String,
    /// What else is needed to understand it.
    #[schema(value_type = Object)]
    detail: Value,
    /// From which address; empty once the actor's account is erased.
    address: String,
    /// In which request.
    request_id: String,
    at: DateTime<Utc>,
}

/// Which events; what is left out takes all.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditQuery {
    /// By whom.
    actor: Option<UserId>,
    /// What was done.
    action: Option<String>,
    /// To what kind of thing.
    object_kind: Option<String>,
    /// To which one.
    object_id: Option<String>,
}

/// Who saw or changed what in an org, newest first. For owners and admins.
#[utoipa::path(
    get, path = "/v1/orgs/{id}/audit", tag = "orgs", operation_id = "listAudit",
    params(("id" = OrgId, Path), AuditQuery, PageQuery),
    responses((status = OK, description = "One page of it.", body = List<AuditBody>))
)]
pub(crate) async fn list(
    State(app): State<App>,
    InOrg(member): InOrg,
    query: PageQuery,
    filter: Result<Params<AuditQuery>, Problem>,
) -> Result<Json<List<AuditBody>>, Problem> {
    member.may(&app, Action::AuditRead, &Resource::Org)?;
    let Params(filter) = filter?;
    let tx = app.store.read(member.org).await?;
    let filter = AuditFilter {
        actor: filter.actor,
        action: filter.action,
        object_kind: filter.object_kind,
        object_id: filter.object_id,
    };
    let rows = tx.audit().list(filter, List::<AuditBody>::page(&query)).await?;
    Ok(Json(List::of(&query, rows, |row| row.id, AuditBody::from)))
}

impl From<AuditEvent> for AuditBody {
    fn from(event: AuditEvent) -> Self {
        Self {
            id: event.id,
            actor_id: event.actor_id,
            action: event.action,
            object_kind: event.object_kind,
            object_id: event.object_id,
            detail: event.detail,
            address: event.address,
            request_id: event.request_id,
            at: event.at,
        }
    }
}
