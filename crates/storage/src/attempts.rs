//! Attempts: sentences read aloud, how they went, and what they come to over time.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    OrgTx, Page, Result, Signal, UserId, document,
    records::{Attempt, AttemptState, attempt},
};

/// The attempts of one org.
pub struct Attempts<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's attempts.
    #[must_use]
    pub fn attempts(&self) -> Attempts<'_> {
        Attempts(self)
    }
}

/// An attempt to keep.
#[derive(Clone, Debug)]
pub struct NewAttempt {
    /// Its id, which is also in the key of its blob.
    pub id: Uuid,
    /// Who read.
    pub user: UserId,
    /// In which language.
    pub language: String,
    /// The sentence's level, A1 to C2.
    pub level: Option<String>,
    /// The sentence of the curated set; `None` for another.
    pub sentence_id: Option<String>,
    /// What was to be read.
    pub expected: String,
    /// What it means.
    pub translation: Option<String>,
    /// Key of the recording, where it is kept.
    pub blob: Option<String>,
    /// What the sender says the recording is.
    pub content_type: String,
}

/// How an attempt went.
#[derive(Clone, Debug)]
pub struct AttemptResult<T> {
    /// What was heard.
    pub transcription: String,
    /// 0 to 100.
    pub accuracy: f64,
    /// Whether it counts as read right.
    pub correct: bool,
    /// The comparison word by word.
    pub document: T,
}

/// An attempt in a few numbers, for statistics.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct AttemptMark {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub created_at: DateTime<Utc>,
    /// In which language.
    pub language: String,
    /// The sentence's level, A1 to C2.
    pub level: Option<String>,
    /// 0 to 100.
    pub accuracy: f64,
    /// Whether it counts as read right.
    pub correct: bool,
}

impl Attempt {
    /// The comparison word by word; `None` before it was heard.
    ///
    /// # Errors
    /// [`crate::Error::Document`].
    pub fn compared<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        self.document
            .clone()
            .map(|json| document::read("comparison of the attempt", json))
            .transpose()
    }
}

impl Attempts<'_> {
    /// Attempts that statistics look at, at most: more than a year of one every two minutes of an hour a day.
    pub const MARKS: u64 = 20_000;
    /// Attempts that are looked at word by word, at most: each is some ten kilobytes.
    pub const HEARD: u64 = 500;

    /// Keeps one; it waits to be heard.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn create(&self, new: NewAttempt) -> Result<Attempt> {
        let attempt = Attempt {
            id: new.id,
            org_id: self.0.org(),
            user_id: new.user,
            language: new.language,
            level: new.level,
            sentence_id: new.sentence_id,
            expected: new.expected,
            translation: new.translation,
            state: AttemptState::Queued,
            failure: None,
            transcription: None,
            accuracy: None,
            correct: None,
            document: None,
            blob: new.blob,
            content_type: new.content_type,
            created_at: self.0.now(),
        };
        attempt::Entity::insert(attempt.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(attempt)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn find(&self, id: Uuid) -> Result<Option<Attempt>> {
        let found = attempt::Entity::find()
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::Id.eq(id))
            .one(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Says how one went; `false` when it does not wait to be heard.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn finish<T: Serialize>(&self, id: Uuid, result: &AttemptResult<T>) -> Result<bool> {
        let row = attempt::ActiveModel {
            state: Set(AttemptState::Done),
            transcription: Set(Some(result.transcription.clone())),
            accuracy: Set(Some(result.accuracy)),
            correct: Set(Some(result.correct)),
            document: Set(Some(document::write(
                "comparison of the attempt",
                &result.document,
            )?)),
            ..Default::default()
        };
        self.end(id, row).await
    }

    /// Says that one could not be heard, and why, for the person; `false` when it does not wait to be heard.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn fail(&self, id: Uuid, failure: &str) -> Result<bool> {
        let row = attempt::ActiveModel {
            state: Set(AttemptState::Failed),
            failure: Set(Some(failure.to_owned())),
            ..Default::default()
        };
        self.end(id, row).await
    }

    /// Lets one that failed wait to be heard again; `false` when it did not fail.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn again(&self, id: Uuid) -> Result<bool> {
        let row = attempt::ActiveModel {
            state: Set(AttemptState::Queued),
            failure: Set(None),
            ..Default::default()
        };
        let again = attempt::Entity::update_many()
            .set(row)
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::Id.eq(id))
            .filter(attempt::Column::State.eq(AttemptState::Failed))
            .exec(self.0.connection())
            .await?;
        Ok(again.rows_affected > 0)
    }

    /// Forgets the recording of one, and gives its key, so that its blob can be deleted.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn forget_blob(&self, id: Uuid) -> Result<Option<String>> {
        let was = self.find(id).await?.and_then(|attempt| attempt.blob);
        let row = attempt::ActiveModel {
            blob: Set(None),
            ..Default::default()
        };
        attempt::Entity::update_many()
            .set(row)
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::Id.eq(id))
            .exec(self.0.connection())
            .await?;
        Ok(was)
    }

    /// Those made before `before`, oldest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn before(&self, before: DateTime<Utc>, limit: u64) -> Result<Vec<Attempt>> {
        let found = attempt::Entity::find()
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::CreatedAt.lte(before))
            .order_by_asc(attempt::Column::CreatedAt)
            .limit(limit)
            .all(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Those of one person, in one language or in all.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn list(&self, user: UserId, language: Option<&str>, page: Page) -> Result<Vec<Attempt>> {
        let mut list = attempt::Entity::find()
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::UserId.eq(user));
        if let Some(language) = language {
            list = list.filter(attempt::Column::Language.eq(language));
        }
        Ok(page
            .of(list, attempt::Column::Id)
            .all(self.0.connection())
            .await?)
    }

    /// Those of one person that were heard since `since`, in a few numbers, newest first, [`Attempts::MARKS`] at most.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn marks(
        &self,
        user: UserId,
        language: Option<&str>,
        since: DateTime<Utc>,
    ) -> Result<Vec<AttemptMark>> {
        let mut marks = attempt::Entity::find()
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::UserId.eq(user))
            .filter(attempt::Column::State.eq(AttemptState::Done))
            .filter(attempt::Column::CreatedAt.gte(since));
        if let Some(language) = language {
            marks = marks.filter(attempt::Column::Language.eq(language));
        }
        let marks = marks
            .select_only()
            .columns([
                attempt::Column::Id,
                attempt::Column::CreatedAt,
                attempt::Column::Language,
                attempt::Column::Level,
                attempt::Column::Accuracy,
                attempt::Column::Correct,
            ])
            .order_by_desc(attempt::Column::Id)
            .limit(Self::MARKS)
            .into_model::<AttemptMark>()
            .all(self.0.connection())
            .await?;
        Ok(marks)
    }

    /// Those of one person in one language that were heard since `since`, newest first, [`Attempts::HEARD`] at most.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn heard(&self, user: UserId, language: &str, since: DateTime<Utc>) -> Result<Vec<Attempt>> {
        let found = attempt::Entity::find()
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::UserId.eq(user))
            .filter(attempt::Column::Language.eq(language))
            .filter(attempt::Column::State.eq(AttemptState::Done))
            .filter(attempt::Column::CreatedAt.gte(since))
            .order_by_desc(attempt::Column::Id)
            .limit(Self::HEARD)
            .all(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Forgets one; `false` when it is not there.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn delete(&self, id: Uuid) -> Result<bool> {
        let gone = attempt::Entity::delete_many()
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::Id.eq(id))
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected > 0)
    }

    /// Forgets those of one person, and gives them as they were, so that their blobs can be deleted.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn delete_of(&self, user: UserId) -> Result<Vec<Attempt>> {
        let gone = attempt::Entity::delete_many()
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::UserId.eq(user))
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(gone)
    }

    async fn end(&self, id: Uuid, row: attempt::ActiveModel) -> Result<bool> {
        let ended = attempt::Entity::update_many()
            .set(row)
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::Id.eq(id))
            .filter(attempt::Column::State.eq(AttemptState::Queued))
            .exec(self.0.connection())
            .await?;
        self.0.signal(Signal::Finished(id));
        Ok(ended.rows_affected > 0)
    }
}
