//! People with an account.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

use crate::{
    Error, Result, Tx, UserId,
    records::{User, user},
};

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Mail address, lower case.
    pub email: String,
    /// Name for people.
    pub name: String,
    /// argon2id, in the PHC string format.
    pub password_hash: String,
    /// Language of the pages and mails, such as `en`.
    pub locale: String,
}

/// What people change about themselves; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct UserChange {
    /// Name for people.
    pub name: Option<String>,
    /// Language of the pages and mails.
    pub locale: Option<String>,
}

/// People with an account.
pub struct Users<'a>(&'a Tx);

impl Tx {
    /// People with an account.
    #[must_use]
    pub fn users(&self) -> Users<'_> {
        Users(self)
    }
}

impl Users<'_> {
    /// Makes an account.
    ///
    /// # Errors
    /// [`Error::Taken`] when the address has one (on PostgreSQL the transaction is over then), [`Error::Database`].
    pub async fn add(&self, new: NewUser) -> Result<User> {
        let user = User {
            id: UserId(self.0.new_id()),
            email: new.email,
            name: new.name,
            password_hash: new.password_hash,
            locale: new.locale,
            totp_secret: None,
            totp_confirmed_at: None,
            totp_last_step: None,
            created_at: self.0.now(),
            updated_at: self.0.now(),
        };
        user::Entity::insert(user.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await
            .map_err(Error::taken("an account with this mail address"))?;
        Ok(user)
    }

    /// The account with this id.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn by_id(&self, id: UserId) -> Result<Option<User>> {
        Ok(user::Entity::find_by_id(id).one(self.0.connection()).await?)
    }

    /// The account with this id, which nobody else changes before this transaction ends.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn lock(&self, id: UserId) -> Result<Option<User>> {
        Ok(user::Entity::find_by_id(id)
            .lock_exclusive()
            .one(self.0.connection())
            .await?)
    }

    /// The account with this mail address, given in lower case.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn by_email(&self, email: &str) -> Result<Option<User>> {
        Ok(user::Entity::find()
            .filter(user::Column::Email.eq(email))
            .one(self.0.connection())
            .await?)
    }

    /// Those of these accounts that are there, in no order.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn several(&self, ids: &[UserId]) -> Result<Vec<User>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        Ok(user::Entity::find()
            .filter(user::Column::Id.is_in(ids.iter().copied()))
            .all(self.0.connection())
            .await?)
    }

    /// Whether there is any account at all.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn any(&self) -> Result<bool> {
        Ok(user::Entity::find().one(self.0.connection()).await?.is_some())
    }

    /// The account that was made first, if there is any.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn first(&self) -> Result<Option<User>> {
        Ok(user::Entity::find()
            .order_by_asc(user::Column::Id)
            .one(self.0.connection())
            .await?)
    }

    /// Changes what people change about themselves; `None` when the account is not there.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn change(&self, id: UserId, change: UserChange) -> Result<Option<User>> {
        let mut row = user::ActiveModel {
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        if let Some(name) = change.name {
            row.name = Set(name);
        }
        if let Some(locale) = change.locale {
            row.locale = Set(locale);
        }
        let changed = user::Entity::update_many()
            .set(row)
            .filter(user::Column::Id.eq(id))
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(changed.into_iter().next())
    }

    /// Changes the password; `false` when the account is not there.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn set_password(&self, id: UserId, password_hash: &str) -> Result<bool> {
        let row = user::ActiveModel {
            password_hash: Set(password_hash.to_owned()),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        self.update(id, row, None).await
    }

    /// Keeps a sealed secret that does not count before it is confirmed; `false` when a second factor counts already.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn begin_totp(&self, id: UserId, sealed: Vec<u8>) -> Result<bool> {
        let row = user::ActiveModel {
            totp_secret: Set(Some(sealed)),
            totp_last_step: Set(None),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        self.update(id, row, Some(user::Column::TotpConfirmedAt.is_null()))
            .await
    }

    /// Makes the second factor count, its first code being that of `step`; `false` when there is nothing to confirm.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn confirm_totp(&self, id: UserId, step: i64) -> Result<bool> {
        let row = user::ActiveModel {
            totp_confirmed_at: Set(Some(self.0.now())),
            totp_last_step: Set(Some(step)),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        let waiting = user::Column::TotpSecret
            .is_not_null()
            .and(user::Column::TotpConfirmedAt.is_null());
        self.update(id, row, Some(waiting)).await
    }

    /// Uses the code of `step` up; `false` when a code of this or a later step was used before.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn use_totp_step(&self, id: UserId, step: i64) -> Result<bool> {
        let row = user::ActiveModel {
            totp_last_step: Set(Some(step)),
            ..Default::default()
        };
        let unused = user::Column::TotpLastStep
            .is_null()
            .or(user::Column::TotpLastStep.lt(step));
        self.update(id, row, Some(unused)).await
    }

    /// Ends the second factor; its recovery codes go with it.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn end_totp(&self, id: UserId) -> Result<()> {
        let row = user::ActiveModel {
            totp_secret: Set(None),
            totp_confirmed_at: Set(None),
            totp_last_step: Set(None),
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        self.update(id, row, None).await?;
        self.0.recovery_codes().replace(id, &[]).await
    }

    /// Erases the account with everything that hangs on it: memberships, sign-ins, tokens. `false` when there is none.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn erase(&self, id: UserId) -> Result<bool> {
        let erased = user::Entity::delete_by_id(id).exec(self.0.connection()).await?;
        Ok(erased.rows_affected > 0)
    }

    async fn update(&self, id: UserId, row: user::ActiveModel, only_if: Option<Expr>) -> Result<bool> {
        let mut update = user::Entity::update_many()
            .set(row)
            .filter(user::Column::Id.eq(id));
        if let Some(condition) = only_if {
            update = update.filter(condition);
        }
        Ok(update.exec(self.0.connection()).await?.rows_affected > 0)
    }
}
