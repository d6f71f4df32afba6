//! Answers to requests that must not be done twice.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, TryInsertResult,
    sea_query::OnConflict,
};

use super::TokenHash;
use crate::{
    Result, Tx, UserId,
    records::{IdempotencyRecord, idempotency},
};

/// A request that is still not answered after so long never will be: its server went down.
const RUNNING_AT_MOST: TimeDelta = TimeDelta::minutes(5);

/// What is known of a key that was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyClaim {
    /// Nothing: it is claimed now, and the request may be done.
    Fresh,
    /// The first request with it is still being done.
    Running,
    /// The same request was answered before: give this answer.
    Answered(IdempotencyRecord),
    /// It was brought with another request.
    OtherRequest,
}

/// Answers to requests that must not be done twice.
pub struct Idempotency<'a>(&'a Tx);

impl Tx {
    /// Answers to requests that must not be done twice.
    #[must_use]
    pub fn idempotency(&self) -> Idempotency<'_> {
        Idempotency(self)
    }
}

impl Idempotency<'_> {
    /// Claims a key of this person for this request. Of several that bring it at once, one gets it.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn begin(
        &self,
        user: UserId,
        key: &str,
        request_hash: &TokenHash,
        expires_at: DateTime<Utc>,
    ) -> Result<KeyClaim> {
        let given_up = Condition::all()
            .add(idempotency::Column::Status.is_null())
            .add(idempotency::Column::CreatedAt.lte(self.0.now() - RUNNING_AT_MOST));
        let over = Condition::any()
            .add(idempotency::Column::ExpiresAt.lte(self.0.now()))
            .add(given_up);
        idempotency::Entity::delete_many()
            .filter(idempotency::Column::UserId.eq(user))
            .filter(idempotency::Column::Key.eq(key))
            .filter(over)
            .exec(self.0.connection())
            .await?;
        let row = IdempotencyRecord {
            user_id: user,
            key: key.to_owned(),
            request_hash: request_hash.to_vec(),
            status: None,
            content_type: None,
            body: None,
            created_at: self.0.now(),
            expires_at,
        };
        let once = OnConflict::columns([idempotency::Column::UserId, idempotency::Column::Key])
            .do_nothing()
            .to_owned();
        let inserted = idempotency::Entity::insert(row.into_active_model())
            .on_conflict(once)
            .try_insert()
            .exec_without_returning(self.0.connection())
            .await?;
        if matches!(inserted, TryInsertResult::Inserted(1)) {
            return Ok(KeyClaim::Fresh);
        }
        let known = idempotency::Entity::find_by_id((user, key.to_owned()))
            .one(self.0.connection())
            .await?;
        Ok(match known {
            Some(known) if known.request_hash != request_hash => KeyClaim::OtherRequest,
            Some(known) if known.status.is_some() => KeyClaim::Answered(known),
            // Not there any more: whoever had it gave it up just now. The caller is told to try again.
            _ => KeyClaim::Running,
        })
    }

    /// Keeps the answer.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn finish(
        &self,
        user: UserId,
        key: &str,
        status: u16,
        content_type: Option<String>,
        body: Vec<u8>,
    ) -> Result<()> {
        let row = idempotency::ActiveModel {
            status: Set(Some(i32::from(status))),
            content_type: Set(content_type),
            body: Set(Some(body)),
            ..Default::default()
        };
        idempotency::Entity::update_many()
            .set(row)
            .filter(idempotency::Column::UserId.eq(user))
            .filter(idempotency::Column::Key.eq(key))
            .exec(self.0.connection())
            .await?;
        Ok(())
    }

    /// Gives a key up that was not answered, so that the request can be tried again.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn abandon(&self, user: UserId, key: &str) -> Result<()> {
        idempotency::Entity::delete_many()
            .filter(idempotency::Column::UserId.eq(user))
            .filter(idempotency::Column::Key.eq(key))
            .filter(idempotency::Column::Status.is_null())
            .exec(self.0.connection())
            .await?;
        Ok(())
    }

    /// Forgets answers that are too old; says how many.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn sweep(&self) -> Result<u64> {
        let gone = idempotency::Entity::delete_many()
            .filter(idempotency::Column::ExpiresAt.lte(self.0.now()))
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected)
    }
}
