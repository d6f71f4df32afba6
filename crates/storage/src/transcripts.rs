//! Transcripts: what the recogniser heard, and what became of it once aligned.

use domain::{Pronunciation, Transcript};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect,
    Select, TryGetable, entity::prelude::Json, sea_query::OnConflict,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Error, OrgTx, Result, SessionId, document,
    records::{TranscriptRow, transcript},
};

/// The transcripts of one org.
pub struct Transcripts<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's transcripts.
    #[must_use]
    pub fn transcripts(&self) -> Transcripts<'_> {
        Transcripts(self)
    }
}

impl Transcripts<'_> {
    /// Keeps what the recogniser heard; an earlier transcript of the session is forgotten.
    ///
    /// # Errors
    /// [`crate::Error::Document`] when `heard` is not JSON, [`crate::Error::Database`].
    pub async fn set_heard<T: Serialize>(
        &self,
        session: SessionId,
        language: &str,
        words: usize,
        heard: &T,
    ) -> Result<()> {
        let row = TranscriptRow {
            session_id: session,
            org_id: self.0.org(),
            heard: document::write("recognised words", heard)?,
            document: None,
            sounds: None,
            language: language.to_owned(),
            words: i32::try_from(words).unwrap_or(i32::MAX),
            created_at: self.0.now(),
        };
        let again = OnConflict::column(transcript::Column::SessionId)
            .update_columns([
                transcript::Column::Heard,
                transcript::Column::Document,
                transcript::Column::Sounds,
                transcript::Column::Language,
                transcript::Column::Words,
                transcript::Column::CreatedAt,
            ])
            .action_and_where(transcript::Column::OrgId.eq(self.0.org()))
            .to_owned();
        let written = transcript::Entity::insert(row.into_active_model())
            .on_conflict(again)
            .exec_without_returning(self.0.connection())
            .await?;
        Error::foreign_unless(written)?;
        Ok(())
    }

    /// What the recogniser heard.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn heard<T: DeserializeOwned>(&self, session: SessionId) -> Result<Option<T>> {
        let found: Option<Json> = self.column(session, transcript::Column::Heard).await?;
        found
            .map(|heard| document::read("recognised words", heard))
            .transpose()
    }

    /// Keeps the transcript, and how its sounds were said; `false` when nothing was heard before.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn write(
        &self,
        session: SessionId,
        transcript: &Transcript,
        sounds: Option<&Pronunciation>,
    ) -> Result<bool> {
        let sounds = sounds.map(|sounds| document::write("sounds of the transcript", sounds));
        let row = transcript::ActiveModel {
            document: Set(Some(document::write("transcript", transcript)?)),
            sounds: Set(sounds.transpose()?),
            language: Set(transcript.language.to_string()),
            words: Set(i32::try_from(transcript.words.len()).unwrap_or(i32::MAX)),
            created_at: Set(self.0.now()),
            ..Default::default()
        };
        let written = transcript::Entity::update_many()
            .set(row)
            .filter(transcript::Column::OrgId.eq(self.0.org()))
            .filter(transcript::Column::SessionId.eq(session))
            .exec(self.0.connection())
            .await?;
        Ok(written.rows_affected > 0)
    }

    /// The transcript; `None` before it was aligned.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn find(&self, session: SessionId) -> Result<Option<Transcript>> {
        let found: Option<Option<Json>> = self.column(session, transcript::Column::Document).await?;
        found
            .flatten()
            .map(|transcript| document::read("transcript", transcript))
            .transpose()
    }

    /// How the sounds of the transcript were said; `None` where they were not scored: before it was aligned, and in
    /// languages other than English.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn sounds(&self, session: SessionId) -> Result<Option<Pronunciation>> {
        let found: Option<Option<Json>> = self.column(session, transcript::Column::Sounds).await?;
        found
            .flatten()
            .map(|sounds| document::read("sounds of the transcript", sounds))
            .transpose()
    }

    /// Whether it was heard and aligned.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn exists(&self, session: SessionId) -> Result<bool> {
        let written = self
            .one(session)
            .filter(transcript::Column::Document.is_not_null());
        Ok(written.count(self.0.connection()).await? > 0)
    }

    /// Forgets what was heard, and the transcript.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn remove(&self, session: SessionId) -> Result<()> {
        transcript::Entity::delete_many()
            .filter(transcript::Column::OrgId.eq(self.0.org()))
            .filter(transcript::Column::SessionId.eq(session))
            .exec(self.0.connection())
            .await?;
        Ok(())
    }

    /// One column alone: the others can be large.
    async fn column<T: TryGetable>(
        &self,
        session: SessionId,
        column: transcript::Column,
    ) -> Result<Option<T>> {
        let found = self.one(session).select_only().column(column);
        let found: Option<(T,)> = found.into_tuple().one(self.0.connection()).await?;
        Ok(found.map(|(value,)| value))
    }

    fn one(&self, session: SessionId) -> Select<transcript::Entity> {
        transcript::Entity::find()
            .filter(transcript::Column::OrgId.eq(self.0.org()))
            .filter(transcript::Column::SessionId.eq(session))
    }
}
