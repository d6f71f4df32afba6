//! Reports: which were asked for, and where the files are.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};
use uuid::Uuid;

use crate::{
    Error, OrgTx, Result, SessionId, Signal, UserId,
    records::{ReportFormat, ReportRow, ReportState, report},
};

/// The reports of one org.
pub struct Reports<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's reports.
    #[must_use]
    pub fn reports(&self) -> Reports<'_> {
        Reports(self)
    }
}

impl Reports<'_> {
    /// Asks for one. Gives it with whether it has to be made: not when the same one is there or already being made.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn request(
        &self,
        session: SessionId,
        requested_by: UserId,
        format: ReportFormat,
    ) -> Result<(ReportRow, bool)> {
        let row = ReportRow {
            id: self.0.new_id(),
            org_id: self.0.org(),
            session_id: session,
            requested_by,
            format,
            state: ReportState::Queued,
            blob: None,
            bytes: None,
            error: None,
            created_at: self.0.now(),
            ready_at: None,
        };
        let same = OnConflict::columns([report::Column::SessionId, report::Column::Format])
            .do_nothing()
            .to_owned();
        let made = report::Entity::insert(row.clone().into_active_model())
            .on_conflict(same)
            .try_insert()
            .exec_without_returning(self.0.connection())
            .await?;
        if matches!(made, sea_orm::TryInsertResult::Inserted(rows) if rows > 0) {
            return Ok((row, true));
        }
        let again = report::ActiveModel {
            state: Set(ReportState::Queued),
            error: Set(None),
            ..Default::default()
        };
        let failed = report::Entity::update_many()
            .set(again)
            .filter(report::Column::OrgId.eq(self.0.org()))
            .filter(report::Column::SessionId.eq(session))
            .filter(report::Column::Format.eq(format))
            .filter(report::Column::State.eq(ReportState::Failed))
            .exec_with_returning(self.0.connection())
            .await?;
        if let Some(failed) = failed.into_iter().next() {
            return Ok((failed, true));
        }
        let there = self.list(session).await?;
        let same = there.into_iter().find(|report| report.format == format);
        same.map(|report| (report, false)).ok_or(Error::Foreign)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn find(&self, id: Uuid) -> Result<Option<ReportRow>> {
        let found = report::Entity::find()
            .filter(report::Column::OrgId.eq(self.0.org()))
            .filter(report::Column::Id.eq(id))
            .one(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Those of a session, oldest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn list(&self, session: SessionId) -> Result<Vec<ReportRow>> {
        let found = report::Entity::find()
            .filter(report::Column::OrgId.eq(self.0.org()))
            .filter(report::Column::SessionId.eq(session))
            .order_by_asc(report::Column::Id)
            .all(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Says that one can be fetched; `false` when it is not there.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn ready(&self, id: Uuid, blob: &str, bytes: i64) -> Result<bool> {
        let row = report::ActiveModel {
            state: Set(ReportState::Ready),
            blob: Set(Some(blob.to_owned())),
            bytes: Set(Some(bytes)),
            error: Set(None),
            ready_at: Set(Some(self.0.now())),
            ..Default::default()
        };
        self.finish(id, row).await
    }

    /// Says that one could not be made, and why, for the person; `false` when it is not there.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn failed(&self, id: Uuid, error: &str) -> Result<bool> {
        let row = report::ActiveModel {
            state: Set(ReportState::Failed),
            error: Set(Some(error.to_owned())),
            ..Default::default()
        };
        self.finish(id, row).await
    }

    /// Lets one that could not be made be made after all; `false` when it did not fail.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn again(&self, id: Uuid) -> Result<bool> {
        let row = report::ActiveModel {
            state: Set(ReportState::Queued),
            error: Set(None),
            ..Default::default()
        };
        let again = report::Entity::update_many()
            .set(row)
            .filter(report::Column::OrgId.eq(self.0.org()))
            .filter(report::Column::Id.eq(id))
            .filter(report::Column::State.eq(ReportState::Failed))
            .exec(self.0.connection())
            .await?;
        Ok(again.rows_affected > 0)
    }

    /// Forgets those of a session, and gives them as they were, so that their blobs can be deleted.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn clear(&self, session: SessionId) -> Result<Vec<ReportRow>> {
        let gone = report::Entity::delete_many()
            .filter(report::Column::OrgId.eq(self.0.org()))
            .filter(report::Column::SessionId.eq(session))
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(gone)
    }

    async fn finish(&self, id: Uuid, row: report::ActiveModel) -> Result<bool> {
        let finished = report::Entity::update_many()
            .set(row)
            .filter(report::Column::OrgId.eq(self.0.org()))
            .filter(report::Column::Id.eq(id))
            .exec(self.0.connection())
            .await?;
        self.0.signal(Signal::Finished(id));
        Ok(finished.rows_affected > 0)
    }
}
