//! Uploads: recordings that come in pieces. The pieces themselves are blobs.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    OrgTx, Result, SessionId, UserId,
    records::{Upload, upload},
};

/// The uploads of one org.
pub struct Uploads<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's uploads.
    #[must_use]
    pub fn uploads(&self) -> Uploads<'_> {
        Uploads(self)
    }
}

/// An upload to begin.
#[derive(Clone, Debug)]
pub struct NewUpload {
    /// For which session.
    pub session: SessionId,
    /// Who sends it.
    pub user: UserId,
    /// The file's name, for showing.
    pub name: String,
    /// What the sender says it is.
    pub content_type: String,
    /// Bytes to come, if the sender knows.
    pub total: Option<i64>,
    /// When it is given up.
    pub expires_at: DateTime<Utc>,
}

impl Uploads<'_> {
    /// Begins one.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn create(&self, new: NewUpload) -> Result<Upload> {
        let upload = Upload {
            id: self.0.new_id(),
            org_id: self.0.org(),
            session_id: new.session,
            user_id: new.user,
            name: new.name,
            content_type: new.content_type,
            total: new.total,
            received: 0,
            parts: 0,
            created_at: self.0.now(),
            expires_at: new.expires_at,
        };
        upload::Entity::insert(upload.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(upload)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn find(&self, id: Uuid) -> Result<Option<Upload>> {
        let found = upload::Entity::find()
            .filter(upload::Column::OrgId.eq(self.0.org()))
            .filter(upload::Column::Id.eq(id))
            .one(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Those of a session, oldest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn of(&self, session: SessionId) -> Result<Vec<Upload>> {
        let found = upload::Entity::find()
            .filter(upload::Column::OrgId.eq(self.0.org()))
            .filter(upload::Column::SessionId.eq(session))
            .order_by_asc(upload::Column::Id)
            .all(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Counts one more piece of `bytes` that begins at `offset`; `None` when that is not where the next one begins, or
    /// the upload is gone.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn append(&self, id: Uuid, offset: i64, bytes: i64) -> Result<Option<Upload>> {
        let appended = upload::Entity::update_many()
            .col_expr(
                upload::Column::Received,
                Expr::col(upload::Column::Received).add(bytes),
            )
            .col_expr(upload::Column::Parts, Expr::col(upload::Column::Parts).add(1))
            .filter(upload::Column::OrgId.eq(self.0.org()))
            .filter(upload::Column::Id.eq(id))
            .filter(upload::Column::Received.eq(offset))
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(appended.into_iter().next())
    }

    /// Those that are given up, oldest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn expired(&self, limit: u64) -> Result<Vec<Upload>> {
        let expired = upload::Entity::find()
            .filter(upload::Column::OrgId.eq(self.0.org()))
            .filter(upload::Column::ExpiresAt.lte(self.0.now()))
            .order_by_asc(upload::Column::ExpiresAt)
            .limit(limit)
            .all(self.0.connection())
            .await?;
        Ok(expired)
    }

    /// Forgets one; its pieces are the caller's to remove.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn delete(&self, id: Uuid) -> Result<bool> {
        let gone = upload::Entity::delete_many()
            .filter(upload::Column::OrgId.eq(self.0.org()))
            .filter(upload::Column::Id.eq(id))
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected > 0)
    }
}
