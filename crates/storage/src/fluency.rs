//! Fluency: how sessions flow.

use domain::Fluency;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};

use crate::{
    Error, OrgTx, Result, SessionId, document,
    records::{FluencyRow, fluency},
};

/// The fluency measurements of one org.
pub struct FluencyOf<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's fluency measurements.
    #[must_use]
    pub fn fluency(&self) -> FluencyOf<'_> {
        FluencyOf(self)
    }
}

impl FluencyOf<'_> {
    /// Keeps it, in place of an earlier one.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn write(&self, session: SessionId, fluency: &Fluency) -> Result<()> {
        let row = FluencyRow {
            session_id: session,
            org_id: self.0.org(),
            document: document::write("fluency", fluency)?,
            created_at: self.0.now(),
        };
        let again = OnConflict::column(fluency::Column::SessionId)
            .update_columns([fluency::Column::Document, fluency::Column::CreatedAt])
            .action_and_where(fluency::Column::OrgId.eq(self.0.org()))
            .to_owned();
        let written = fluency::Entity::insert(row.into_active_model())
            .on_conflict(again)
            .exec_without_returning(self.0.connection())
            .await?;
        Error::foreign_unless(written)?;
        Ok(())
    }

    /// That of a session.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn find(&self, session: SessionId) -> Result<Option<Fluency>> {
        let row = fluency::Entity::find()
            .filter(fluency::Column::OrgId.eq(self.0.org()))
            .filter(fluency::Column::SessionId.eq(session))
            .one(self.0.connection())
            .await?;
        row.map(|row| document::read("fluency", row.document)).transpose()
    }

    /// Forgets that of a session.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn remove(&self, session: SessionId) -> Result<()> {
        fluency::Entity::delete_many()
            .filter(fluency::Column::OrgId.eq(self.0.org()))
            .filter(fluency::Column::SessionId.eq(session))
            .exec(self.0.connection())
            .await?;
        Ok(())
    }
}
