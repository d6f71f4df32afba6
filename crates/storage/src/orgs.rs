//! Orgs: how each wants its data kept, who is in it, who is invited, who coaches whom, and who saw or changed what.

mod audit;
mod coachings;
mod erasure;
mod holdings;
mod invitations;
mod memberships;
mod usage;

use chrono::{DateTime, Days, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

pub use audit::{Actor, AuditFilter, AuditLog, NewAuditEvent};
pub use coachings::Coachings;
pub use erasure::{Erased, Erasure, OutsideRows};
pub use holdings::{Holdings, Table};
pub use invitations::{Invitations, NewInvitation};
pub use memberships::{Belonging, Member, Memberships, RoleChange};
pub use usage::{Month, Usage};

use crate::{
    OrgId, OrgTx, Result, SystemTx,
    records::{Org, org, session},
};

/// Sessions that are dated anew in one go.
const REDATED_AT_ONCE: u64 = 500;

/// The org of a transaction.
pub struct Orgs<'a>(&'a OrgTx);

/// What of an org is to change; `None` stays.
#[derive(Clone, Debug, Default)]
pub struct OrgChange {
    /// Its name for people.
    pub name: Option<String>,
    /// Whether sound is kept after it was measured.
    pub store_audio: Option<bool>,
    /// Days after which a session is erased; `Some(None)` keeps them.
    pub retention_days: Option<Option<i32>>,
    /// Whether names, numbers and mail addresses are masked in transcripts.
    pub mask_transcripts: Option<bool>,
    /// What people agree to before they are recorded.
    pub consent_text: Option<String>,
}

impl OrgTx {
    /// The org itself.
    #[must_use]
    pub fn orgs(&self) -> Orgs<'_> {
        Orgs(self)
    }
}

impl Orgs<'_> {
    /// Makes the org, with the id that this transaction acts for: sound and sessions are kept, nothing is masked, no
    /// consent is asked for.
    ///
    /// # Errors
    /// [`crate::Error::Taken`], [`crate::Error::Database`].
    pub async fn create(&self, name: &str) -> Result<Org> {
        let made = Org {
            id: self.0.org(),
            name: name.to_owned(),
            store_audio: true,
            retention_days: None,
            mask_transcripts: false,
            consent_text: String::new(),
            created_at: self.0.now(),
        };
        org::Entity::insert(made.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await
            .map_err(crate::Error::taken("org"))?;
        Ok(made)
    }

    /// The org.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn get(&self) -> Result<Option<Org>> {
        Ok(org::Entity::find_by_id(self.0.org())
            .one(self.0.connection())
            .await?)
    }

    /// Changes the org, and when its retention changes, the day on which each of its sessions is erased.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn change(&self, change: OrgChange) -> Result<Option<Org>> {
        self.lock().await?;
        let Some(before) = self.get().await? else {
            return Ok(None);
        };
        let after = Org {
            name: change.name.unwrap_or(before.name),
            store_audio: change.store_audio.unwrap_or(before.store_audio),
            retention_days: change.retention_days.unwrap_or(before.retention_days),
            mask_transcripts: change.mask_transcripts.unwrap_or(before.mask_transcripts),
            consent_text: change.consent_text.unwrap_or(before.consent_text),
            ..before
        };
        let mut written = after.clone().into_active_model().reset_all();
        written.id = sea_orm::ActiveValue::NotSet;
        org::Entity::update_many()
            .set(written)
            .filter(org::Column::Id.eq(self.0.org()))
            .exec(self.0.connection())
            .await?;
        if before.retention_days != after.retention_days {
            self.redate(after.retention_days).await?;
        }
        Ok(Some(after))
    }

    /// Removes the org and every record of it; its blobs are the caller's to remove.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn delete(&self) -> Result<bool> {
        let gone = org::Entity::delete_by_id(self.0.org())
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected > 0)
    }

    /// Lets nobody else change the org or who is in it until this transaction ends.
    pub(crate) async fn lock(&self) -> Result<()> {
        org::Entity::find_by_id(self.0.org())
            .lock_exclusive()
            .one(self.0.connection())
            .await?;
        Ok(())
    }

    /// Dates every session anew, in pieces, since the engines have no date arithmetic in common.
    async fn redate(&self, days: Option<i32>) -> Result<()> {
        let mut after = None;
        loop {
            let mut query = session::Entity::find()
                .select_only()
                .column(session::Column::Id)
                .column(session::Column::CreatedAt)
                .filter(session::Column::OrgId.eq(self.0.org()))
                .order_by_asc(session::Column::Id)
                .limit(REDATED_AT_ONCE);
            if let Some(after) = after {
                query = query.filter(session::Column::Id.gt(after));
            }
            let piece: Vec<(crate::SessionId, DateTime<Utc>)> =
                query.into_tuple().all(self.0.connection()).await?;
            let Some((last, _)) = piece.last() else {
                return Ok(());
            };
            after = Some(*last);
            for (id, created_at) in piece {
                session::Entity::update_many()
                    .set(session::ActiveModel {
                        erase_at: Set(erase_at(created_at, days)),
                        ..Default::default()
                    })
                    .filter(session::Column::OrgId.eq(self.0.org()))
                    .filter(session::Column::Id.eq(id))
                    .exec(self.0.connection())
                    .await?;
            }
        }
    }
}

/// When something made then is erased, in an org that keeps sessions for so many days.
#[must_use]
pub fn erase_at(created_at: DateTime<Utc>, retention_days: Option<i32>) -> Option<DateTime<Utc>> {
    let days = u64::try_from(retention_days?).ok()?;
    created_at.checked_add_days(Days::new(days))
}

impl SystemTx {
    /// Ids of orgs, oldest first, after a given one.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn org_ids(&self, after: Option<OrgId>, limit: u64) -> Result<Vec<OrgId>> {
        let mut query = org::Entity::find()
            .select_only()
            .column(org::Column::Id)
            .order_by_asc(org::Column::Id)
            .limit(limit);
        if let Some(after) = after {
            query = query.filter(org::Column::Id.gt(after));
        }
        Ok(query.into_tuple().all(self.connection()).await?)
    }
}
