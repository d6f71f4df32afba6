//! Writing into the audit what a request changed, in the transaction in which it did.

use serde_json::Value;
use storage::{Actor, NewAuditEvent, OrgTx};

use crate::Problem;

/// Writes that somebody did something to something. `detail` holds ids and settings, and nothing that a person wrote.
pub(crate) async fn note(
    tx: &OrgTx,
    actor: &Actor,
    action: &'static str,
    object: (&'static str, String),
    detail: Value,
) -> Result<(), Problem> {
    let event = NewAuditEvent {
        actor,
        action,
        object_kind: object.0,
        object_id: object.1,
        detail,
    };
    Ok(tx.audit().append(event).await?)
}
