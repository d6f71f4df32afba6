//! Drills: exercises made from sessions, and whether they were done.

use chrono::{DateTime, Utc};
use domain::Drill;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    OrgTx, Result, SessionId, document,
    records::{DrillRow, DrillState, drill},
};

/// The drills of one org.
pub struct Drills<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's drills.
    #[must_use]
    pub fn drills(&self) -> Drills<'_> {
        Drills(self)
    }
}

/// A drill as it was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDrill {
    /// Its id.
    pub id: Uuid,
    /// The session that it was made from.
    pub session: SessionId,
    /// Its place among the session's drills, from 0.
    pub ordinal: i32,
    /// The exercise.
    pub drill: Drill,
    /// Whether it was done.
    pub state: DrillState,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl Drills<'_> {
    /// Keeps the drills of a session in place of earlier ones. One that is the same as before stays as it is, with what
    /// the learner did.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn replace(&self, session: SessionId, drills: &[Drill]) -> Result<()> {
        let mut before = self.rows(session).await?;
        drill::Entity::delete_many()
            .filter(drill::Column::OrgId.eq(self.0.org()))
            .filter(drill::Column::SessionId.eq(session))
            .exec(self.0.connection())
            .await?;
        let mut rows = Vec::with_capacity(drills.len());
        for (ordinal, drill) in (0..).zip(drills) {
            let document = document::write("drill", drill)?;
            let same = before.iter().position(|row| row.document == document);
            let mut row = match same {
                Some(same) => before.swap_remove(same),
                None => DrillRow {
                    id: self.0.new_id(),
                    org_id: self.0.org(),
                    session_id: session,
                    ordinal,
                    document,
                    state: DrillState::Open,
                    created_at: self.0.now(),
                    updated_at: self.0.now(),
                },
            };
            row.ordinal = ordinal;
            rows.push(row.into_active_model());
        }
        drill::Entity::insert_many(rows)
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(())
    }

    /// The drills of a session, in order.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn list(&self, session: SessionId) -> Result<Vec<StoredDrill>> {
        self.rows(session).await?.into_iter().map(stored).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn find(&self, id: Uuid) -> Result<Option<StoredDrill>> {
        let row = drill::Entity::find()
            .filter(drill::Column::OrgId.eq(self.0.org()))
            .filter(drill::Column::Id.eq(id))
            .one(self.0.connection())
            .await?;
        row.map(stored).transpose()
    }

    /// Says whether one was done; `None` when it is not there.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn set_state(&self, id: Uuid, state: DrillState) -> Result<Option<StoredDrill>> {
        let row = drill::ActiveModel {
            state: Set(state),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        let changed = drill::Entity::update_many()
            .set(row)
            .filter(drill::Column::OrgId.eq(self.0.org()))
            .filter(drill::Column::Id.eq(id))
            .exec_with_returning(self.0.connection())
            .await?;
        changed.into_iter().next().map(stored).transpose()
    }

    async fn rows(&self, session: SessionId) -> Result<Vec<DrillRow>> {
        let rows = drill::Entity::find()
            .filter(drill::Column::OrgId.eq(self.0.org()))
            .filter(drill::Column::SessionId.eq(session))
            .order_by_asc(drill::Column::Ordinal)
            .all(self.0.connection())
            .await?;
        Ok(rows)
    }
}

fn stored(row: DrillRow) -> Result<StoredDrill> {
    Ok(StoredDrill {
        id: row.id,
        session: row.session_id,
        ordinal: row.ordinal,
        drill: document::read("drill", row.document)?,
        state: row.state,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}
