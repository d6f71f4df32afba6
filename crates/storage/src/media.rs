//! Recordings: where the bytes of a session are, and what they turned out to be. The bytes themselves are blobs.

use domain::{MediaFormat, Notice, Waveform};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Select};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, OrgTx, Result, SessionId, document,
    records::{Media, MediaState, media},
};

/// The recordings of one org.
pub struct Recordings<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's recordings.
    #[must_use]
    pub fn media(&self) -> Recordings<'_> {
        Recordings(self)
    }
}

/// A recording that came in.
#[derive(Clone, Debug)]
pub struct NewMedia {
    /// Its id, which is also in the key of its blob.
    pub id: Uuid,
    /// The session.
    pub session: SessionId,
    /// Where its bytes are.
    pub state: MediaState,
    /// Key of its blob.
    pub blob: Option<String>,
    /// The file's name, for showing.
    pub name: String,
    /// What the sender says it is.
    pub content_type: String,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 of its bytes.
    pub sha256: Option<Vec<u8>>,
}

/// What decoding a recording told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFacts {
    /// How it is stored.
    pub format: MediaFormat,
    /// What the reader should know about it.
    pub notices: Vec<Notice>,
}

impl Media {
    /// What decoding it told; `None` before.
    ///
    /// # Errors
    /// [`Error::Document`].
    pub fn decoded(&self) -> Result<Option<MediaFacts>> {
        self.facts
            .clone()
            .map(|facts| document::read("facts of the recording", facts))
            .transpose()
    }

    /// For drawing; `None` before it was decoded.
    ///
    /// # Errors
    /// [`Error::Document`].
    pub fn drawn(&self) -> Result<Option<Waveform>> {
        // As singles, its numbers survive JSON as they are.
        let read = |json| {
            serde_json::from_value(json).map_err(|source| Error::Document {
                what: "waveform",
                source,
            })
        };
        self.waveform.clone().map(read).transpose()
    }
}

impl Recordings<'_> {
    /// Keeps one.
    ///
    /// # Errors
    /// [`Error::Taken`] when the session has one, [`Error::Database`].
    pub async fn put(&self, new: NewMedia) -> Result<Media> {
        let media = Media {
            id: new.id,
            org_id: self.0.org(),
            session_id: new.session,
            state: new.state,
            blob: new.blob,
            name: new.name,
            content_type: new.content_type,
            bytes: new.bytes,
            sha256: new.sha256,
            seconds: None,
            facts: None,
            waveform: None,
            created_at: self.0.now(),
            deleted_at: None,
        };
        media::Entity::insert(media.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await
            .map_err(Error::taken("a recording of this session"))?;
        Ok(media)
    }

    /// That of a session.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn of(&self, session: SessionId) -> Result<Option<Media>> {
        Ok(self.session(session).one(self.0.connection()).await?)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn find(&self, id: Uuid) -> Result<Option<Media>> {
        let found = media::Entity::find()
            .filter(media::Column::OrgId.eq(self.0.org()))
            .filter(media::Column::Id.eq(id))
            .one(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Writes down what decoding it told; `false` when the session has none.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn describe(
        &self,
        session: SessionId,
        seconds: f64,
        facts: &MediaFacts,
        waveform: &Waveform,
    ) -> Result<bool> {
        let drawn = serde_json::to_value(waveform).map_err(|source| Error::Document {
            what: "waveform",
            source,
        })?;
        let row = media::ActiveModel {
            seconds: Set(Some(seconds)),
            facts: Set(Some(document::write("facts of the recording", facts)?)),
            waveform: Set(Some(drawn)),
            ..Default::default()
        };
        Ok(self.update(session, row).await?.is_some())
    }

    /// Says that its bytes are no more, and gives it as it was, so that its blob can be deleted.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn erased(&self, session: SessionId) -> Result<Option<Media>> {
        let was = self.of(session).await?;
        let row = media::ActiveModel {
            state: Set(MediaState::Gone),
            blob: Set(None),
            deleted_at: Set(Some(self.0.now())),
            ..Default::default()
        };
        self.update(session, row).await?;
        Ok(was)
    }

    /// Forgets it, so that another can be put, and gives it as it was, so that its blob can be deleted.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn remove(&self, session: SessionId) -> Result<Option<Media>> {
        let was = media::Entity::delete_many()
            .filter(media::Column::OrgId.eq(self.0.org()))
            .filter(media::Column::SessionId.eq(session))
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(was.into_iter().next())
    }

    fn session(&self, session: SessionId) -> Select<media::Entity> {
        media::Entity::find()
            .filter(media::Column::OrgId.eq(self.0.org()))
            .filter(media::Column::SessionId.eq(session))
    }

    async fn update(&self, session: SessionId, row: media::ActiveModel) -> Result<Option<Media>> {
        let changed = media::Entity::update_many()
            .set(row)
            .filter(media::Column::OrgId.eq(self.0.org()))
            .filter(media::Column::SessionId.eq(session))
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(changed.into_iter().next())
    }
}
