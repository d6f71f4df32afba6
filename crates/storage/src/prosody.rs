//! Prosody: how it was said. Its tracks, which are most of it, are kept in pieces that `metrics.rs` reads by range.

use domain::Prosody;
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::OnConflict,
};

use crate::{
    Error, OrgTx, Result, SessionId, document, metrics,
    records::{ProsodyRow, Track, prosody},
    track::{self, Frames},
};

/// The prosody of one org's sessions.
pub struct ProsodyOf<'a>(&'a OrgTx);

impl OrgTx {
    /// The prosody of the org's sessions.
    #[must_use]
    pub fn prosody(&self) -> ProsodyOf<'_> {
        ProsodyOf(self)
    }
}

impl ProsodyOf<'_> {
    /// Keeps the prosody of a session with its tracks and their minutes, in place of an earlier one; `false` when there
    /// is no such session.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn write(&self, id: SessionId, prosody: &Prosody) -> Result<bool> {
        let Some(session) = self.0.sessions().find(id).await? else {
            return Ok(false);
        };
        let mut rest = prosody.clone();
        rest.pitch.f0_hz.clear();
        rest.intensity.db.clear();
        let row = ProsodyRow {
            session_id: id,
            org_id: self.0.org(),
            document: document::write("prosody", &rest)?,
            created_at: self.0.now(),
        };
        let again = OnConflict::column(prosody::Column::SessionId)
            .update_columns([prosody::Column::Document, prosody::Column::CreatedAt])
            .action_and_where(prosody::Column::OrgId.eq(self.0.org()))
            .to_owned();
        let written = prosody::Entity::insert(row.into_active_model())
            .on_conflict(again)
            .exec_without_returning(self.0.connection())
            .await?;
        Error::foreign_unless(written)?;
        let f0: Vec<f64> = prosody
            .pitch
            .f0_hz
            .iter()
            .map(|f0| f0.unwrap_or(f64::NAN))
            .collect();
        let tracks = [
            Frames::new(Track::F0, prosody.pitch.start, prosody.pitch.step, &f0),
            Frames::new(
                Track::Intensity,
                prosody.intensity.start,
                prosody.intensity.step,
                &prosody.intensity.db,
            ),
        ];
        metrics::replace(self.0, &session, &tracks).await?;
        Ok(true)
    }

    /// The prosody of a session with its tracks, exactly as it was written.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn find(&self, session: SessionId) -> Result<Option<Prosody>> {
        let Some(mut prosody) = self.without_tracks(session).await? else {
            return Ok(None);
        };
        let f0 = metrics::frames(self.0, session, Track::F0).await?;
        prosody.pitch.f0_hz = f0.into_iter().map(track::measured).collect();
        prosody.intensity.db = metrics::frames(self.0, session, Track::Intensity).await?;
        Ok(Some(prosody))
    }

    /// The prosody of a session, its tracks left empty.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn without_tracks(&self, session: SessionId) -> Result<Option<Prosody>> {
        let row = prosody::Entity::find()
            .filter(prosody::Column::OrgId.eq(self.0.org()))
            .filter(prosody::Column::SessionId.eq(session))
            .one(self.0.connection())
            .await?;
        row.map(|row| document::read("prosody", row.document)).transpose()
    }

    /// Whether it was measured.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn exists(&self, session: SessionId) -> Result<bool> {
        let measured = prosody::Entity::find()
            .filter(prosody::Column::OrgId.eq(self.0.org()))
            .filter(prosody::Column::SessionId.eq(session));
        Ok(measured.count(self.0.connection()).await? > 0)
    }

    /// Forgets the prosody of a session, with its tracks.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn remove(&self, session: SessionId) -> Result<()> {
        prosody::Entity::delete_many()
            .filter(prosody::Column::OrgId.eq(self.0.org()))
            .filter(prosody::Column::SessionId.eq(session))
            .exec(self.0.connection())
            .await?;
        metrics::remove(self.0, session).await
    }
}
