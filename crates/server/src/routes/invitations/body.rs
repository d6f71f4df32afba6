//! An invitation, as answers show it: never with its token, which only the mail has.

use chrono::{DateTime, Utc};
use serde::Serialize;
use storage::{
    UserId,
    records::{Invitation, Role},
};
use utoipa::ToSchema;
use uuid::Uuid;

/// An invitation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvitationBody {
    id: Uuid,
    /// To whom.
    email: String,
    /// As what.
    role: Role,
    /// By whom.
    invited_by: UserId,
    created_at: DateTime<Utc>,
    /// Until when it can be accepted.
    expires_at: DateTime<Utc>,
    /// When it was; `null` until then.
    accepted_at: Option<DateTime<Utc>>,
}

impl From<Invitation> for InvitationBody {
    fn from(invitation: Invitation) -> Self {
        Self {
            id: invitation.id,
            email: invitation.email,
            role: invitation.role,
            invited_by: invitation.invited_by,
            created_at: invitation.created_at,
            expires_at: invitation.expires_at,
            accepted_at: invitation.accepted_at,
        }
    }
}
