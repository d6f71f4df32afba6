//! A member, as answers show it, and what keeps an org from losing its last owner.

use chrono::{DateTime, Utc};
use serde::Serialize;
use storage::{Member, OrgTx, RoleChange, UserId, records::Role};
use utoipa::ToSchema;

use crate::Problem;

/// Somebody in an org.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MemberBody {
    user_id: UserId,
    /// Their name.
    name: String,
    /// Their mail address.
    email: String,
    role: Role,
    joined_at: DateTime<Utc>,
}

impl From<Member> for MemberBody {
    fn from(member: Member) -> Self {
        Self {
            user_id: member.user_id,
            name: member.name,
            email: member.email,
            role: member.role,
            joined_at: member.joined_at,
        }
    }
}

/// The member, if they are in the org.
pub(crate) async fn find(tx: &OrgTx, user: UserId) -> Result<Member, Problem> {
    tx.memberships().member(user).await?.ok_or_else(no_member)
}

/// What came of a change, as a problem where nothing did.
pub(crate) fn done(change: RoleChange) -> Result<(), Problem> {
    match change {
        RoleChange::Done => Ok(()),
        RoleChange::NotThere => Err(no_member()),
        RoleChange::LastOwner => Err(Problem::conflict(
            "They are the last owner of this org. Make somebody else an owner first, or delete the org.",
        )),
    }
}

fn no_member() -> Problem {
    Problem::not_found("There is no such member in this org.")
}
